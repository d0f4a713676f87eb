import { markdownTable } from '../scripts/docs-section.mjs';

/** 97.5 % points of Student's t for 1, 2, … degrees of freedom. */
const T_975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

/** The mean of values, and how far its 95 % interval reaches to either side. */
export function meanWithReach(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, reach: Number.NaN };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, reach: (T_975[values.length - 2] ?? 1.96) * Math.sqrt(variance / values.length) };
}

const FIGURES = [
  ['dense R@1', (of) => of.dense.recall1],
  ['dense F1', (of) => of.dense.bestF1],
  ['hybrid R@1', (of) => of.hybrid.recall1],
  ['hybrid F1, automatic', (of) => of.hybrid.autoF1],
  ['hybrid F1, best', (of) => of.hybrid.bestF1],
];

/** Figures of the short table. */
const SHORT = [0, 3];

/** A line for each task and number of pairs: how each figure was before, and the mean change over seeds with its interval. */
export function tuningTables(told) {
  const rows = groupsOf(told).map((runs) => {
    const cells = FIGURES.map((_, at) => changeOf(runs, at));
    const [{ task, asked, pairs }] = runs;
    const used = runs.filter(({ isUsed }) => isUsed).length;
    const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b)[runs.length >> 1];
    const count = asked === 'all' ? `all ${pairs.toLocaleString('en-US')}` : asked;
    return [task, count, ...cells, `${used} of ${runs.length}`, seconds.toFixed(0)];
  });
  return markdownTable(['task', 'pairs', ...FIGURES.map(([name]) => name), 'adapter kept', 'seconds'], rows);
}

/** A line for each task: recall of the vectors and F1 of a match, by number of pairs. */
export function tuningSummary(told) {
  const tasks = [...new Set(told.map(({ task }) => task))];
  const asked = [...new Set(told.map((one) => one.asked))];
  const rows = tasks.flatMap((task) =>
    SHORT.map((figure) => [
      `${task}, ${FIGURES[figure][0]}`,
      ...asked.map((pairs) => {
        const runs = told.filter((one) => one.task === task && one.asked === pairs);
        return runs.length === 0 ? '' : changeOf(runs, figure);
      }),
    ]),
  );
  return markdownTable(['task', ...asked.map((pairs) => (pairs === 'all' ? 'all pairs' : `${pairs} pairs`))], rows);
}

function groupsOf(told) {
  const groups = new Map();
  for (const one of told) {
    const key = `${one.task} ${one.asked}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** How a figure was before, and its mean change with the interval. */
function changeOf(runs, at) {
  const figure = FIGURES[at][1];
  const before = meanWithReach(runs.map((run) => figure(run.before))).mean;
  const { mean, reach } = meanWithReach(runs.map((run) => figure(run.after) - figure(run.before)));
  return `${percent(before)} ${signed(mean)} ± ${(100 * reach).toFixed(1)}`;
}

const percent = (share) => (100 * share).toFixed(1);
const signed = (share) => `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`;
