import { type Estimate, estimateF1, estimateShare } from './intervals';

export interface ClusterAccuracy {
  /** Over pairs of records: together in both, together in the found clusters, together in the true ones. */
  readonly pairs: { readonly both: number; readonly found: number; readonly truth: number };
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly f1: Estimate;
  /** Averages over records (Bagga and Baldwin, 1998): how pure the record's cluster is, and how complete. */
  readonly bCubed: { readonly precision: number; readonly recall: number; readonly f1: number };
  /** Records that have a true cluster; the others are left out. */
  readonly records: number;
}

/**
 * Found clusters against true ones. Both name the cluster of every record; a record whose true cluster is null is left out of
 * everything. No found or no true pair leaves precision or recall 0 with the interval 0…1. Cost O(records), not of pairs. The
 * intervals treat pairs as independent, which flatters large clusters.
 */
export function measureClusters(found: ArrayLike<number | string>, truth: ArrayLike<number | string | null>): ClusterAccuracy {
  const foundSize = new Map<number | string, number>();
  const trueSize = new Map<number | string, number>();
  const shared = new Map<number | string, Map<number | string, number>>();
  let records = 0;
  for (let row = 0; row < truth.length; row++) {
    const ours = found[row]!;
    const theirs = truth[row];
    if (theirs === null || theirs === undefined) continue;
    records++;
    foundSize.set(ours, (foundSize.get(ours) ?? 0) + 1);
    trueSize.set(theirs, (trueSize.get(theirs) ?? 0) + 1);
    const inner = shared.get(ours) ?? new Map<number | string, number>();
    inner.set(theirs, (inner.get(theirs) ?? 0) + 1);
    shared.set(ours, inner);
  }
  let both = 0;
  let purity = 0;
  let completeness = 0;
  for (const [ours, inner] of shared) {
    for (const [theirs, count] of inner) {
      both += pairsOf(count);
      purity += (count * count) / foundSize.get(ours)!;
      completeness += (count * count) / trueSize.get(theirs)!;
    }
  }
  const sum = (sizes: Map<number | string, number>): number =>
    [...sizes.values()].reduce((total, size) => total + pairsOf(size), 0);
  const pairs = { both, found: sum(foundSize), truth: sum(trueSize) };
  const precision = records === 0 ? 0 : purity / records;
  const recall = records === 0 ? 0 : completeness / records;
  return {
    pairs,
    precision: estimateShare(both, pairs.found),
    recall: estimateShare(both, pairs.truth),
    f1: estimateF1(both, pairs.found - both, pairs.truth - both),
    bCubed: { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) },
    records,
  };
}

const pairsOf = (size: number): number => (size * (size - 1)) / 2;
