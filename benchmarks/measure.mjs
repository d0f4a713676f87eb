import { acceptGreedily, bestF1, f1Of, meanReciprocalRank, recallAt } from './metrics.mjs';

/**
 * Runs one task through the page API of an open page and measures the answer.
 *
 * @param {import('@playwright/test').Page} page  with the built app
 * @param {ReturnType<typeof import('./task.mjs').readTask>} task
 * @param {object} options  further options of `merge`
 */
export async function measureTask(page, task, options = {}) {
  const { name, kind, cardinality, leftOn, rightOn, left, right, truth, rows } = task;
  const found = await page.evaluate(
    async ([leftText, rightText, mergeOptions]) => {
      await window.rowlink.ready;
      const result = await window.rowlink.merge(leftText, rightText, mergeOptions);
      const candidates = result.candidates.map((pair) => [pair.left, pair.right, pair.rank, pair.score]);
      return { ...result, candidates };
    },
    [left, right, { leftOn, rightOn, cardinality, cache: false, ...options }],
  );
  const candidates = found.candidates.map(([l, r, rank, score]) => ({ left: l, right: r, rank, score }));
  const best = bestF1(acceptGreedily(candidates, cardinality), truth);
  const seconds = found.timings.total / 1000;
  return {
    task: name,
    kind,
    recall1: recallAt(candidates, truth, 1),
    recall5: recallAt(candidates, truth, 5),
    recall10: recallAt(candidates, truth, 10),
    mrr: meanReciprocalRank(candidates, truth),
    bestF1: best.f1,
    bestThreshold: best.threshold,
    f1AtDefault: f1Of(found.links, truth, found.threshold).f1,
    seconds,
    rows,
    rowsPerSecond: rows / seconds,
    settings: found.settings,
    timings: found.timings,
  };
}
