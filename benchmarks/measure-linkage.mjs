import { acceptGreedily, bestF1, f1Of, meanReciprocalRank, recallAt } from './metrics.mjs';

/** Link and aggregate: the ranked candidates of `merge` against the true pairs, and its links at its own threshold. */
export async function measureLinkage(page, task, options) {
  const { cardinality, leftOn, rightOn, left, right, truth } = task;
  const found = await page.evaluate(
    async ([leftTable, rightTable, mergeOptions]) => {
      const result = await window.rowlink.merge(leftTable, rightTable, mergeOptions);
      const candidates = result.candidates.map((pair) => [pair.left, pair.right, pair.rank, pair.score]);
      const { links, threshold, timings, settings, model } = result;
      const linked = links.map((link) => [link.left, link.right, link.score]);
      return { candidates, links: linked, threshold, timings, settings, model };
    },
    [left, right, { leftOn, rightOn, cardinality, cache: false, ...options }],
  );
  const candidates = found.candidates.map(([l, r, rank, score]) => ({ left: l, right: r, rank, score }));
  const links = found.links.map(([l, r, score]) => ({ left: l, right: r, score }));
  // From the highest score down, or by the product's own assignment: whichever is better.
  const best = [acceptGreedily(candidates, cardinality), links]
    .map((accepted) => bestF1(accepted, truth))
    .reduce((a, b) => (b.f1 > a.f1 ? b : a));
  return {
    recall1: recallAt(candidates, truth, 1),
    recall5: recallAt(candidates, truth, 5),
    recall10: recallAt(candidates, truth, 10),
    mrr: meanReciprocalRank(candidates, truth),
    bestF1: best.f1,
    bestThreshold: best.threshold,
    f1AtDefault: f1Of(links, truth, found.threshold).f1,
    seconds: found.timings.total / 1000,
    settings: found.settings,
    defaultThreshold: found.threshold,
    model: found.model,
    timings: found.timings,
  };
}
