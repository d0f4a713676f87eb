import type { Sides } from '../../model/types';
import { canonicalWord, openUp } from '../../text/expand';
import { isAscii, normaliseText, wordsOf } from '../../text/normalise';
import { foldMarks, guessCyrillic, romaniseWord } from '../../text/romanise/romanise';
import { codesOf, weightOfTerm } from './record-terms';

/** A word that both texts have, in the form in which words are compared. */
export interface SharedWord {
  readonly word: string;
  /** Records of both sides that have it. */
  readonly records: number;
  /** How much it says, by how rare it is: 1 for a word of no other record. */
  readonly weight: number;
}

/**
 * What a part of a text does for a match: a `word` or `code` that the other text has too, `letters` that it has in one piece, a number
 * (`apart`) that it should have and has not.
 */
export type PartKind = 'word' | 'code' | 'letters' | 'apart';

/** UTF-16 offsets of a text as it was composed, end excluded. `weight` 0…1: rarity of a word, share of a piece's letters. */
export interface TextMark {
  readonly from: number;
  readonly to: number;
  readonly kind: PartKind;
  readonly weight: number;
}

export interface PairParts {
  /** Rarest first, then the longest, then by the word. */
  readonly words: readonly SharedWord[];
  /** By place; no two overlap. */
  readonly marks: Sides<readonly TextMark[]>;
}

/**
 * What two texts have in common, word by word and letter by letter, as `createEvidence` sees it: words of their lexical forms weighted by
 * rarity, codes in any punctuation, runs of three letters. A word of a form that no piece of the text gives by itself (out of two pieces
 * that are read together) is among `words` without a mark.
 *
 * Cost O(words) here; O(characters of both texts) a pair.
 *
 * @param texts composed @param forms what `lexicalTexts` makes of them
 */
export function createTextParts(
  texts: Sides<readonly string[]>,
  forms: Sides<readonly string[]>,
): (left: number, right: number) => PairParts {
  const records = new Map<string, number>();
  for (const side of [forms.left, forms.right]) {
    for (const form of side) for (const word of termsOf(form)) records.set(word, (records.get(word) ?? 0) + 1);
  }
  const count = texts.left.length + texts.right.length;
  const most = weightOfTerm('', 1, count);
  const cyrillic = { left: guessCyrillic(texts.left), right: guessCyrillic(texts.right) };

  return (left, right) => {
    const terms = { left: termsOf(forms.left[left]!), right: termsOf(forms.right[right]!) };
    const shared = [...terms.left].filter((term) => terms.right.has(term));
    const weightOf = (word: string): number => Math.min(1, weightOfTerm(word, records.get(word) ?? 1, count) / most);
    const words = shared
      .map((word) => ({ word, records: records.get(word) ?? 1, weight: weightOf(word) }))
      .sort((a, b) => b.weight - a.weight || b.word.length - a.word.length || (a.word < b.word ? -1 : 1));
    const numbers = { left: [...terms.left].filter(hasDigit), right: [...terms.right].filter(hasDigit) };
    const contradict = Math.min(numbers.left.length, numbers.right.length) > shared.filter(hasDigit).length;
    const known = new Map(words.map(({ word, weight }) => [word, weight]));
    const marksOf = (side: 'left' | 'right', text: string, form: string, otherText: string, otherForm: string): TextMark[] => {
      const own = terms[side];
      const runs = runsOf(otherForm);
      const codes = new Set(codesOf(otherText));
      const readings = (word: string): string[] => {
        const read = isAscii(word)
          ? [canonicalWord(word)]
          : [canonicalWord(foldMarks(word)), canonicalWord(romaniseWord(word, cyrillic[side]))];
        return read.flatMap((one) => wordsOf(normaliseText(one))).filter((one) => own.has(one));
      };
      const marks = markCodes(text, codes);
      for (const piece of piecesOf(text)) {
        if (marks.some((mark) => mark.from < piece.to && piece.from < mark.to)) continue;
        const read = piece.words.flatMap(readings);
        const best = Math.max(-1, ...read.map((word) => known.get(word) ?? -1));
        const range = { from: piece.from, to: piece.to };
        if (best >= 0) marks.push({ ...range, kind: 'word', weight: best });
        else if (contradict && read.some(hasDigit)) marks.push({ ...range, kind: 'apart', weight: 1 });
        else marks.push(...markLetters(text.slice(piece.from, piece.to), piece.from, read, runs));
      }
      return form === '' ? [] : marks.sort((a, b) => a.from - b.from);
    };
    const [one, other] = [texts.left[left]!, texts.right[right]!];
    const [oneForm, otherForm] = [forms.left[left]!, forms.right[right]!];
    return {
      words,
      marks: {
        left: marksOf('left', one, oneForm, other, otherForm),
        right: marksOf('right', other, otherForm, one, oneForm),
      },
    };
  };
}

const hasDigit = (word: string): boolean => /\p{Nd}/u.test(word);

/** Words of a form without its sound skeleton, each once. */
const termsOf = (form: string): Set<string> => new Set(wordsOf(form).filter((word) => !/[A-Z]/u.test(word)));

const RUN = 3;

/** Runs of three letters of a form without spaces and skeleton. */
function runsOf(form: string): Set<string> {
  const letters = squeeze(form);
  const runs = new Set<string>();
  for (let at = 0; at + RUN <= letters.length; at++) runs.add(letters.slice(at, at + RUN));
  return runs;
}

const squeeze = (form: string): string => form.replace(/[A-Z ]/gu, '');

interface Piece {
  readonly from: number;
  readonly to: number;
  /** Normalised; more than one where the piece is read as several. */
  readonly words: readonly string[];
}

/** What stands between spaces, where it is read as one word, else its runs of letters and figures. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const { 0: chunk, index } of text.matchAll(/\S+/gu)) {
    const words = wordsOf(normaliseText(openUp(chunk)));
    if (words.length === 1) {
      const start = chunk.search(LETTER);
      const end = chunk.length - [...chunk].reverse().join('').search(LETTER);
      pieces.push({ from: index + Math.max(0, start), to: index + (start < 0 ? chunk.length : Math.max(start + 1, end)), words });
      continue;
    }
    for (const { 0: part, index: at } of chunk.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      pieces.push({ from: index + at, to: index + at + part.length, words: wordsOf(normaliseText(openUp(part))) });
    }
  }
  return pieces;
}
const LETTER = /[\p{L}\p{M}\p{N}]/u;

function markCodes(text: string, codes: ReadonlySet<string>): TextMark[] {
  if (codes.size === 0) return [];
  const marks: TextMark[] = [];
  for (const { 0: found, index } of text.matchAll(/[\p{L}\p{N}]+(?:[-./_][\p{L}\p{N}]+)*/gu)) {
    if (codesOf(found).some((code) => codes.has(code))) {
      marks.push({ from: index, to: index + found.length, kind: 'code', weight: 1 });
    }
  }
  return marks;
}

/** Letters of a piece in runs that the other text has: exactly where it reads as it stands, else as a share of the whole. */
function markLetters(piece: string, at: number, readings: readonly string[], runs: ReadonlySet<string>): TextMark[] {
  const form = readings[0];
  if (form === undefined || form.length < RUN) return [];
  const covered = new Uint8Array(form.length);
  for (let from = 0; from + RUN <= form.length; from++)
    if (runs.has(form.slice(from, from + RUN))) covered.fill(1, from, from + RUN);
  const share = covered.reduce((sum, one) => sum + one, 0) / form.length;
  if (share === 0) return [];
  if (form.length !== piece.length) return [{ from: at, to: at + piece.length, kind: 'letters', weight: share }];
  const marks: TextMark[] = [];
  for (let from = 0; from < covered.length; from++) {
    if (covered[from] === 0) continue;
    let to = from;
    while (to < covered.length && covered[to] === 1) to++;
    marks.push({ from: at + from, to: at + to, kind: 'letters', weight: share });
    from = to;
  }
  return marks;
}
