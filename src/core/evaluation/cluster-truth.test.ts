import { describe, expect, it } from 'vitest';
import { guessClusterColumn, guessClusterTruth, readClusterColumn, readClusterTruth } from './cluster-truth';
import { tableOf } from './evaluation-fixture';

const table = tableOf(
  ['code', 'name', 'entity'],
  [
    ['007', 'Ada', 'x'],
    ['008', 'Ada L.', ' x '],
    ['009', 'Ben', ''],
    ['007', 'Ada again', 'y'],
  ],
);
const columns = { id: 'member', cluster: 'cluster', dataId: 'code' };

describe('a truth of clusters', () => {
  it('is read from a file; what does not fit is told, nothing is lost silently', () => {
    const file = tableOf(
      ['member', 'cluster'],
      [
        ['007', 'A'],
        [' 008', 'A '],
        ['008', 'B'],
        ['7', 'C'],
        ['009', ''],
      ],
    );
    expect(readClusterTruth(file, columns, table)).toEqual({
      clusterOf: ['A', 'A', null, 'A'],
      unknownIds: ['7'],
      contradicted: ['008'],
    });
  });

  it('is read from a column, empty cells being unknown', () => {
    expect(readClusterColumn(table, 'entity').clusterOf).toEqual(['x', 'x', null, 'y']);
    expect(() => readClusterColumn(table, 'nope')).toThrow('input/unknown-column');
  });

  it('may name rows by their number', () => {
    const file = tableOf(
      ['row', 'group'],
      [
        ['2', 'A'],
        ['3', 'A'],
        ['5', 'B'],
      ],
    );
    const read = readClusterTruth(file, { id: 'row', cluster: 'group', dataId: null }, table);
    expect(read).toEqual({ clusterOf: [null, 'A', 'A', null], unknownIds: ['5'], contradicted: [] });
  });
});

describe('guesses', () => {
  it('take ids that are in the table, and a header that speaks of clusters', () => {
    const file = tableOf(
      ['note', 'cluster_id', 'who'],
      [
        ['', '1', '007'],
        ['', '1', '008'],
        ['', '2', '009'],
      ],
    );
    expect(guessClusterTruth(file, table)).toEqual({ id: 'who', cluster: 'cluster_id', dataId: 'code' });
    expect(guessClusterColumn(table)).toBe('entity');
  });

  it('are null where nothing fits', () => {
    expect(guessClusterTruth(tableOf(['a', 'b'], [['q', 'w']]), table)).toBeNull();
    expect(guessClusterTruth(tableOf(['a'], [['007']]), table)).toBeNull();
    expect(guessClusterColumn(tableOf(['name'], [['Ada']]))).toBeNull();
  });
});
