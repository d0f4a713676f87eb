import { canonicalWord } from '../text/expand';
import { aliasTokens } from './alias-tokens';

/** What two cells do not share, as they have it. */
export interface UnmatchedWords {
  readonly left: string;
  readonly right: string;
}

/**
 * The longest run of words of each cell that the other one does not have: a first guess of what means the same. Most tokens count, then
 * letters, then the earlier run; null where either cell has all of its words in the other. Abbreviations and legal forms that letters
 * are compared without count as shared. Cost O(characters).
 */
export function unmatchedWords(left: string, right: string): UnmatchedWords | null {
  const one = aliasTokens(left);
  const other = aliasTokens(right);
  const ones = new Set(one.keys.map(canonicalWord));
  const others = new Set(other.keys.map(canonicalWord));
  const leftRun = longestRun(one, others, left);
  const rightRun = longestRun(other, ones, right);
  return leftRun === null || rightRun === null ? null : { left: leftRun, right: rightRun };
}

/** Of the cells of compared columns the first pair that leaves words over on both sides, and its place; null where none does. */
export function unmatchedInCells(
  cells: readonly { readonly left: string; readonly right: string }[],
): (UnmatchedWords & { readonly at: number }) | null {
  for (const [at, { left, right }] of cells.entries()) {
    const found = unmatchedWords(left, right);
    if (found) return { ...found, at };
  }
  return null;
}

function longestRun({ keys, from, to }: ReturnType<typeof aliasTokens>, known: ReadonlySet<string>, text: string): string | null {
  let best: { readonly first: number; readonly last: number } | null = null;
  const lengthOf = (first: number, last: number): number => to[last]! - from[first]!;
  for (let first = 0; first < keys.length; first++) {
    if (known.has(canonicalWord(keys[first]!))) continue;
    let last = first;
    while (last + 1 < keys.length && !known.has(canonicalWord(keys[last + 1]!))) last++;
    const longer = best === null ? 1 : last - first - (best.last - best.first);
    if (longer > 0 || (longer === 0 && lengthOf(first, last) > lengthOf(best!.first, best!.last))) best = { first, last };
    first = last;
  }
  return best && text.slice(from[best.first]!, to[best.last]!);
}
