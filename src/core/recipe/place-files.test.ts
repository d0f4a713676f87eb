import { describe, expect, it } from 'vitest';
import { placeByRecipe } from './place-files';
import type { RecipeTable } from './recipe';

const found = { format: 'csv', encoding: null, delimiter: null, sheet: null, headerRow: 0 } as const;
const single = (file: string): RecipeTable => ({ file, columns: [], recordId: null, reading: {} });
const stacked = (files: readonly string[], isSheets = false): RecipeTable => ({
  ...single(files[0]!),
  stack: {
    settings: { sourceColumn: 'file', rowColumn: null },
    isSheets,
    parts: files.map((file) => ({ file, label: file, found })),
  },
});
const place = (left: RecipeTable, right: RecipeTable | null, names: readonly string[]) =>
  placeByRecipe({ tables: { left, right } }, names);

describe('files of next month', () => {
  it('go by their names, figures aside, and stand in the order of their names', () => {
    const [shops, register] = [stacked(['shops-2026-01.csv', 'shops-2026-02.csv']), single('register-2026-02.csv')];
    const names = ['shops-2026-10.csv', 'register-2026-10.csv', 'shops-2026-9.csv'];
    expect(place(shops, register, names)).toEqual({ left: [2, 0], right: [1] });
    expect(place(register, shops, names)).toEqual({ left: [1], right: [2, 0] });
    expect(place(shops, register, ['register-2026-10.csv'])).toEqual({ left: [], right: [0] });
  });

  it('with names of their own go to the stacked side', () => {
    const [shops, register] = [stacked(['jan.csv', 'feb.csv']), single('register.csv')];
    expect(place(shops, register, ['register 2.csv', 'mar.csv', 'apr.csv'])).toEqual({ left: [2, 1], right: [0] });
    expect(place(shops, register, ['2026/mar.csv', '2026/apr.csv'])).toEqual({ left: [1, 0], right: [] });
    expect(place(shops, register, ['mar.csv'])).toBeNull();
  });

  it('all go into the one table that is searched for duplicates', () => {
    expect(place(stacked(['a.csv', 'b.csv']), null, ['x.csv'])).toEqual({ left: [0], right: [] });
  });

  it('are left to the person where it cannot be told', () => {
    const both = [stacked(['a.csv', 'b.csv']), stacked(['c.csv', 'd.csv'])] as const;
    expect(place(...both, ['a2.csv', 'c2.csv', 'd2.csv', 'b2.csv'])).toEqual({ left: [0, 3], right: [1, 2] });
    expect(place(...both, ['a2.csv', 'x.csv'])).toBeNull();
    expect(place(both[0], single('r.csv'), ['r1.csv', 'r2.csv', 'a1.csv'])).toBeNull();
    expect(place(single('a.csv'), single('b.csv'), ['a.csv', 'b.csv'])).toBeNull();
    expect(place(stacked(['a.xlsx', 'a.xlsx'], true), single('b.csv'), ['a.xlsx', 'b.csv'])).toBeNull();
  });
});
