import { isElision } from '../text/expand';
import { foldLetters, isAscii } from '../text/normalise';
import { foldMarks } from '../text/romanise/romanise';

/** Whole words of a text in the form in which they are looked up, and where they stand (UTF-16 offsets, end excluded). */
export interface AliasTokens {
  readonly keys: string[];
  readonly from: number[];
  readonly to: number[];
}

/**
 * Splits a text into whole words as letters are compared: without case, accents, width, the points of "I.B.M." and apostrophes inside
 * words; "&" is "and". Scripts without spaces (Han, Hiragana, Thai, Lao, Khmer, Burmese) give one token a sign, so that a phrase is
 * found inside a longer run; Katakana, Hangul and all others give whole words. Cost O(length).
 */
export function aliasTokens(text: string): AliasTokens {
  const tokens: AliasTokens = { keys: [], from: [], to: [] };
  if (isAscii(text) && !NEEDS_CARE.test(text)) splitAscii(text, tokens);
  else splitAny(text, tokens);
  return tokens;
}

/** A phrase in the form in which phrases are looked up: the same for all spellings that count as equal. Empty where nothing is left. */
export const phraseKey = (phrase: string): string => aliasTokens(phrase).keys.join(' ');

export const NEEDS_CARE = /['`&]|(?:^|[^a-zA-Z0-9])[a-zA-Z]\./;

function splitAscii(text: string, { keys, from, to }: AliasTokens): void {
  const lower = text.toLowerCase();
  let start = -1;
  for (let at = 0; at <= lower.length; at++) {
    const code = at < lower.length ? lower.charCodeAt(at) : 0;
    const isWord = (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
    if (isWord && start < 0) start = at;
    if (isWord || start < 0) continue;
    keys.push(lower.slice(start, at));
    from.push(start);
    to.push(at);
    start = -1;
  }
}

export const LETTERED = /(?<![\p{L}\p{N}])(?:\p{L}\.)+(?:\p{L}\.|\p{L}(?![\p{L}\p{M}\p{N}]))|[\p{L}\p{M}\p{N}]+|['’ʼʻ`´]|&/gu;
const APOSTROPHE = /^['’ʼʻ`´]$/u;
export const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Of a script that is written without spaces. */
export const isUnspaced = (sign: string): boolean => UNSPACED.test(sign);
export const PIECES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|[\p{Script=Katakana}ーｰ]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Katakana}ーｰ]+/gu;

function splitAny(text: string, { keys, from, to }: AliasTokens): void {
  let isJoining = false;
  let end = -1;
  const add = (key: string, at: number, length: number): void => {
    if (key === '') return;
    keys.push(key);
    from.push(at);
    to.push(at + length);
  };
  for (const { 0: found, index } of text.matchAll(LETTERED)) {
    if (APOSTROPHE.test(found)) {
      const last = keys.at(-1);
      isJoining = index === end && last !== undefined && !isElision(last);
      if (index === end) end = index + found.length;
      continue;
    }
    if (isJoining && index === end) {
      keys[keys.length - 1] += keyOf(found);
      to[to.length - 1] = index + found.length;
    } else if (found === '&') add('and', index, 1);
    else if (!UNSPACED.test(found)) add(keyOf(found), index, found.length);
    else for (const { 0: piece, index: at } of found.matchAll(PIECES)) add(keyOf(piece), index + at, piece.length);
    isJoining = false;
    end = index + found.length;
  }
}

/** Marks that belong to letters of these scripts are what a language puts on or leaves off; in others they are vowels. */
export const WITH_ACCENTS =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{M}\p{N}]+$/u;

function keyOf(piece: string): string {
  if (isAscii(piece)) return piece.toLowerCase().replace(/[^a-z0-9]+/g, '');
  const folded = foldLetters(piece).replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  return WITH_ACCENTS.test(folded) ? foldMarks(folded) : folded;
}
