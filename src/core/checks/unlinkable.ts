import { type RowFinding, singleRows } from './findings';

export interface LikenessWithin {
  /** Row → the first row that looks the same by all that is compared. */
  readonly firstOf: Uint32Array;
  /** 1 for a row that meets no other: nothing to compare, or no key. */
  readonly isOut: Uint8Array;
  /** It matters which of several rows that look the same is the right one. */
  readonly isExclusive: boolean;
  /** 0…1. */
  readonly threshold: number;
}

/**
 * Rows that do not even match themselves. A table is thought to be matched with a perfect copy of itself: a row that looks like `n` rows,
 * itself included, is told from them with a chance of 1/n, and one that meets nothing with none. A row is unlinkable where this chance is
 * below the threshold: no better row of the other table can help. O(rows).
 *
 * These are Splink's unlinkables (Linacre et al. 2022, `unlinkables_chart`): records whose match probability with themselves is below a
 * threshold. There, prior odds of 1/N and a term frequency of n/N give odds of 1/n for a value that n of N rows have. Here the
 * frequency is that of everything compared at once, so that columns need not be independent of each other.
 */
export function findUnlinkable({ firstOf, isOut, isExclusive, threshold }: LikenessWithin): RowFinding[] {
  const sizes = new Uint32Array(firstOf.length);
  for (const first of firstOf) sizes[first]!++;
  const isUnlinkable = (row: number): boolean =>
    isOut[row] === 1 || (isExclusive && selfMatchChance(sizes[firstOf[row]!]!) < threshold);
  const rows = new Uint32Array(firstOf.length).map((_, row) => row).filter(isUnlinkable);
  const alike = rows.map((row) => (isOut[row] === 1 ? 0 : sizes[firstOf[row]!]!));
  return singleRows('unlinkable', null, rows).map((finding) => ({ ...finding, alike }));
}

/** The chance that the right one is picked among `alike` rows that look the same, 0…1; 0 for none. */
export const selfMatchChance = (alike: number): number => (alike === 0 ? 0 : 1 / alike);
