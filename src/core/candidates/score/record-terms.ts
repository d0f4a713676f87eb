import type { Sides } from '../../model/types';
import { isLegalForm } from '../../text/expand';
import { wordsOf } from '../../text/normalise';
import { foldMarks } from '../../text/romanise/romanise';

/** Terms of the records of one side: `terms[offsets[i]..offsets[i + 1]]`, ascending, each once. */
export interface TermRows {
  readonly offsets: Uint32Array;
  readonly terms: Uint32Array;
}

export interface TermSides {
  readonly left: TermRows;
  readonly right: TermRows;
  /** What each term says when shared: `ln((1 + n) / (1 + df)) + 1`, less for legal forms. */
  readonly weight: Float32Array;
  /** 1 where a term has a digit. */
  readonly isNumber: Uint8Array;
}

/** Words with their spellings, by number. */
export interface WordSides extends TermSides {
  readonly spellings: readonly string[];
}

/**
 * Distinct words of both sides' lexical texts (see `lexicalTexts`); the sound skeleton is none of them. Cost O(words).
 */
export function collectWords(texts: Sides<readonly string[]>): WordSides {
  return collectTerms(texts, wordsOf, (word) => !/[A-Z]/u.test(word));
}

/**
 * Codes of both sides' composed texts: model numbers, telephone numbers, dates. Parts joined by `-`, `.`, `/`, `_` count as one, without
 * them: "LC-37D44U" and "LC37D44U" are the same code. A code has at least four characters, one of them a digit. Cost O(characters).
 */
export function collectCodes(texts: Sides<readonly string[]>): TermSides {
  const { spellings: _, ...codes } = collectTerms(texts, codesOf, () => true);
  return codes;
}

/** Codes in a text, folded; see `collectCodes`. */
export function codesOf(text: string): string[] {
  if (!/\d/u.test(text)) return [];
  const codes: string[] = [];
  for (const [found] of foldMarks(text.normalize('NFKC').toLowerCase()).matchAll(CODE)) {
    const parts = found.split(/[-./_]/u);
    if (parts.length > 1) for (const part of parts) if (isCode(part) && /\p{L}/u.test(part)) codes.push(part);
    const whole = parts.join('');
    if (isCode(whole)) codes.push(whole);
  }
  return codes;
}

export const CODE = /[\p{L}\p{N}]+(?:[-./_][\p{L}\p{N}]+)*/gu;
const SHORTEST_CODE = 4;
const LONGEST_CODE = 24;
const isCode = (text: string): boolean => text.length >= SHORTEST_CODE && text.length <= LONGEST_CODE && /\d/u.test(text);
const LEGAL_SHARE = 0.3;

/** What a term of `documents` of `count` texts says when shared. */
export const weightOfTerm = (term: string, documents: number, count: number): number =>
  (Math.log((1 + count) / (1 + documents)) + 1) * (isLegalForm(term) ? LEGAL_SHARE : 1);

/** @param counts whether a term is one, asked once for each that occurs */
function collectTerms(
  texts: Sides<readonly string[]>,
  termsOf: (text: string) => readonly string[],
  counts: (term: string) => boolean,
): WordSides {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const documents: number[] = [];
  /** −1 for what is no term. */
  const numberOf = (term: string): number => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    const number = counts(term) ? words.length : -1;
    numbers.set(term, number);
    if (number >= 0) {
      words.push(term);
      documents.push(0);
    }
    return number;
  };
  const rowsOf = (side: readonly string[]): TermRows => {
    const offsets = new Uint32Array(side.length + 1);
    const all: number[] = [];
    side.forEach((text, row) => {
      const from = all.length;
      for (const term of termsOf(text)) {
        const number = numberOf(term);
        if (number >= 0) all.push(number);
      }
      sortOnce(all, from);
      for (let at = from; at < all.length; at++) documents[all[at]!]!++;
      offsets[row + 1] = all.length;
    });
    return { offsets, terms: Uint32Array.from(all) };
  };
  const left = rowsOf(texts.left);
  const right = rowsOf(texts.right);
  const count = texts.left.length + texts.right.length;
  return {
    left,
    right,
    spellings: words,
    weight: Float32Array.from(words, (word, id) => weightOfTerm(word, documents[id]!, count)),
    isNumber: Uint8Array.from(words, (word) => (/\p{Nd}/u.test(word) ? 1 : 0)),
  };
}

/** Puts the members from place `from` on in order, each once. Cost O(members · log), less for few. */
export function sortOnce(list: number[], from: number): void {
  if (list.length - from > FEW) list.push(...list.splice(from).sort((a, b) => a - b));
  else {
    for (let at = from + 1; at < list.length; at++) {
      const member = list[at]!;
      let to = at;
      for (; to > from && list[to - 1]! > member; to--) list[to] = list[to - 1]!;
      list[to] = member;
    }
  }
  let end = from;
  for (let at = from; at < list.length; at++) if (at === from || list[end - 1] !== list[at]) list[end++] = list[at]!;
  while (list.length > end) list.pop();
}

const FEW = 32;

/** What another engine of the same definition takes over, see `core/definition`. */
export const CODE_DEFINITION = { LEGAL_SHARE, SHORTEST_CODE, LONGEST_CODE } as const;
