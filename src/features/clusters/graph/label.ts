/** What stands on the card of a row: its first cell, and the others where there is room. */
export interface Label {
  readonly lines: readonly string[];
  /** Width of the longest, in units of the drawing. */
  readonly width: number;
}

export const LETTER_SIZE = 12.5;
const SMALL_LETTER_SIZE = 11;

/** Measures texts as the page writes them; where no canvas is to be had, by the number of letters. */
export function createRuler(family: string): (text: string, line: number) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (text, line) => {
    const size = line === 0 ? LETTER_SIZE : SMALL_LETTER_SIZE;
    if (!context) return text.length * size * 0.55;
    context.font = `${line === 0 ? 600 : 400} ${size}px ${family}`;
    return context.measureText(text).width;
  };
}

/** Shortens cells to lines no wider than `most`: the first cell, then the others in one. */
export function labelOf(
  cells: readonly string[],
  lineCount: number,
  most: number,
  measure: (text: string, line: number) => number,
): Label {
  const [first = '', ...others] = cells;
  const lines = [first, others.join(' · ')]
    .slice(0, lineCount)
    .filter((text, line) => line === 0 || text !== '')
    .map((text, line) => shorten(text, most, (part) => measure(part, line)));
  return { lines, width: Math.max(...lines.map(measure)) };
}

/** The longest beginning that fits, with a sign that more was there. Letters are not cut in two. */
export function shorten(text: string, most: number, measure: (text: string) => number): string {
  if (measure(text) <= most) return text;
  const letters = [...text];
  let [fits, over] = [0, letters.length];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (measure(`${letters.slice(0, middle).join('').trimEnd()}…`) <= most) fits = middle;
    else over = middle;
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`;
}

/** The direction in which a text is written, by its first letter that has one. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const letter = /\p{L}/u.exec(text)?.[0] ?? '';
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter) ? 'rtl' : 'ltr';
}
