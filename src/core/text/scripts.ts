import { isAscii } from './normalise';

/**
 * Writing systems that a text uses, as a bit set of the families that matter for comparing letters: texts without a family in
 * common cannot share a letter, so their lexical evidence is missing rather than against them. Digits and marks belong to none;
 * letters of all other scripts share one bit.
 */
export function scriptsOf(text: string): number {
  if (isAscii(text)) return /[a-z]/i.test(text) ? LATIN : 0;
  let scripts = 0;
  for (const [bit, pattern] of FAMILIES) if (pattern.test(text)) scripts |= bit;
  return scripts;
}

/** True where both texts have letters and no script in common. Takes the bit sets of `scriptsOf`. */
export function areForeign(left: number, right: number): boolean {
  return left !== 0 && right !== 0 && (left & right) === 0;
}

const LATIN = 1;
export const NAMED = ['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Devanagari', 'Hangul', 'Thai', 'Armenian', 'Georgian'];
export const FAMILIES: readonly (readonly [number, RegExp])[] = [
  ...NAMED.map((name, index) => [1 << index, new RegExp(`\\p{Script=${name}}`, 'u')] as const),
  [1 << NAMED.length, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
  [
    1 << (NAMED.length + 1),
    new RegExp(
      `(?=\\p{L})[^${[...NAMED, 'Han', 'Hiragana', 'Katakana', 'Common'].map((name) => `\\p{Script=${name}}`).join('')}]`,
      'u',
    ),
  ],
];
