import { FATE_WORDS, scoreHistogram } from './charts';
import { type ClusterFigures, SIZE_CLASSES } from './cluster-figures';
import { FATES, type LinkFigures, type Person } from './link-figures';
import { html, type Markup, type Part } from './markup';
import type { ReportExample } from './report-input';
import { count, gridTable, named, number, percent, score } from './words';

/** Links and what became of every record. */
export function linkOutcome(figures: LinkFigures, threshold: number): Markup {
  const { leftRows, rightRows, links, linkedRight, fates, bins, withoutCandidates, people } = figures;
  const shareOf = (part: number, all: number): string => (all === 0 ? '–' : percent(part / all));
  const total = links.person + links.rule;
  return html`<p>There are <strong>${count(total, 'link')}</strong>: ${number(links.person)} that a person accepted, and ${number(links.rule)} that the program suggests by score and that nobody decided.</p>
${gridTable(
  'Links by who decided',
  ['Links', 'Number'],
  [
    ['Accepted by a person', number(links.person)],
    ['By the rule alone, decided by nobody', number(links.rule)],
    ['All', number(total)],
  ],
)}
${gridTable(
  'What became of every left record',
  ['Left records', 'Number', 'Share'],
  [
    ...FATES.map((fate) => [FATE_WORDS[fate], number(fates[fate]), shareOf(fates[fate], leftRows)]),
    ['All', number(leftRows), shareOf(leftRows, leftRows)],
  ],
)}
${gridTable(
  'What became of every right record',
  ['Right records', 'Number', 'Share'],
  [
    ['With a partner', number(linkedRight), shareOf(linkedRight, rightRows)],
    ['Without one', number(rightRows - linkedRight), shareOf(rightRows - linkedRight, rightRows)],
  ],
)}
${work(people)}
<h3 id="scores">Best scores</h3>
${scoreHistogram(bins, threshold)}
${withoutCandidates > 0 ? html`<p>${count(withoutCandidates, 'left record has', 'left records have')} no candidate, and so no score.</p>` : null}
${gridTable('Left records by best score', ['Best score', ...FATES.map((fate) => FATE_WORDS[fate])], binRows(bins))}`;
}

/** Ranges of scores without any record are left out. */
const binRows = (bins: LinkFigures['bins']): readonly (readonly Part[])[] =>
  bins.flatMap((bin, at) =>
    FATES.every((fate) => bin[fate] === 0)
      ? []
      : [[`${score(at / bins.length)} to ${score((at + 1) / bins.length)}`, ...FATES.map((fate) => number(bin[fate]))]],
  );

function work(people: readonly Person[]): Markup {
  if (people.length === 0) return html`<p>Nobody has decided anything yet: all of this is what the program suggests.</p>`;
  return gridTable(
    'Entries of the log of decisions (undoing is an entry too)',
    ['By', 'Entries'],
    people.map(({ by, entries }) => [by === null ? 'no name given' : named(by), number(entries)]),
  );
}

const EDIT_WORDS: Readonly<Record<string, string>> = {
  confirm: 'Clusters confirmed',
  split: 'Clusters split',
  merge: 'Clusters merged',
  'leave-out': 'Rows left out of a cluster',
  'put-back': 'Rows put back into a cluster',
  reopen: 'Clusters given back to the rule',
  golden: 'Kept cells chosen',
  resolve: 'Differences between reviewers settled',
  'merge-reviewer': 'Logs of other reviewers merged',
  revert: 'Taken back out of turn',
  undo: 'Undone',
  redo: 'Done again',
};

/** Clusters, how large they are, and what people did to them. */
export function clusterOutcome(figures: ClusterFigures): Markup {
  const { rows, clusters, shared, sharedRows, largest, sizes, statuses, edits, people } = figures;
  const sizeName = ([from, to]: readonly [number, number | null]): string =>
    to === from ? count(from, 'row') : to === null ? `${number(from)} rows or more` : `${number(from)} to ${number(to)} rows`;
  return html`<p>The ${count(rows, 'row')} of the table form <strong>${count(clusters, 'cluster')}</strong>: ${count(shared, 'cluster')} of two rows or more hold ${count(sharedRows, 'row')}, the others are alone. The largest has ${count(largest, 'row')}. With one row kept for each cluster, ${count(rows - clusters, 'row')} would go.</p>
${gridTable(
  'Clusters by size',
  ['Size', 'Clusters'],
  SIZE_CLASSES.map((size, at) => [sizeName(size), number(sizes[at]!)]),
)}
${gridTable(
  'Clusters by who decided',
  ['Clusters', 'Number'],
  [
    ['By the rule alone, decided by nobody', number(statuses.pending)],
    ['Confirmed by a person', number(statuses.confirmed)],
    ['Changed by a person, not confirmed', number(statuses.edited)],
  ],
)}
${
  edits.length > 0
    ? gridTable(
        'What people did',
        ['Edit', 'Entries of the log'],
        edits.map(([name, times]) => [EDIT_WORDS[name] ?? name, number(times)]),
      )
    : null
}
${work(people)}`;
}

/** Records with their cells, where the person asked for them. */
export function exampleSection(examples: readonly ReportExample[]): Markup {
  return html`${examples.map(({ title, records }) => {
    const columns = [...new Set(records.flatMap(({ cells }) => cells.map(([column]) => column)))];
    const rows = records.map(({ name, cells }) => {
      const known = new Map(cells);
      return [name, ...columns.map((column) => known.get(column) ?? '')];
    });
    return gridTable(title, ['Record', ...columns.map((column) => named(column))], rows, false);
  })}`;
}
