import { DECIDED_STATUSES, type DecidedStatus, type MergeEntry } from '../decisions/log';
import { countIn } from '../decisions/merge';
import { LEAST_ANSWERS, shownEstimates } from '../evaluation/sample/shown-thresholds';
import { accuracyChart } from './charts';
import type { LinkFigures, SampleFigures } from './link-figures';
import { html, type Markup } from './markup';
import type { TruthFigures } from './report-input';
import { count, gridTable, named, number, percent, range, score } from './words';

/** How far the links can be trusted, as far as that is known. */
export function linkCertainty(figures: LinkFigures, threshold: number, truth: TruthFigures | null): Markup {
  return html`<h3 id="agreement">Agreement of reviewers</h3>${agreement(figures)}
<h3 id="estimate">Estimated precision and recall</h3>${estimated(figures.sample, threshold)}
<h3 id="truth">Against known answers</h3>${againstTruth(truth)}`;
}

const STATUS_WORDS: Readonly<Record<DecidedStatus, string>> = {
  accepted: 'A partner',
  none: 'None of the candidates',
  absent: 'Not in the other table',
  unsure: 'Unsure',
};

function agreement({ merges, openDifferences }: LinkFigures): Markup {
  if (merges.length === 0) {
    return html`<p>No decisions of a second reviewer were merged into this project, so it is not known how far two people would agree.</p>`;
  }
  const open =
    openDifferences === 0
      ? 'No difference between reviewers is left open.'
      : `${count(openDifferences, 'record')} on which reviewers differ ${openDifferences === 1 ? 'is' : 'are'} still to be settled.`;
  return html`${merges.map(oneMerge)}<p>${open}</p>
<p>Only records that both had decided, neither knowing of the other’s decision, are compared. Two different partners for the same record count as disagreement. Kappa (Cohen 1960; interval after Fleiss, Cohen and Everitt 1969) is agreement beyond chance: 0 is chance, 1 is full agreement.</p>`;
}

function oneMerge({ reviewer, agreement: found, table }: MergeEntry): Markup {
  const { cases, agreed, share, kappa, interval } = found;
  if (cases === 0 || share === null)
    return html`<p>The decisions of ${named(reviewer)} were merged; no record had been decided by both.</p>`;
  const beyond =
    kappa === null || interval === null
      ? 'Kappa cannot be told: chance alone would give full agreement.'
      : `Cohen’s kappa is ${score(kappa)} (95 % interval ${score(interval.low)} to ${score(interval.high)}).`;
  const statuses = DECIDED_STATUSES;
  const rows = statuses.map((mine) => [STATUS_WORDS[mine], ...statuses.map((theirs) => number(countIn(table, mine, theirs)))]);
  return html`<p>With ${named(reviewer)}: ${number(agreed)} of ${count(cases, 'record')} that both decided are decided alike (${percent(share)}). ${beyond}</p>
${gridTable(`Records that both decided: rows as decided here, columns as decided by ${reviewer}. Of those where both chose a partner, ${number(table.other)} not the same one.`, ['Decided here', ...statuses.map((status) => STATUS_WORDS[status])], rows)}`;
}

function estimated({ size, answered, unsure, estimate }: SampleFigures, threshold: number): Markup {
  const least = Math.min(LEAST_ANSWERS, size);
  const now = estimate?.thresholds.find((one) => one.threshold === threshold);
  if (!estimate || !now) {
    return size === 0
      ? html`<p>Precision and recall cannot be estimated: no left record has a candidate.</p>`
      : html`<p>Precision and recall cannot be estimated yet: ${number(answered)} of the ${count(size, 'record')} of the random sample ${answered === 1 ? 'is' : 'are'} decided, and at least ${number(least)} are needed.</p>`;
  }
  const whole = (value: number): string => number(Math.round(value));
  const rows = shownEstimates(estimate.thresholds, threshold).map((one) => [
    html`${score(one.threshold)}${one.threshold === threshold ? ' (in force)' : ''}`,
    number(one.links),
    percent(one.precision.value),
    range(one.precision),
    percent(one.recall.value),
    range(one.recall),
  ]);
  return html`<p>At the threshold of ${score(threshold)}, precision is estimated at <strong>${percent(now.precision.value)}</strong> (95 % interval ${range(now.precision)}) and recall at <strong>${percent(now.recall.value)}</strong> (95 % interval ${range(now.recall)}).</p>
<p>This rests on the answers of people to ${number(answered)} of ${count(size, 'left record')} drawn at random over all scores, more where the score leaves it open${unsure > 0 ? `; ${number(unsure)} marked unsure ${unsure === 1 ? 'is' : 'are'} not counted, which makes the figures look better than they are` : ''}. It takes those answers to be right, although the people saw the scores and the order of the candidates.</p>
<p>Precision is the share of the best candidates from the threshold on that are right. Recall is the share of the right partners among the candidates that lie at or above it; partners that never became a candidate are not in it. The best candidate of every left record is what counts, whatever the rule on partners and later decisions make of it.</p>
<p>Among left records that nobody has decided, about ${whole(estimate.unseen.value)} (95 % interval ${whole(estimate.unseen.low)} to ${whole(estimate.unseen.high)}) have their right partner among the candidates.</p>
${accuracyChart(
  estimate.thresholds.filter(({ links }) => links > 0),
  threshold,
)}
${gridTable('Estimates by threshold, with 95 % intervals', ['Threshold', 'Pairs', 'Precision', '95 % interval', 'Recall', '95 % interval'], rows)}`;
}

function againstTruth(truth: TruthFigures | null): Markup {
  if (!truth) return html`<p>No list of known true pairs was given.</p>`;
  const { accuracy, source, coverage, include } = truth;
  const of =
    include === 'suggested'
      ? 'Links that a person accepted, and links of the program where nobody decided,'
      : 'Links that a person accepted';
  const rest =
    coverage === 'all'
      ? 'Left records that it does not list are taken to have no partner.'
      : 'Left records that it does not list are left out.';
  const rows = (['precision', 'recall', 'f1'] as const).map((name) => [
    { precision: 'Precision: links that are right', recall: 'Recall: true pairs that are linked', f1: 'F1: both in one figure' }[
      name
    ],
    percent(accuracy[name].value),
    range(accuracy[name]),
  ]);
  return html`<p>${of} were compared with ${count(accuracy.truePairs, 'true pair')} of ${named(source)}. ${rest} ${count(accuracy.truePositives, 'link is', 'links are')} right, ${number(accuracy.falsePositives)} wrong, ${count(accuracy.falseNegatives, 'true pair is', 'true pairs are')} missed${accuracy.unjudged > 0 ? `, ${count(accuracy.unjudged, 'link')} could not be judged` : ''}.</p>
${gridTable('Links against known answers', ['Figure', 'Value', '95 % interval (Wilson)'], rows)}`;
}
