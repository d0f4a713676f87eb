/** How far two raters put the same rows into the same clusters. */
export interface PartitionAgreement {
  readonly rows: number;
  /** Pairs of rows that either rater put together, and those that both did. */
  readonly joined: number;
  readonly joinedByBoth: number;
  /**
   * Adjusted Rand index, at most 1: agreement over pairs of rows beyond what chance alone would give. The same number as Cohen's kappa of
   * the decisions "together" and "apart" on all pairs. Null where chance alone gives full agreement.
   */
  readonly index: number | null;
  /** 95 % interval of the index, within −1…1; null with the index, and with fewer than two blocks. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

const Z_95 = 1.959963984540054;

/** Rows whose clusters are wound up with each other, and what they add to the counts of pairs. */
interface Block {
  rows: number;
  both: number;
  first: number;
  second: number;
}

/**
 * Agreement of two partitions of the same rows.
 *
 * The index after Hubert and Arabie, "Comparing partitions" (1985); that it is Cohen's kappa over pairs is shown by Warrens, "On the
 * equivalence of Cohen's kappa and the Hubert-Arabie adjusted Rand index" (2008). Pairs are not independent of each other, so the standard
 * error of kappa does not hold: the interval is the normal one by a jackknife that leaves out one block at a time, a block being rows that
 * are connected by clusters of either rater.
 *
 * @param first the cluster of each row by the first rater, any numbers
 * @param second the same rows in the same order by the second rater
 *
 * Does not depend on who is first, nor on the order of rows. O(rows).
 */
export function measurePartitionAgreement(first: ArrayLike<number>, second: ArrayLike<number>): PartitionAgreement {
  const blocks = blocksOf(first, second);
  const total: Block = { rows: 0, both: 0, first: 0, second: 0 };
  for (const block of blocks) {
    total.rows += block.rows;
    total.both += block.both;
    total.first += block.first;
    total.second += block.second;
  }
  const index = adjustedRand(total);
  return {
    rows: total.rows,
    joined: total.first + total.second - total.both,
    joinedByBoth: total.both,
    index,
    interval: index === null ? null : intervalOf(index, total, blocks),
  };
}

const pairsOf = (rows: number): number => (rows * (rows - 1)) / 2;

function adjustedRand({ rows, both, first, second }: Block): number | null {
  const all = pairsOf(rows);
  if (all === 0) return null;
  const chance = (first * second) / all;
  const most = (first + second) / 2;
  return most - chance < 1e-12 ? null : (both - chance) / (most - chance);
}

function intervalOf(index: number, total: Block, blocks: readonly Block[]): PartitionAgreement['interval'] {
  const left = blocks.flatMap((block) => {
    const without = adjustedRand({
      rows: total.rows - block.rows,
      both: total.both - block.both,
      first: total.first - block.first,
      second: total.second - block.second,
    });
    return without === null ? [] : [without];
  });
  const count = left.length;
  if (count < 2) return null;
  const mean = left.reduce((sum, value) => sum + value, 0) / count;
  const variance = ((count - 1) / count) * left.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const spread = Z_95 * Math.sqrt(variance);
  return { low: Math.max(-1, index - spread), high: Math.min(1, index + spread) };
}

function blocksOf(first: ArrayLike<number>, second: ArrayLike<number>): Block[] {
  const members = (labels: ArrayLike<number>) => {
    const rows = new Map<number, number[]>();
    for (let row = 0; row < labels.length; row++) {
      const group = rows.get(labels[row]!);
      if (group) group.push(row);
      else rows.set(labels[row]!, [row]);
    }
    return rows;
  };
  const [byFirst, bySecond] = [members(first), members(second)];
  const isSeen = new Uint8Array(first.length);
  const blocks: Block[] = [];
  for (let start = 0; start < first.length; start++) {
    if (isSeen[start]) continue;
    isSeen[start] = 1;
    const rows = [start];
    const [ofFirst, ofSecond] = [new Set<number>(), new Set<number>()];
    const reach = (groups: ReadonlyMap<number, readonly number[]>, label: number, known: Set<number>): void => {
      if (known.has(label)) return;
      known.add(label);
      for (const row of groups.get(label)!) {
        if (isSeen[row]) continue;
        isSeen[row] = 1;
        rows.push(row);
      }
    };
    for (let at = 0; at < rows.length; at++) {
      reach(byFirst, first[rows[at]!]!, ofFirst);
      reach(bySecond, second[rows[at]!]!, ofSecond);
    }
    const cells = new Map<string, number>();
    for (const row of rows) {
      const key = `${first[row]} ${second[row]}`;
      cells.set(key, (cells.get(key) ?? 0) + 1);
    }
    const sum = (counts: Iterable<number>): number => [...counts].reduce((pairs, count) => pairs + pairsOf(count), 0);
    blocks.push({
      rows: rows.length,
      both: sum(cells.values()),
      first: sum([...ofFirst].map((label) => byFirst.get(label)!.length)),
      second: sum([...ofSecond].map((label) => bySecond.get(label)!.length)),
    });
  }
  return blocks;
}
