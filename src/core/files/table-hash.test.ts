import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createContentHash } from '../model/fingerprint';
import { columnOfTexts } from '../table/column-writer';
import { hashTable } from './table-hash';

/** As fingerprints were made of strings, by which projects have been stored. */
function hashOfTexts(names: readonly string[], columns: readonly (readonly string[])[], rowCount: number): string {
  const hash = createContentHash();
  let all = `${names.length}:${rowCount}\n`;
  for (const name of names) all += `${name.length}:${name}`;
  for (let row = 0; row < rowCount; row++) for (const cells of columns) all += `${cells[row]!.length}:${cells[row]}`;
  hash.update(all);
  return hash.digest();
}

it('is what it was when cells were strings', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '0', 'é', '株', '😀', '\ud800', '\udfff', ' '), maxLength: 12 }),
    fc.constantFrom('x'.repeat(41), 'y'.repeat(70_000), 'é'.repeat(33_000)),
  );
  const table = fc
    .integer({ min: 0, max: 6 })
    .chain((rows) => fc.array(fc.array(cell, { minLength: rows, maxLength: rows }), { maxLength: 4 }));
  fc.assert(
    fc.property(table, (columns) => {
      const names = columns.map((_, at) => `spälte ${at}`);
      const rowCount = columns[0]?.length ?? 0;
      const found = hashTable(
        names.map((name) => ({ name, header: name })),
        columns.map(columnOfTexts),
        rowCount,
      );
      expect(found).toBe(hashOfTexts(names, columns, rowCount));
    }),
    { seed: 11, numRuns: 300 },
  );
});
