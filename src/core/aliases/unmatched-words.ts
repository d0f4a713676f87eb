import { canonicalWord } from '../text/expand';
import { type AliasTokens, aliasTokens } from './alias-tokens';

/** What two cells do not share, as they have it. */
export interface UnmatchedWords {
  readonly left: string;
  readonly right: string;
}

/** A stretch of words that the other cell does not have. */
interface Run {
  readonly keys: readonly string[];
  readonly text: string;
  /** The shared words beside it; empty at the ends of a cell. */
  readonly before: string;
  readonly after: string;
}

/**
 * A first guess of what means the same in two cells: of the runs of words that either has alone the two that fit best. An initialism fits
 * its words best ("WHO"), then letters in the order of the other ("Mpls", "Minneapolis"), then runs between the same shared words; ties go
 * to more words, more letters, and the earlier run. Null where either cell has all of its words in the other. Abbreviations and legal forms
 * that letters are compared without count as shared. Cost O(runs of one · runs of the other · letters).
 */
export function unmatchedWords(left: string, right: string): UnmatchedWords | null {
  const one = aliasTokens(left);
  const other = aliasTokens(right);
  const lefts = runsOf(one, new Set(other.keys.map(canonicalWord)), left);
  const rights = runsOf(other, new Set(one.keys.map(canonicalWord)), right);
  let best: UnmatchedWords | null = null;
  let most = -1;
  for (const a of lefts) {
    for (const b of rights) {
      const fit = fitOf(a, b);
      if (fit <= most) continue;
      most = fit;
      best = { left: a.text, right: b.text };
    }
  }
  return best;
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

function runsOf({ keys, from, to }: AliasTokens, known: ReadonlySet<string>, text: string): readonly Run[] {
  const isShared = keys.map((key) => known.has(canonicalWord(key)));
  const runs: Run[] = [];
  for (let first = 0; first < keys.length; first++) {
    if (isShared[first]) continue;
    let last = first;
    while (last + 1 < keys.length && !isShared[last + 1]) last++;
    runs.push({
      keys: keys.slice(first, last + 1),
      text: text.slice(from[first]!, to[last]!),
      before: canonicalWord(keys[first - 1] ?? ''),
      after: canonicalWord(keys[last + 1] ?? ''),
    });
    first = last;
  }
  return runs;
}

/** More where one abbreviates the other, then where both stand at the same place; below 1 by length alone. */
function fitOf(one: Run, other: Run): number {
  const place = Number(one.before === other.before) + Number(one.after === other.after);
  const kind = Math.max(abbreviates(one.keys, other.keys), abbreviates(other.keys, one.keys));
  const words = one.keys.length + other.keys.length;
  const length = words + (one.text.length + other.text.length) / 1000;
  return 10 * kind + place + length / (length + 10);
}

/** 2 for the first letters of words, little ones left out or not; 1 for letters of the words in their order. */
function abbreviates([short, ...more]: readonly string[], words: readonly string[]): 0 | 1 | 2 {
  const all = words.join('');
  if (short === undefined || more.length > 0 || short.length < 2 || short.length >= all.length) return 0;
  const firsts = (of: readonly string[]): string => of.map((word) => word[0]).join('');
  if (words.length > 1 && (firsts(words) === short || firsts(words.filter((word) => !LITTLE.has(word))) === short)) return 2;
  if (short[0] !== all[0]) return 0;
  let at = 0;
  for (const letter of all) if (letter === short[at]) at++;
  return at === short.length ? 1 : 0;
}

const LITTLE = new Set(
  'a an and at de del der des di die du e el et for für i in la le les of on the und und van von y zu'.split(' '),
);
