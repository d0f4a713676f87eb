import { describe, expect, it } from 'vitest';
import { createGoldenRecords, DEFAULT_GOLDEN_SETTINGS, type GoldenSettings } from './golden-record';
import { tableOf } from './table-fixture';

const table = tableOf({
  name: ['', 'ACME', 'Acme', 'Acme Corporation', 'acme', 'Zeta'],
  city: ['Rome', ' Rome ', 'Roma', '', 'Rome', 'Oslo'],
  seen: ['2024-01-05', '', '2024-03-01', '2023', '2024-03-01', '2025-01-01'],
  note: ['', '  ', '', '', '', 'x'],
});
const golden = (settings: Partial<GoldenSettings>, rows: readonly number[] = [0, 1, 2, 3, 4]) =>
  createGoldenRecords(table, { ...DEFAULT_GOLDEN_SETTINGS, ...settings })(rows);

describe('golden records', () => {
  it('take the first filled cell, and the first row where no cell is filled', () => {
    expect(golden({ rule: 'first-filled' })).toEqual([1, 0, 0, 0]);
  });
  it('take the longest cell without the space around it, ties by row', () => {
    expect(golden({ rule: 'longest' })).toEqual([3, 0, 0, 0]);
  });
  it('take the most frequent text however it is written, in its most frequent spelling', () => {
    expect(golden({ rule: 'most-frequent' })).toEqual([1, 0, 2, 0]);
    const spelled = tableOf({ a: ['Blue', 'RED', 'red', 'blue', 'red'] });
    expect(createGoldenRecords(spelled, { ...DEFAULT_GOLDEN_SETTINGS, rule: 'most-frequent' })([0, 1, 2, 3, 4])).toEqual([2]);
  });
  it('take the cell of the latest row that has one, rows without a date last', () => {
    expect(golden({ rule: 'newest', dateColumn: 'seen' })).toEqual([2, 2, 2, 0]);
    expect(golden({ rule: 'newest', dateColumn: 'seen' }, [1, 3])).toEqual([3, 1, 3, 1]);
    expect(golden({ rule: 'newest', dateColumn: 'gone' })).toEqual(golden({ rule: 'first-filled' }));
  });
  it('may differ by column, and a pick by hand counts where its row is a member, the latest first', () => {
    const settings = {
      rule: 'longest',
      columnRules: [['city', 'most-frequent']],
      picks: [
        { column: 'name', row: 4 },
        { column: 'name', row: 2 },
        { column: 'name', row: 5 },
      ],
    } as const;
    expect(golden(settings)).toEqual([2, 0, 0, 0]);
    expect(golden(settings, [5])).toEqual([5, 5, 5, 5]);
    expect(golden(settings, [0, 1])).toEqual([1, 0, 0, 0]);
  });
  it('do not depend on the order in which rows are given', () => {
    for (const rule of ['first-filled', 'longest', 'most-frequent', 'newest'] as const) {
      const settings = { rule, dateColumn: 'seen' };
      expect(golden(settings, [4, 2, 0, 3, 1])).toEqual(golden(settings));
    }
  });
});
