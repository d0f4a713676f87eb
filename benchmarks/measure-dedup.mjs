import { bCubed, nearestIsDuplicate, pairwiseF1 } from './cluster-metrics.mjs';
import { requireMethod } from './require-method.mjs';

/** Thresholds that are tried for the best F1, beside the product's own, and half a step around the best of them. */
const HALF_STEP = 0.05;
const THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/**
 * Deduplication: the clusters of `dedupRows` against the true ones, at the product's own threshold and at others. The first run is
 * timed; it fills the vector cache of the profile, which should be a fresh one, for the others. `recall1` is the share of rows with
 * a duplicate whose nearest other row, by `mergeKnn` of the table with itself, is one.
 */
export async function measureDedup(page, task, options) {
  await requireMethod(page, 'dedupRows');
  const { records, on, clusterOf: truth } = task;
  const first = await dedup(page, records, { on, ...options });
  const own = pairwiseF1(first.clusterOf, truth);
  let best = { f1: own.f1, threshold: first.threshold };
  const tryThresholds = async (thresholds) => {
    for (const threshold of thresholds) {
      const { clusterOf } = await dedup(page, records, { on, ...options, cache: true, threshold });
      const { f1 } = pairwiseF1(clusterOf, truth);
      if (f1 > best.f1) best = { f1, threshold };
    }
  };
  await tryThresholds(THRESHOLDS);
  await tryThresholds([best.threshold - HALF_STEP, best.threshold + HALF_STEP].filter((value) => value > 0 && value < 1));
  return {
    recall1: nearestIsDuplicate(await nearestOthers(page, records, { on, ...options }), truth),
    bestF1: best.f1,
    bestThreshold: best.threshold,
    f1AtDefault: own.f1,
    seconds: first.seconds,
    settings: first.settings,
    defaultThreshold: first.threshold,
    precision: own.precision,
    recall: own.recall,
    bCubed: bCubed(first.clusterOf, truth),
    clusters: new Set(first.clusterOf).size,
    timings: first.timings,
  };
}

function dedup(page, records, options) {
  return page.evaluate(
    async ([table, dedupOptions]) => {
      const started = performance.now();
      const result = await window.rowlink.dedupRows(table, dedupOptions);
      const { threshold, timings, settings = dedupOptions } = result;
      const seconds = (timings?.total ?? performance.now() - started) / 1000;
      return { clusterOf: [...result.clusterOf], threshold, timings, settings, seconds };
    },
    [records, options],
  );
}

/** Candidates of every row among the rows of its own table: itself and others. */
function nearestOthers(page, records, options) {
  return page.evaluate(
    async ([table, mergeOptions]) => {
      const { candidates } = await window.rowlink.mergeKnn(table, table, { ...mergeOptions, cache: true, k: 3 });
      return candidates.map(({ left, right, score }) => ({ left, right, score }));
    },
    [records, options],
  );
}
