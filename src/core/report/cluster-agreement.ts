import type { ClusterMergeEntry } from '../clusters/edits';
import type { ClusterFigures } from './cluster-figures';
import { html, type Markup } from './markup';
import { count, named, number, score } from './words';

/** How far reviewers of clusters agree whose logs were merged. */
export function clusterAgreement({ merges, openDifferences }: ClusterFigures): Markup {
  if (merges.length === 0) {
    return html`<h3 id="agreement">Agreement of reviewers</h3>
<p>No edits of a second reviewer were merged into this project, so it is not known how far two people would agree.</p>`;
  }
  const open =
    openDifferences === 0
      ? 'No difference between reviewers is left open.'
      : `${count(openDifferences, 'group')} of rows on which reviewers differ ${openDifferences === 1 ? 'is' : 'are'} still to be settled.`;
  return html`<h3 id="agreement">Agreement of reviewers</h3>
${merges.map(oneMerge)}<p>${open}</p>
<p>Only rows that both had settled, neither knowing of the other’s work, are compared. The adjusted Rand index (Hubert and Arabie 1985) is agreement beyond chance on which pairs of rows belong together: 0 is chance, 1 is full agreement; it equals Cohen’s kappa over pairs of rows (Warrens 2008). The interval is a jackknife over groups of rows that clusters of either reviewer connect.</p>`;
}

function oneMerge({ reviewer, agreement: { rows, joined, joinedByBoth, index, interval } }: ClusterMergeEntry): Markup {
  if (rows === 0) return html`<p>The edits of ${named(reviewer)} were merged; no row had been settled by both.</p>`;
  const beyond =
    index === null
      ? 'The adjusted Rand index cannot be told: chance alone would give full agreement.'
      : `The adjusted Rand index is ${score(index)}${interval ? ` (95 % interval ${score(interval.low)} to ${score(interval.high)})` : '; the rows are too few, or too entangled, for an interval'}.`;
  return html`<p>With ${named(reviewer)}: of ${count(rows, 'row')} that both had settled, ${count(joined, 'pair was', 'pairs were')} put together by one or the other, ${number(joinedByBoth)} of them by both. ${beyond}</p>`;
}
