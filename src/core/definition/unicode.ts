/** What characters are, as ranges of code points, so that an engine with other Unicode tables reads the same letters. */

/** Properties of Unicode that patterns of the definition name, as they stand between the braces of `\p{…}`. */
export const PROPERTIES = [
  'L',
  'Ll',
  'M',
  'Mn',
  'N',
  'Nd',
  'Sc',
  'Cf',
  ...['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Devanagari', 'Hangul', 'Thai', 'Armenian', 'Georgian', 'Han'].map(
    scriptOf,
  ),
  ...['Hiragana', 'Katakana', 'Common', 'Lao', 'Khmer', 'Myanmar'].map(scriptOf),
] as const;

function scriptOf(name: string): string {
  return `Script=${name}`;
}

const LAST = 0x10ffff;

/** First and last code point of every run with a property, one after the other, ascending. About 10 ms. */
export function rangesOf(property: string): readonly number[] {
  const pattern = new RegExp(`\\p{${property}}`, 'u');
  return rangesWhere((code) => pattern.test(String.fromCodePoint(code)));
}

/** The same for white space as patterns and `trim` see it. */
export const spaces = (): readonly number[] => rangesWhere((code) => /\s/u.test(String.fromCodePoint(code)));

function rangesWhere(is: (code: number) => boolean): readonly number[] {
  const ranges: number[] = [];
  let from = -1;
  for (let code = 0; code <= LAST + 1; code++) {
    const holds = code <= LAST && is(code);
    if (holds && from < 0) from = code;
    if (holds || from < 0) continue;
    ranges.push(from, code - 1);
    from = -1;
  }
  return ranges;
}
