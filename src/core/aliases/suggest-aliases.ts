import { collectLexiconTerms, learnLexicon } from '../candidates/score/lexicon';
import { canonicalWord } from '../text/expand';
import { normaliseText } from '../text/normalise';
import { phraseKey } from './alias-tokens';
import { unmatchedWords } from './unmatched-words';

/** Two words that accepted pairs show in each other's place. */
export interface AliasSuggestion {
  readonly left: string;
  readonly right: string;
  /** Accepted pairs that show it. */
  readonly pairs: number;
}

/** Pairs that have to show two words before they are offered. */
export const LEAST_PAIRS = 3;
const MOST_SUGGESTIONS = 30;
/** Of the words left over, at most this many together are a phrase. */
const MOST_WORDS_OF_A_PHRASE = 5;

/**
 * Words that stand for each other in accepted pairs again and again: single words as the lexicon aligns them (`learnLexicon`; what a pair
 * itself taught is not held for it), and whole phrases that are left over on both sides. At least `LEAST_PAIRS` distinct pairs each, most
 * pairs first, ties by the words; at most 30. What letters read as the same already (see `canonicalWord`) is none.
 *
 * Cost O(pairs · words of one text · words of the other).
 *
 * @param left texts of accepted pairs, with known aliases applied @param right their partners, in the same order
 */
export function suggestAliases(left: readonly string[], right: readonly string[]): readonly AliasSuggestion[] {
  const found = new Map<string, { left: string; right: string; readonly pairs: Set<string> }>();
  const note = (one: string, other: string, pair: number): void => {
    const keys = [phraseKey(one), phraseKey(other)] as const;
    if (keys[0] === '' || keys[1] === '' || canonicalPhrase(keys[0]) === canonicalPhrase(keys[1])) return;
    const id = JSON.stringify(keys);
    const known = found.get(id) ?? { left: one, right: other, pairs: new Set<string>() };
    // Rows that repeat each other show it once.
    known.pairs.add(JSON.stringify([left[pair], right[pair]]));
    found.set(id, known);
  };
  const spellings: string[] = [];
  const terms = collectLexiconTerms({ left: left.map(normaliseText), right: right.map(normaliseText) }, spellings);
  const rows = Uint32Array.from(left, (_, row) => row);
  const lexicon = learnLexicon(terms, { left: rows, right: rows });
  for (let pair = 0; pair < left.length; pair++) {
    // First, as it has the words as they were typed.
    const rest = unmatchedWords(left[pair]!, right[pair]!);
    if (rest && isPhrase(rest.left) && isPhrase(rest.right)) note(rest.left, rest.right, pair);
    for (const met of lexicon.meetingsOf(pair, pair)) {
      const [one, other] = [spellings[met.left]!, spellings[met.right]!];
      if (isWord(one) && isWord(other)) note(one, other, pair);
    }
  }
  return [...found.values()]
    .filter(({ pairs }) => pairs.size >= LEAST_PAIRS)
    .map(({ left: one, right: other, pairs }) => ({ left: one, right: other, pairs: pairs.size }))
    .sort((a, b) => b.pairs - a.pairs || compare(a.left, b.left) || compare(a.right, b.right))
    .slice(0, MOST_SUGGESTIONS);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const canonicalPhrase = (key: string): string => key.split(' ').map(canonicalWord).join(' ');
/** Single signs of scripts without spaces are too little to stand for anything. */
const isWord = (word: string): boolean => word.length > 1 || /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word);
const isPhrase = (phrase: string): boolean => phraseKey(phrase).split(' ').length <= MOST_WORDS_OF_A_PHRASE;
