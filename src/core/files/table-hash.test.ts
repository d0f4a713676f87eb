import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOfTexts } from '../table/column-writer';
import { hashSmallTable, hashTable } from './table-hash';

const hashOf = (columns: readonly (readonly string[])[], names = columns.map((_, at) => `c${at}`)) => {
  const cells = columns.map(columnOfTexts);
  const named = names.map((name) => ({ name, header: name }));
  return { named, cells, rowCount: columns[0]?.length ?? 0 };
};
const small = (...given: Parameters<typeof hashOf>) => {
  const { named, cells, rowCount } = hashOf(...given);
  return hashSmallTable(named, cells, rowCount);
};

describe('the fingerprint of a table', () => {
  it('is the same whoever computes it', async () => {
    const long = Array.from({ length: 60_000 }, (_, row) => `cell ${row} ${'x'.repeat(row % 180)}`);
    const { named, cells, rowCount } = hashOf([long, long.map((cell) => cell.slice(5, 9))]);
    expect(cells[0]!.bytes.length).toBeGreaterThan(1 << 22);
    expect(await hashTable(named, cells, rowCount)).toBe(hashSmallTable(named, cells, rowCount));
  });

  it('stays what it was', () => {
    expect(
      small([
        ['Straße', ''],
        ['a', '😀'],
      ]),
    ).toBe('054ab9f130382302b254b4c9ba259d188857bebf98225ef8b1082bcb7d9c7c52');
  });

  it('differs where any cell or name does', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '', 'é', '\ud800', ' '), maxLength: 3 });
    const table = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
      .chain(([width, rows]) =>
        fc.array(fc.array(cell, { minLength: rows, maxLength: rows }), { minLength: width, maxLength: width }),
      );
    fc.assert(
      fc.property(table, table, (one, two) => {
        expect(small(one) === small(two)).toBe(JSON.stringify(one) === JSON.stringify(two));
      }),
      { seed: 12, numRuns: 500 },
    );
    expect(small([['a']], ['x'])).not.toBe(small([['a']], ['y']));
  });
});
