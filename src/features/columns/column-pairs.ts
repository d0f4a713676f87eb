import type { ComparedColumns } from '../../core/model/settings';

/** One line of the editor; null where the other side's column stands alone. */
export interface ColumnPair {
  readonly left: string | null;
  readonly right: string | null;
}

export function pairsOf(on: ComparedColumns): readonly ColumnPair[] {
  const count = Math.max(on.left.length, on.right.length);
  return Array.from({ length: count }, (_, i) => ({ left: on.left[i] ?? null, right: on.right[i] ?? null }));
}

/** The settings for these lines: full pairs first, since only the end of the longer list may stand alone. */
export function comparedColumns(pairs: readonly ColumnPair[]): ComparedColumns {
  const full = pairs.filter((pair) => pair.left !== null && pair.right !== null);
  const alone = pairs.filter((pair) => pair.left === null || pair.right === null);
  const ordered = [...full, ...alone];
  return {
    left: ordered.flatMap((pair) => pair.left ?? []),
    right: ordered.flatMap((pair) => pair.right ?? []),
  };
}

/** A pair of columns that are not compared yet; null when one side has none left. */
export function nextPair(
  pairs: readonly ColumnPair[],
  leftColumns: readonly string[],
  rightColumns: readonly string[],
): ColumnPair | null {
  const usedLeft = new Set(pairs.map((pair) => pair.left));
  const usedRight = new Set(pairs.map((pair) => pair.right));
  const freeLeft = leftColumns.filter((name) => !usedLeft.has(name));
  const freeRight = rightColumns.filter((name) => !usedRight.has(name));
  const left = freeLeft.find((name) => freeRight.some((other) => alike(name, other))) ?? freeLeft[0];
  if (left === undefined) return null;
  const right = freeRight.find((other) => alike(left, other)) ?? freeRight[0];
  return right === undefined ? null : { left, right };
}

const alike = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
