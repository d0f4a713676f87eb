import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datasetOf } from '../text/text-fixture';
import { portrayColumns } from './column-portrait';
import { columnOfTexts } from './column-writer';
import { profileCells } from './profile';
import { suggestRecordId } from './record-id';
import { withSketch } from './sketch';
import { suggestColumns } from './suggest-columns';

describe('profiles of bytes', () => {
  it('count what is there, of any number of rows', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '😀', '\u00a0', '\ud800'), maxLength: 3 });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (cells, times) => {
        const all = Array.from({ length: times }, () => cells).flat();
        const values = all.map((text) => text.trim()).filter((text) => text !== '');
        const profile = profileCells(columnOfTexts(all));
        expect(profile).toMatchObject({
          filled: values.length,
          distinct: new Set(values).size,
          longest: Math.max(0, ...values.map(({ length }) => length)),
          samples: [...new Set(values)].slice(0, 5),
        });
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('tell the kind of a large column by a part of it, and count all of it', () => {
    const rows = 70_000;
    const numbers = columnOfTexts(Array.from({ length: rows }, (_, row) => (row % 37 === 0 ? 'n/a' : String(row * 7))));
    expect(profileCells(numbers)).toMatchObject({ kind: 'number', filled: rows, distinct: rows - Math.ceil(rows / 37) + 1 });
    expect(profileCells(numbers).shareNumeric).toBeCloseTo(36 / 37, 1);
  });
});

describe('a sketch', () => {
  const table = datasetOf(['id', ['7', '8', '9']], ['name', ['Acme Ltd', 'Beta', '']], ['__proto__', ['x', 'x', 'y']]);
  it('says what a look at all cells would say', () => {
    const known = withSketch(table);
    expect(suggestRecordId(known)).toBe('id');
    expect(portrayColumns(known)).toEqual(portrayColumns(table));
    expect(suggestColumns(known, known)).toEqual(suggestColumns(table, table));
    expect(withSketch(known)).toBe(known);
  });

  it('of a very wide table is small, and still finds the id', () => {
    const wide = datasetOf(...Array.from({ length: 300 }, (_, at) => [`column ${at}`, ['a', 'b', 'b']] as const), [
      'id',
      ['1', '2', '3'],
    ]);
    const { sketch } = withSketch(wide);
    expect([sketch!.portraits.length, sketch!.recordId]).toEqual([100, 'id']);
  });
});

it('distinct values are counted right in columns that ascend for a while, with repeats, and then do not', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' '), maxLength: 3 });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), fc.array(word, { maxLength: 10 }), (first, then) => {
      const values = [...first.map((text) => text.trim()).sort(), ...then];
      const filled = values.map((text) => text.trim()).filter((text) => text !== '');
      const profile = profileCells(columnOfTexts(values));
      expect(profile.distinct).toBe(new Set(filled).size);
      expect(profile.samples).toEqual([...new Set(filled)].slice(0, 5));
      expect(profile.averageLength * filled.length).toBeCloseTo(filled.join('').length);
    }),
    { seed: 17, numRuns: 500 },
  );
  const many = Array.from(
    { length: 9000 },
    (_, row) => `${(row * 7919) % 8999} name ${row % 3 === 0 ? 'ä' : 'x'.repeat(row % 30)}`,
  );
  expect(profileCells(columnOfTexts(many))).toMatchObject({ distinct: new Set(many).size });
  expect(profileCells(columnOfTexts(many)).averageLength).toBeCloseTo(many.join('').length / many.length);
});
