import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { createRecordSplitter } from './record-splitter';

/** Cells with everything that needs quotes, and text of several scripts. */
const cell = fc.string({
  unit: fc.constantFrom('a', 'Z', '7', ' ', ',', ';', '\t', '"', '\n', '\r', '\r\n', 'é', '株', 'ب', '😀'),
  maxLength: 8,
});
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }));

function split(text: string, delimiter: string, pieceLength: number): string[][] {
  const records: string[][] = [];
  const splitter = createRecordSplitter(delimiter, (record) => records.push([...record.cells]));
  for (let at = 0; at < text.length; at += pieceLength) splitter.add(text.slice(at, at + pieceLength));
  splitter.end();
  return records;
}

it('reads any table that Papa Parse writes as Papa Parse reads it, in pieces of any size', () => {
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.integer({ min: 1, max: 40 }),
      (rows, delimiter, newline, pieceLength) => {
        const text = Papa.unparse(rows, { delimiter, newline, quotes: true });
        const records = split(text, delimiter, pieceLength);
        expect(records).toEqual(rows);
        expect(records).toEqual(Papa.parse<string[]>(text, { delimiter, newline }).data);
      },
    ),
    { seed: 2026, numRuns: 400 },
  );
});

it('agrees with Papa Parse on cells without quotes', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', 'b', '0', ' ', '-', 'é', '株'), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.array(plain, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 10 }), (rows) => {
      const text = rows.map((row) => row.join(',')).join('\n');
      expect(split(text, ',', 7)).toEqual(Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' }).data);
    }),
    { seed: 2026, numRuns: 200 },
  );
});
