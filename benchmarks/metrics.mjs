/**
 * @typedef {{ left: number, right: number, score: number }} ScoredPair  0-based rows
 * @typedef {{ f1: number, precision: number, recall: number, threshold: number }} Accuracy
 */

/** Pairs as keys of a set. */
export const pairKey = (left, right) => `${left}:${right}`;

/**
 * Share of true pairs whose right row is among the first `k` candidates of the left row.
 *
 * @param {readonly (ScoredPair & { rank: number })[]} candidates
 * @param {ReadonlySet<string>} truth
 * @param {number} k
 */
export function recallAt(candidates, truth, k) {
  let found = 0;
  for (const { left, right, rank } of candidates) if (rank <= k && truth.has(pairKey(left, right))) found++;
  return found / truth.size;
}

/** Mean over true pairs of one by the rank of the right row; zero where it is not among the candidates. */
export function meanReciprocalRank(candidates, truth) {
  let sum = 0;
  for (const { left, right, rank } of candidates) if (truth.has(pairKey(left, right))) sum += 1 / rank;
  return sum / truth.size;
}

/**
 * Pairs accepted from the highest score down: a row of a side that may be linked once only is not used again. Ties go to the
 * earlier left row, then the earlier right row.
 *
 * @param {readonly ScoredPair[]} candidates
 * @param {'1:1' | '1:m' | 'm:1' | 'm:m'} cardinality
 * @returns {ScoredPair[]}
 */
export function acceptGreedily(candidates, cardinality) {
  const isLeftOnce = cardinality === '1:1' || cardinality === 'm:1' || cardinality === 'm:m';
  const isRightOnce = cardinality === '1:1' || cardinality === '1:m';
  const lefts = new Set();
  const rights = new Set();
  const sorted = [...candidates].sort((a, b) => b.score - a.score || a.left - b.left || a.right - b.right);
  return sorted.filter(({ left, right }) => {
    if ((isLeftOnce && lefts.has(left)) || (isRightOnce && rights.has(right))) return false;
    lefts.add(left);
    rights.add(right);
    return true;
  });
}

/**
 * The best F1 over all thresholds, chosen on the truth itself: an upper bound that says how well a score orders pairs. Pairs of
 * equal score stand or fall together.
 *
 * @param {readonly ScoredPair[]} accepted
 * @param {ReadonlySet<string>} truth
 * @returns {Accuracy}
 */
export function bestF1(accepted, truth) {
  const sorted = [...accepted].sort((a, b) => b.score - a.score);
  let right = 0;
  let best = { f1: 0, precision: 0, recall: 0, threshold: 1 };
  sorted.forEach((pair, index) => {
    if (truth.has(pairKey(pair.left, pair.right))) right++;
    if (sorted[index + 1]?.score === pair.score) return;
    const accuracy = accuracyOf(right, index + 1, truth.size, pair.score);
    if (accuracy.f1 > best.f1) best = accuracy;
  });
  return best;
}

/** F1 of links as they are. @returns {Accuracy} */
export function f1Of(links, truth, threshold) {
  const right = links.filter(({ left, right: other }) => truth.has(pairKey(left, other))).length;
  return accuracyOf(right, links.length, truth.size, threshold);
}

function accuracyOf(right, chosen, wanted, threshold) {
  const precision = chosen === 0 ? 0 : right / chosen;
  const recall = right / wanted;
  const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { f1, precision, recall, threshold };
}
