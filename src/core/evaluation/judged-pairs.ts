import type { Truth } from './truth';

/** Pairs of records with a known answer, by left and right record (the first row with an id). */
export interface JudgedPairs {
  /** True pairs that both tables have. */
  readonly matches: ReadonlySet<number>;
  /** Known non-matches; null where everything that is not a match is a non-match. */
  readonly nonMatches: ReadonlySet<number> | null;
  /** True pairs altogether: also those with an id that is in no table, which can only be missed. */
  readonly truePairs: number;
  /** Left records that nothing is known of: pairs of theirs that are no matches are not judged. */
  readonly isOpen: (left: number) => boolean;
  keyOf(left: number, right: number): number;
}

export interface JudgeOptions {
  /** `all`: left rows that the truth does not list have no partner. `listed`: nothing is known of them. */
  readonly coverage: 'all' | 'listed';
  /** Truth rows to leave out; a left record all of whose rows are left out becomes unknown. */
  readonly without?: ReadonlySet<number>;
}

/** The answers of a truth. A pair listed as both is taken as a match; the audit tells of it. O(rows). */
export function judgePairs(truth: Truth, options: JudgeOptions): JudgedPairs {
  const { recordOf, rows } = truth;
  const rightCount = recordOf.right.length;
  const keyOf = (left: number, right: number): number => recordOf.left[left]! * rightCount + recordOf.right[right]!;
  const matches = new Set<number>();
  const nonMatches = new Set<number>();
  const lost = new Set<string>();
  const listed = new Set<number>();
  const open = new Set<number>();
  rows.forEach(({ leftId, rightId, left, right, isMatch }, at) => {
    const isLeftOut = options.without?.has(at) ?? false;
    if (left !== null) (isLeftOut ? open : listed).add(recordOf.left[left]!);
    if (isLeftOut) return;
    if (left !== null && right !== null) (isMatch ? matches : nonMatches).add(keyOf(left, right));
    else if (isMatch) lost.add(JSON.stringify([leftId, rightId]));
  });
  for (const key of matches) nonMatches.delete(key);
  for (const left of listed) open.delete(left);
  return {
    matches,
    nonMatches: truth.isLabelled ? nonMatches : null,
    truePairs: matches.size + lost.size,
    isOpen: (left) => {
      const record = recordOf.left[left]!;
      return open.has(record) || (options.coverage === 'listed' && !listed.has(record));
    },
    keyOf,
  };
}

/** 1 a true pair, 0 a wrong one, −1 not judged. */
export function judge(pairs: JudgedPairs, left: number, right: number): 1 | 0 | -1 {
  const key = pairs.keyOf(left, right);
  if (pairs.matches.has(key)) return 1;
  if (pairs.nonMatches) return pairs.nonMatches.has(key) ? 0 : -1;
  return pairs.isOpen(left) ? -1 : 0;
}
