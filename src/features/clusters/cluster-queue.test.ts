import { describe, expect, it } from 'vitest';
import type { ClusterSummary } from '../../core/clusters/cluster-summary';
import { clusterAfter, listClusters } from './cluster-queue';
import { clusterCommandFor } from './commands';

/** 0: two rows; 1: alone; 2: four rows, confirmed, one conflict; 3: alone, left out by hand; 4: two rows, edited. */
const summary: ClusterSummary = {
  firstRow: Uint32Array.of(0, 2, 3, 7, 8),
  size: Uint32Array.of(2, 1, 4, 1, 2),
  lowest: Float32Array.of(0.75, Number.NaN, 0.5, Number.NaN, Number.NaN),
  status: Uint8Array.of(0, 0, 1, 2, 2),
  conflicts: Uint32Array.of(0, 0, 1, 0, 0),
};
const list = (shown: Parameters<typeof listClusters>[1]['shown'], sort: Parameters<typeof listClusters>[1]['sort'] = 'row') => [
  ...listClusters(summary, { shown, sort }, null),
];

describe('the list of clusters', () => {
  it('has clusters of several rows and what was changed; rows alone on demand', () => {
    expect(list('all')).toEqual([0, 2, 3, 4]);
    expect(list('alone')).toEqual([1, 3]);
    expect(list('pending')).toEqual([0]);
    expect(list('confirmed')).toEqual([2]);
    expect(list('edited')).toEqual([3, 4]);
    expect(list('conflict')).toEqual([2]);
    expect([...listClusters(summary, { shown: 'all', sort: 'row' }, (cluster) => cluster === 4)]).toEqual([4]);
  });

  it('is sorted, with clusters without a score last and ties by first row', () => {
    expect(list('all', 'size-desc')).toEqual([2, 0, 4, 3]);
    expect(list('all', 'score-asc')).toEqual([2, 0, 3, 4]);
    expect(list('all', 'score-desc')).toEqual([0, 2, 3, 4]);
  });

  it('goes on to the next, or back at the end', () => {
    expect(clusterAfter(Uint32Array.of(2, 0, 4), 0)).toBe(4);
    expect(clusterAfter(Uint32Array.of(2, 0, 4), 4)).toBe(0);
    expect(clusterAfter(Uint32Array.of(2), 2)).toBe(2);
  });
});

describe('keys among clusters', () => {
  const press = (key: string, extra: object = {}) => ({
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...extra,
  });
  it.each([
    ['a', 'confirm'],
    ['Enter', 'confirm'],
    ['s', 'split'],
    ['l', 'leaveOut'],
    ['m', 'merge'],
    ['j', 'next'],
    ['ArrowUp', 'previous'],
    ['?', 'help'],
    ['Delete', null],
    [' ', 'select'],
    ['g', 'view'],
    ['b', 'weakest'],
  ])('%s: %s', (key, command) => expect(clusterCommandFor(press(key), true)).toBe(command));
  it('digits pick members, Ctrl+Z undoes, and single keys can be switched off', () => {
    expect(clusterCommandFor(press('3'), true)).toEqual({ toggle: 2 });
    expect(clusterCommandFor(press('z', { ctrlKey: true }), false)).toBe('undo');
    expect(clusterCommandFor(press('a'), false)).toBeNull();
    expect(clusterCommandFor(press('ArrowDown'), false)).toBe('next');
  });
});
