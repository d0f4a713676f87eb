import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOf } from '../evaluation/evaluation-fixture';
import { AppError } from '../model/errors';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../model/settings';
import type { Dataset, Side } from '../model/types';
import { checkCompared, columnsChecked, comparedSide } from './check-compared';
import { finish } from './equal-rows';
import type { FindingKind } from './findings';
import { selfMatchChance } from './unlinkable';

const settings = (change: Partial<MatchSettings> = {}): MatchSettings => ({
  ...DEFAULT_MATCH_SETTINGS,
  on: { left: ['name'], right: ['name'] },
  ...change,
});
const check = (dataset: Dataset, change: Partial<MatchSettings> = {}, side: Side = 'left') =>
  finish(checkCompared(dataset, comparedSide(settings(change), side)));
const rowsOf = (dataset: Dataset, kind: FindingKind, change: Partial<MatchSettings> = {}, side: Side = 'left') =>
  check(dataset, change, side)
    .filter((finding) => finding.kind === kind)
    .map(({ column, rows }) => [column, [...rows]]);
const names = (cells: readonly string[]): Dataset =>
  tableOf(
    ['name', 'id'],
    cells.map((cell, row) => [cell, String(row)]),
  );

describe('a table by what is compared of it', () => {
  it('has rows that are the same once letters are folded, and rows with nothing to compare', () => {
    const table = names(['Café Zürich', 'CAFÉ  ZÜRICH', '—', '', 'Café-Zürich', 'Bar']);
    expect(rowsOf(table, 'alike')).toEqual([[null, [0, 1, 4]]]);
    expect(rowsOf(table, 'nothing-compared')).toEqual([['name', [2, 3]]]);
    expect(rowsOf(table, 'unlinkable')).toEqual([[null, [2, 3]]]);
  });

  it('tells rows apart by keys and qualifiers, and has rows without a key', () => {
    const table = tableOf(
      ['name', 'country', 'year'],
      [
        ['Acme', 'DE', '1999'],
        ['Acme', 'FR', '1999'],
        ['Acme', '', '1999'],
        ['Acme', 'de ', 'about'],
        ['Acme', 'DE', '2001'],
      ],
    );
    const blocking = [{ left: 'country', right: 'country', key: 'exact' }] as const;
    expect(rowsOf(table, 'alike', { blocking })).toEqual([[null, [0, 3, 4]]]);
    expect(rowsOf(table, 'empty-keys', { blocking })).toEqual([['country', [2]]]);
    const ranged = [...blocking, { left: 'year', right: 'year', key: 'numeric-range', tolerance: 1 }] as const;
    expect(rowsOf(table, 'empty-keys', { blocking: ranged })).toEqual([
      ['country', [2]],
      ['year', [3]],
    ]);
    expect(rowsOf(table, 'unlinkable', { blocking: ranged })).toEqual([[null, [2, 3]]]);
    const qualifiers = [{ left: 'year', right: 'year', kind: 'number', weight: 1 }] as const;
    expect(rowsOf(table, 'alike', { blocking, qualifiers })).toEqual([]);
  });

  it('has unlinkable rows where more look the same than the threshold lets be told apart', () => {
    const table = names([...new Array<string>(40).fill('GmbH'), ...new Array<string>(5).fill('Acme'), 'Beta']);
    const gmbh = Array.from({ length: 40 }, (_, row) => row);
    const [found] = check(table).filter(({ kind }) => kind === 'unlinkable');
    expect([...found!.rows]).toEqual(gmbh);
    expect(new Set(found!.alike)).toEqual(new Set([40]));
    // Five rows alike are told with a chance of 0.2, the automatic threshold.
    expect(rowsOf(table, 'unlinkable', { threshold: 0.21 })).toEqual([[null, Array.from({ length: 45 }, (_, row) => row)]]);
    expect(rowsOf(table, 'unlinkable', { threshold: null })).toEqual([]);
  });

  it('asks which of several rows is meant only where one has to be picked', () => {
    const table = names(new Array<string>(9).fill('GmbH'));
    const isFound = (cardinality: MatchSettings['cardinality'], side: Side): boolean =>
      rowsOf(table, 'unlinkable', { cardinality }, side).length > 0;
    expect((['left', 'right'] as const).map((side) => isFound('one-to-one', side))).toEqual([true, true]);
    expect((['left', 'right'] as const).map((side) => isFound('many-to-one', side))).toEqual([false, true]);
    expect((['left', 'right'] as const).map((side) => isFound('one-to-many', side))).toEqual([true, false]);
    expect((['left', 'right'] as const).map((side) => isFound('many-to-many', side))).toEqual([false, false]);
    expect(rowsOf(names(['', 'a']), 'unlinkable', { task: 'deduplicate' })).toEqual([]);
    expect(rowsOf(table, 'alike', { task: 'deduplicate' })).toHaveLength(1);
  });

  it('takes rows of one concept for one record', () => {
    const table = tableOf(
      ['name', 'id'],
      [
        ['ache', 'C1'],
        ['Ache', 'C1'],
        ['pain', 'C1'],
        ['pain', 'C2'],
      ],
    );
    const concept = { id: 'id', type: null, types: [] };
    expect(rowsOf(table, 'alike', { concept }, 'right')).toEqual([[null, [2, 3]]]);
    expect(columnsChecked(comparedSide(settings({ concept }), 'right'))).toEqual(['name', 'id']);
  });

  it('says nothing before columns are chosen, and refuses columns that are not there', () => {
    expect(check(names(['a', 'a']), { on: { left: [], right: [] } })).toEqual([]);
    expect(() => check(names(['a']), { on: { left: ['gone'], right: ['gone'] } })).toThrow(AppError);
  });

  it('finds what the definition says, for any table', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('', ' ', '-', 'GmbH', 'gmbh', 'Acme', 'ACME.', 'Beta'), { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (cells, threshold) => {
          const forms = cells.map((cell) => cell.replaceAll(/[^a-z]/giu, '').toLowerCase());
          const alike = forms.map((form) => (form === '' ? 0 : forms.filter((other) => other === form).length));
          const expected = alike.flatMap((count, row) => (count === 0 || selfMatchChance(count) < threshold ? [row] : []));
          const found = rowsOf(names(cells), 'unlinkable', { threshold });
          expect(found).toEqual(expected.length === 0 ? [] : [[null, expected]]);
        },
      ),
      { seed: 13, numRuns: 300 },
    );
  });
});
