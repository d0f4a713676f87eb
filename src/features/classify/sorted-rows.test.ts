import { describe, expect, it } from 'vitest';
import { tableOf } from '../../core/evaluation/evaluation-fixture';
import { listTable } from '../../core/export/planned-table';
import { countOpen, countRows, filterRows, nextToReview, plannedSorting, readRow, type Sorting } from './sorted-rows';

const dataset = tableOf(
  ['text', 'category'],
  [
    ['a', ''],
    ['b', 'x'],
    ['c', ''],
    ['', ''],
    ['e', 'y'],
  ],
);

const sorting: Sorting = {
  sorted: {
    table: dataset.fingerprint,
    on: ['text'],
    labels: ['x', 'y'],
    rows: {
      label: Int32Array.of(0, 1, 1, -1, 1),
      probability: Float32Array.of(0.9, 0.8, 0.6, 0, 0.7),
      second: Int32Array.of(1, 0, 0, -1, 0),
      secondProbability: Float32Array.of(0.1, 0.2, 0.4, 0, 0.3),
      order: Uint32Array.of(2, 4, 1, 0),
    },
    known: Int32Array.of(-1, 0, -1, -1, 1),
    trained: null,
    classifier: null,
    way: 'column',
  },
  decisions: new Map([[0, 'y']]),
  abstainBelow: 0.65,
};

describe('sorted rows', () => {
  it('are what a person says, then the table, then the model where it is sure enough', () => {
    expect([0, 1, 2, 3, 4].map((row) => readRow(sorting, row).source)).toEqual([
      'person',
      'table',
      'abstained',
      'empty',
      'table',
    ]);
    expect(readRow(sorting, 0)).toEqual({ label: 'y', source: 'person', suggestion: 'x', probability: Math.fround(0.9) });
    expect(readRow({ ...sorting, abstainBelow: 0.5 }, 2)).toMatchObject({ label: 'y', source: 'model' });
    expect(countRows(sorting)).toEqual({
      classes: [
        { label: 'x', count: 1 },
        { label: 'y', count: 2 },
      ],
      abstained: 1,
      empty: 1,
    });
  });

  it('are found by class, by cell of the confusion matrix, and least sure first', () => {
    expect([...filterRows(sorting, { kind: 'class', label: 'y' }, true)]).toEqual([4, 0]);
    expect([...filterRows(sorting, { kind: 'cell', given: 0, predicted: 1 }, false)]).toEqual([1]);
    expect([...filterRows(sorting, { kind: 'abstained' }, false)]).toEqual([2]);
    expect([...filterRows(sorting, { kind: 'all' }, false)]).toEqual([0, 1, 2, 3, 4]);
    expect([...filterRows(sorting, { kind: 'all' }, true)]).toEqual([2, 4, 1, 0, 3]);
    expect(countOpen(sorting.sorted)).toBe(2);
    expect(nextToReview(sorting, 2, new Set())).toEqual({ row: 2, left: 1 });
    expect(nextToReview(sorting, 2, new Set([2]))).toEqual({ row: null, left: 1 });
    const named = { ...sorting, sorted: { ...sorting.sorted, way: 'names' as const } };
    expect(countOpen(named.sorted)).toBe(4);
    expect(nextToReview(named, 4, new Set([2]))).toEqual({ row: 4, left: 3 });
  });

  it('are written beside their own cells, under names that are free', () => {
    const sources = { person: 'p', table: 't', model: 'm', abstained: 'a', empty: 'e' };
    const names = { label: 'category', probability: 'probability', source: 'source', suggestion: 'suggestion', sources };
    expect(listTable(plannedSorting(dataset, sorting, names))).toEqual({
      columns: ['text', 'category', 'category 2', 'probability', 'source', 'suggestion'],
      rows: [
        ['a', '', 'y', '', 'p', 'x'],
        ['b', 'x', 'x', '0.8000', 't', 'y'],
        ['c', '', '', '0.6000', 'a', 'y'],
        ['', '', '', '', 'e', ''],
        ['e', 'y', 'y', '0.7000', 't', 'y'],
      ],
    });
  });
});
