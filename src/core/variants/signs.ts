import type { Random } from '../numerics/random';
import { SCRIPT_NAMES, type ScriptName, type TextTraits } from './kind';

/** A letter with its marks: what is changed, dropped or doubled as a whole. */
const SIGN = /[^\p{M}\u200d][\p{M}\u200d]*/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200d]*/gu;
const SCRIPTS = SCRIPT_NAMES.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const);

/** Letters with their marks, one an entry; a mark at the very beginning is left out. */
export const signsOf = (text: string): string[] => text.match(SIGN) ?? [];

export const isLetter = (sign: string): boolean => /^\p{L}/u.test(sign);
export const isUpper = (sign: string): boolean => sign !== sign.toLowerCase();

/** Where a word stands in its text. */
export interface WordSpan {
  readonly word: string;
  readonly at: number;
}

/** Runs of letters and digits, in order. */
export function wordSpans(text: string): WordSpan[] {
  return Array.from(text.matchAll(WORD), (found) => ({ word: found[0], at: found.index }));
}

export const replaceSpan = (text: string, { word, at }: WordSpan, by: string): string =>
  text.slice(0, at) + by + text.slice(at + word.length);

export function traitsOf(text: string): TextTraits {
  const scripts = new Set<ScriptName>();
  for (const [name, pattern] of SCRIPTS) if (pattern.test(text)) scripts.add(name);
  return {
    scripts,
    letters: text.match(/\p{L}/gu)?.length ?? 0,
    digits: text.match(/\p{Nd}/gu)?.length ?? 0,
    words: text.match(WORD)?.length ?? 0,
  };
}

/** One of a list by chance; undefined where it is empty. */
export const pick = <T>(random: Random, list: readonly T[]): T | undefined => list[Math.floor(random.uniform() * list.length)];

/** The list in another order. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const out = [...list];
  for (let at = out.length - 1; at > 0; at--) {
    const other = Math.floor(random.uniform() * (at + 1));
    [out[at], out[other]] = [out[other]!, out[at]!];
  }
  return out;
}

/** `replacement` in the letter case of `model`: all large, first large, or as it is. */
export function inCaseOf(model: string, replacement: string): string {
  const letters = model.replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase())
    return replacement.toUpperCase();
  const [first = '', ...rest] = replacement;
  return isUpper(model[0] ?? '') ? first.toUpperCase() + rest.join('') : replacement;
}

/**
 * One place where a rule fits, by chance, replaced as it says. Rules are tried in a shuffled order; of the places where the first that fits
 * does so, one is taken. Null where none fits.
 */
export function replaceByRule(
  text: string,
  rules: readonly (readonly [RegExp, string | readonly string[]])[],
  random: Random,
): string | null {
  for (const [pattern, by] of shuffled(random, rules)) {
    const places = [...text.matchAll(pattern)];
    const place = pick(random, places);
    if (!place) continue;
    const written = typeof by === 'string' ? by : pick(random, by)!;
    const replacement = inCaseOf(place[0], place[0].replace(new RegExp(pattern.source, pattern.flags.replace('g', '')), written));
    return text.slice(0, place.index) + replacement + text.slice(place.index + place[0].length);
  }
  return null;
}
