import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecordSplitter, type TextRecord } from './record-splitter';

function split(...pieces: readonly string[]): readonly TextRecord[] {
  const records: TextRecord[] = [];
  const splitter = createRecordSplitter(',', (record) => records.push(record));
  for (const piece of pieces) splitter.add(piece);
  splitter.end();
  return records;
}
const cells = (...pieces: readonly string[]) => split(...pieces).map((record) => record.cells);

describe('createRecordSplitter', () => {
  it('does not depend on where the text is cut', () => {
    const text = fc
      .array(fc.constantFrom('"', ',', '\n', '\r', '\r\n', 'a', ' ', '""'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    // A stray quote may be judged by all that is known when it is met, so only texts without one are compared.
    const wellFormed = text.filter((whole) => split(whole).every((record) => !record.hasUnclosedQuote));
    fc.assert(
      fc.property(wellFormed, fc.nat(30), fc.nat(30), (whole, one, two) => {
        const [first, second] = [Math.min(one, two), Math.max(one, two)];
        expect(split(whole.slice(0, first), whole.slice(first, second), whole.slice(second))).toEqual(split(whole));
      }),
      { seed: 5, numRuns: 2000 },
    );
  });

  it('mixes line ends', () => {
    expect(cells('a\nb\r\nc\rd')).toEqual([['a'], ['b'], ['c'], ['d']]);
  });

  it('tells a blank line from an empty quoted cell', () => {
    expect(split('a\n\n""\n').map(({ isBlank }) => isBlank)).toEqual([false, true, false]);
  });

  it('keeps quotes inside cells and text after a closing quote', () => {
    expect(cells('5" pipe,"a" b,"c" ,x"y"')).toEqual([['5" pipe', 'a b', 'c', 'x"y"']]);
  });

  it('takes a quote literally that closes lines below in the middle of a cell', () => {
    expect(split('x,"5 inch\ny,2\n"z, w",3\n')).toEqual([
      { cells: ['x', '"5 inch'], isBlank: false, hasUnclosedQuote: true },
      { cells: ['y', '2'], isBlank: false, hasUnclosedQuote: false },
      { cells: ['z, w', '3'], isBlank: false, hasUnclosedQuote: false },
    ]);
  });
});
