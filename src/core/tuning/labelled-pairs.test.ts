import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClusterColumn, readClusterTruth } from '../evaluation/cluster-truth';
import { tableOf } from '../evaluation/evaluation-fixture';
import { readPairTruth } from '../evaluation/truth';
import { collectPairs, MOST_PARTNERS, pairsOfClusters, pairsOfTruth } from './labelled-pairs';

const left = tableOf(['id'], [['a'], ['b'], ['c']]);
const right = tableOf(['id'], [['x'], ['y'], ['z']]);
const listed = (pairs: ReturnType<typeof collectPairs>['pairs']): number[][] =>
  Array.from(pairs.left, (row, at) => [row, pairs.right[at]!, pairs.isMatch[at]!]);

describe('a table of pairs', () => {
  const read = (rows: readonly (readonly string[])[], label: string | null = 'label') => {
    const table = tableOf(['l', 'r', 'label'], rows);
    const ids = { left: 'id', right: 'id' };
    return pairsOfTruth(readPairTruth(table, { left: 'l', right: 'r', label }, { left, right }, ids));
  };

  it('is read row by row, matches and others', () => {
    const { pairs, ...notes } = read([
      ['a', 'x', '1'],
      ['b', 'z', '0'],
    ]);
    expect(listed(pairs)).toEqual([
      [0, 0, 1],
      [1, 2, 0],
    ]);
    expect(notes).toEqual({ unknown: 0, contradicted: 0, repeated: 0 });
  });

  it('says what it leaves out', () => {
    const { pairs, ...notes } = read([
      ['a', 'x', '1'],
      ['a', 'x', 'yes'],
      ['b', 'y', '1'],
      ['b', 'y', 'no'],
      ['c', 'nowhere', '1'],
    ]);
    expect(listed(pairs)).toEqual([[0, 0, 1]]);
    expect(notes).toEqual({ unknown: 1, contradicted: 1, repeated: 1 });
  });

  it('without labels has matches only', () => expect(listed(read([['c', 'y', '0']], null).pairs)).toEqual([[2, 1, 1]]));
});

it('pairs of one table have no order, and no row is a pair with itself', () => {
  const pair = (a: number, b: number) => ({ left: a, right: b, isMatch: true });
  const { pairs, repeated } = collectPairs([pair(3, 1), pair(1, 3), pair(2, 2)], true);
  expect(listed(pairs)).toEqual([[1, 3, 1]]);
  expect(repeated).toBe(1);
});

describe('clusters', () => {
  it('of a file or a column become matches', () => {
    const table = tableOf(
      ['id', 'cluster'],
      [
        ['1', 'A'],
        ['2', 'B'],
        ['3', 'A'],
        ['4', ''],
      ],
    );
    expect(listed(pairsOfClusters(readClusterColumn(table, 'cluster')).pairs)).toEqual([[0, 2, 1]]);
    const file = tableOf(
      ['id', 'c'],
      [
        ['4', 'q'],
        ['2', 'q'],
        ['9', 'q'],
        ['2', 'p'],
      ],
    );
    const { pairs, ...notes } = pairsOfClusters(readClusterTruth(file, { id: 'id', cluster: 'c', dataId: 'id' }, table));
    expect(listed(pairs)).toEqual([[1, 3, 1]]);
    expect(notes).toEqual({ unknown: 1, contradicted: 1, repeated: 0 });
  });

  it('of any size hold together with few pairs, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 60 }), (clusters) => {
        const clusterOf = clusters.map((cluster) => (cluster === 0 ? null : `c${cluster}`));
        const { pairs } = pairsOfClusters({ clusterOf, unknownIds: [], contradicted: [] });
        const all = listed(pairs);
        expect(new Set(all.map(String)).size).toBe(all.length);
        expect(all.length).toBeLessThanOrEqual(clusters.length * MOST_PARTNERS);
        const reached = clusters.map((_, row) => row);
        for (const [a, b] of all) {
          expect(a).toBeLessThan(b!);
          expect(clusterOf[a!]).toBe(clusterOf[b!]);
          const [from, to] = [reached[b!]!, reached[a!]!];
          reached.forEach((one, row) => {
            if (one === from) reached[row] = to;
          });
        }
        const parts = new Set(reached.filter((_, row) => clusterOf[row] !== null));
        expect(parts.size).toBe(new Set(clusterOf.filter((cluster) => cluster !== null)).size);
      }),
      { seed: 8, numRuns: 100 },
    );
  });
});
