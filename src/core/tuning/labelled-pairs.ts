import type { ClusterTruth } from '../evaluation/cluster-truth';
import type { Truth } from '../evaluation/truth';

/**
 * Pairs of 0-based rows that somebody labelled, in columns of equal length: rows of the left and the right table, or both of the left
 * one where a table is compared with itself. `isMatch` is 1 or 0. No pair twice.
 */
export interface LabelledPairs {
  readonly left: Uint32Array<ArrayBuffer>;
  readonly right: Uint32Array<ArrayBuffer>;
  readonly isMatch: Uint8Array<ArrayBuffer>;
}

/** Labelled pairs, and what of their source was left out. */
export interface ReadPairs {
  readonly pairs: LabelledPairs;
  /** Rows of the source whose ids are in no table. */
  readonly unknown: number;
  /** Pairs that are listed as a match and as none: neither counts. */
  readonly contradicted: number;
  /** Pairs that were listed before. */
  readonly repeated: number;
}

/** Of a cluster each record is paired with this many that follow it, in a ring: enough to hold it together, and no square. */
export const MOST_PARTNERS = 4;

export interface LabelledPair {
  readonly left: number;
  readonly right: number;
  readonly isMatch: boolean;
}

/**
 * Pairs in columns, in the order of their first mention. A row paired with itself is no pair where one table is compared with itself.
 *
 * @param isOneTable pairs are unordered then: (a, b) is (b, a), and is kept with the lower row on the left
 */
export function collectPairs(given: Iterable<LabelledPair>, isOneTable: boolean): Omit<ReadPairs, 'unknown'> {
  const labels = new Map<string, { left: number; right: number; isMatch: boolean; isContradicted: boolean }>();
  let repeated = 0;
  for (const { left: a, right: b, isMatch } of given) {
    if (isOneTable && a === b) continue;
    const [left, right] = isOneTable && b < a ? [b, a] : [a, b];
    const key = `${left} ${right}`;
    const known = labels.get(key);
    if (!known) labels.set(key, { left, right, isMatch, isContradicted: false });
    else if (known.isMatch !== isMatch) known.isContradicted = true;
    else repeated++;
  }
  const kept = [...labels.values()].filter(({ isContradicted }) => !isContradicted);
  return {
    pairs: {
      left: Uint32Array.from(kept, ({ left }) => left),
      right: Uint32Array.from(kept, ({ right }) => right),
      isMatch: Uint8Array.from(kept, ({ isMatch }) => (isMatch ? 1 : 0)),
    },
    contradicted: labels.size - kept.length,
    repeated,
  };
}

/** The pairs of a truth as `readPairTruth`, `readColumnTruth` or `readTruth` read it. O(rows of the truth). */
export function pairsOfTruth(truth: Truth, isOneTable = false): ReadPairs {
  let unknown = 0;
  const known: LabelledPair[] = [];
  for (const { left, right, isMatch } of truth.rows) {
    if (left === null || right === null) unknown++;
    else known.push({ left, right, isMatch });
  }
  return { ...collectPairs(known, isOneTable), unknown };
}

/**
 * The pairs of the true clusters of one table, as `readClusterTruth` or `readClusterColumn` read them: matches only, each record with at
 * most `MOST_PARTNERS` others on either side of it. Sorted by left row. O(rows).
 */
export function pairsOfClusters(truth: ClusterTruth): ReadPairs {
  const rowsOf = new Map<string, number[]>();
  truth.clusterOf.forEach((cluster, row) => {
    if (cluster === null) return;
    const rows = rowsOf.get(cluster);
    if (rows) rows.push(row);
    else rowsOf.set(cluster, [row]);
  });
  const found: LabelledPair[] = [];
  for (const rows of rowsOf.values()) {
    for (const [at, left] of rows.entries()) {
      for (let step = 1; step <= Math.min(MOST_PARTNERS, Math.floor(rows.length / 2)); step++) {
        found.push({ left, right: rows[(at + step) % rows.length]!, isMatch: true });
      }
    }
  }
  const { pairs } = collectPairs(found, true);
  const order = Array.from(pairs.left.keys()).sort(
    (a, b) => pairs.left[a]! - pairs.left[b]! || pairs.right[a]! - pairs.right[b]!,
  );
  return {
    pairs: {
      left: Uint32Array.from(order, (at) => pairs.left[at]!),
      right: Uint32Array.from(order, (at) => pairs.right[at]!),
      isMatch: new Uint8Array(order.length).fill(1),
    },
    unknown: truth.unknownIds.length,
    contradicted: truth.contradicted.length,
    repeated: 0,
  };
}
