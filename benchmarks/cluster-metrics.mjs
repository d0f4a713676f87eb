/**
 * Precision, recall and F1 over pairs of rows that stand in one cluster. With no such pair on either side they are 1.
 *
 * @param {readonly unknown[]} found  cluster of every row
 * @param {readonly unknown[]} truth  true cluster of every row
 */
export function pairwiseF1(found, truth) {
  const both = countPairs(found.map((cluster, row) => JSON.stringify([cluster, truth[row]])));
  const foundPairs = countPairs(found);
  const truePairs = countPairs(truth);
  const precision = foundPairs === 0 ? 1 : both / foundPairs;
  const recall = truePairs === 0 ? 1 : both / truePairs;
  return { precision, recall, f1: harmonicMean(precision, recall) };
}

/** B-cubed: for each row the overlap of its found and its true cluster over either's size, then the mean over rows (Bagga and Baldwin 1998). */
export function bCubed(found, truth) {
  const foundSize = sizes(found);
  const trueSize = sizes(truth);
  const shared = found.map((cluster, row) => JSON.stringify([cluster, truth[row]]));
  const sharedSize = sizes(shared);
  const mean = (size) => shared.reduce((sum, key, row) => sum + sharedSize.get(key) / size(row), 0) / found.length;
  const precision = mean((row) => foundSize.get(found[row]));
  const recall = mean((row) => trueSize.get(truth[row]));
  return { precision, recall, f1: harmonicMean(precision, recall) };
}

/**
 * Share of rows with a duplicate whose nearest other row is one; null where there are no candidates or no duplicates.
 *
 * @param {readonly { left: number, right: number, score: number }[]} candidates  of each left row among all rows, itself perhaps too
 * @param {readonly unknown[]} truth
 */
export function nearestIsDuplicate(candidates, truth) {
  const nearest = new Map();
  for (const { left, right, score } of candidates) {
    if (left !== right && !(nearest.get(left)?.score >= score)) nearest.set(left, { other: right, score });
  }
  const size = sizes(truth);
  const doubled = truth.flatMap((cluster, row) => (size.get(cluster) > 1 ? [row] : []));
  if (nearest.size === 0 || doubled.length === 0) return null;
  return doubled.filter((row) => nearest.has(row) && truth[nearest.get(row).other] === truth[row]).length / doubled.length;
}

function sizes(clusters) {
  const count = new Map();
  for (const cluster of clusters) count.set(cluster, (count.get(cluster) ?? 0) + 1);
  return count;
}

const countPairs = (clusters) => [...sizes(clusters).values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);

const harmonicMean = (a, b) => (a + b === 0 ? 0 : (2 * a * b) / (a + b));
