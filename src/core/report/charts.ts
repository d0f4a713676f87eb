import type { ThresholdEstimate } from '../evaluation/sample/estimate-from-sample';
import { FATES, type Fate } from './link-figures';
import { html, type Markup } from './markup';
import { count, number, percent, score } from './words';

export const FATE_WORDS: Readonly<Record<Fate, string>> = {
  person: 'Linked by a person',
  rule: 'Linked by the program, decided by nobody',
  none: 'None of its candidates, decided by a person',
  absent: 'Not in the other table, decided by a person',
  unsure: 'Marked unsure by a person',
  open: 'Neither linked nor decided',
};

const WIDTH = 640;
const HEIGHT = 260;
const EDGE = { left: 56, right: 12, top: 12, bottom: 40 };
const INNER = { width: WIDTH - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom };
const x = (share: number): number => round(EDGE.left + share * INNER.width);
const y = (share: number): number => round(EDGE.top + (1 - share) * INNER.height);
const round = (value: number): number => Math.round(value * 10) / 10;

/** Left records by their best score, coloured by what became of them. The same figures stand in a table beside it. */
export function scoreHistogram(bins: readonly Readonly<Record<Fate, number>>[], threshold: number): Markup {
  const totals = bins.map((bin) => FATES.reduce((sum, fate) => sum + bin[fate], 0));
  const all = totals.reduce((sum, total) => sum + total, 0);
  const highest = niceAbove(Math.max(1, ...totals));
  const step = 1 / bins.length;
  const above = totals.reduce((sum, total, at) => (at * step >= threshold - 1e-9 ? sum + total : sum), 0);
  const bars = bins.map((bin, at) => {
    let from = 0;
    return FATES.map((fate) => {
      if (bin[fate] === 0) return null;
      const bottom = y(from / highest);
      from += bin[fate];
      const top = y(from / highest);
      const [left, right] = [x(at * step) + 1, x((at + 1) * step) - 1];
      return html`<rect class="fate-${fate}" x="${round(left)}" y="${top}" width="${round(right - left)}" height="${round(bottom - top)}"/>`;
    });
  });
  const shown = FATES.filter((fate) => bins.some((bin) => bin[fate] > 0));
  const alt = `Histogram of the best score of ${count(all, 'left record')} with candidates, from 0 to 1 in steps of ${score(step)}. ${count(above, 'record')} in bars that begin at the threshold of ${score(threshold)} or above it. The table below has all figures.`;
  return html`<figure><ul class="legend">${shown.map(
    (fate) => html`<li><span class="key fate-${fate}" aria-hidden="true"></span>${FATE_WORDS[fate]}</li>`,
  )}</ul>${frame(alt, [
    gridLines([0, highest / 2, highest].map((value) => [value / highest, number(value)])),
    html`${bars}`,
    scoreAxis('Best match score of a left record'),
    thresholdMark(threshold),
  ])}<figcaption>Left records by the score of their best candidate. The dashed line is the threshold of links.</figcaption></figure>`;
}

/** Estimated precision and recall at each threshold, with their intervals. */
export function accuracyChart(points: readonly ThresholdEstimate[], threshold: number): Markup {
  const series = (['precision', 'recall'] as const).map((name) => {
    const upper = points.map((point) => `${x(point.threshold)},${y(point[name].high)}`);
    const lower = points.map((point) => `${x(point.threshold)},${y(point[name].low)}`).reverse();
    const line = points.map((point) => `${x(point.threshold)},${y(point[name].value)}`);
    return html`<polygon class="band ${name}" points="${[...upper, ...lower].join(' ')}"/><polyline class="line ${name}" points="${line.join(' ')}"/>`;
  });
  const now = points.find((point) => point.threshold === threshold);
  const alt = `Line chart of estimated precision and recall at thresholds from ${score(points[0]?.threshold ?? 0)} to ${score(points.at(-1)?.threshold ?? 1)}, with bands for their 95 % intervals.${
    now
      ? ` At the threshold in force, ${score(threshold)}, precision is ${percent(now.precision.value)} and recall ${percent(now.recall.value)}.`
      : ''
  } The table below has all figures.`;
  return html`<figure><ul class="legend"><li><span class="key precision" aria-hidden="true"></span>Precision (solid)</li><li><span class="key recall" aria-hidden="true"></span>Recall (dashed)</li></ul>${frame(
    alt,
    [
      gridLines([0, 0.25, 0.5, 0.75, 1].map((share) => [share, `${share * 100} %`])),
      html`${series}`,
      scoreAxis('Threshold'),
      thresholdMark(threshold),
    ],
  )}<figcaption>Estimated precision and recall by threshold; bands are 95 % intervals. The dashed line is the threshold in force.</figcaption></figure>`;
}

const frame = (alt: string, content: readonly Markup[]): Markup =>
  html`<svg role="img" aria-label="${alt}" viewBox="0 0 ${WIDTH} ${HEIGHT}" xmlns="http://www.w3.org/2000/svg">${content}</svg>`;

const gridLines = (marks: readonly (readonly [share: number, text: string])[]): Markup =>
  html`${marks.map(
    ([share, text]) =>
      html`<line class="rule" x1="${EDGE.left}" x2="${WIDTH - EDGE.right}" y1="${y(share)}" y2="${y(share)}"/><text x="${EDGE.left - 6}" y="${y(share) + 4}" text-anchor="end">${text}</text>`,
  )}`;

const scoreAxis = (title: string): Markup =>
  html`${[0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (share) => html`<text x="${x(share)}" y="${HEIGHT - EDGE.bottom + 16}" text-anchor="middle">${share.toFixed(1)}</text>`,
  )}<text x="${x(0.5)}" y="${HEIGHT - 6}" text-anchor="middle">${title}</text>`;

const thresholdMark = (threshold: number): Markup =>
  html`<line class="mark" x1="${x(threshold)}" x2="${x(threshold)}" y1="${EDGE.top}" y2="${HEIGHT - EDGE.bottom}"/>`;

/** A round number that is not less, and can be halved. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 3, 4, 6, 8, 10].find((factor) => factor * power >= value)!;
  const above = Math.max(2, step * power);
  return above + (above % 2);
}
