import { describe, expect, it } from 'vitest';
import type { CandidateSet } from '../model/types';
import { allCells } from '../table/cells';
import { expandDistinct, pickDistinct } from './distinct-rows';
import { findExactDuplicates } from './exact-duplicates';
import { clusterByLinkage } from './linkage';
import { graphOfCandidates } from './pair-graph';
import { scoresWithin } from './pair-score';
import { tableOf } from './table-fixture';

const table = tableOf({
  name: ['Acme', 'ACME ', 'Acme Ltd', '', '', 'acme', 'Zeta'],
  city: ['Rome', 'rome', 'Rome', '', ' ', 'Oslo', 'Oslo'],
  year: ['1', '1', '1', '1', '1', '1', ''],
});

describe('exact duplicates', () => {
  it('are equal once normalised, cell by cell; rows without text are like nothing', () => {
    expect([...findExactDuplicates(table, ['name', 'city'])]).toEqual([0, 0, 2, 3, 4, 5, 6]);
    expect([...findExactDuplicates(table, ['name'])]).toEqual([0, 0, 2, 3, 4, 0, 6]);
    const shifted = tableOf({ a: ['x y', 'x'], b: ['z', 'y z'] });
    expect([...findExactDuplicates(shifted, ['a', 'b'])]).toEqual([0, 1]);
  });

  it('are not rows that a block or a qualifier keeps apart, nor rows without a key', () => {
    const rows = tableOf({ name: ['a', 'a', 'a', 'a'], key: ['1', '2', '', ''] });
    expect([...findExactDuplicates(rows, ['name'], { keys: ['key'], others: [] })]).toEqual([0, 1, 2, 3]);
    expect([...findExactDuplicates(rows, ['name'], { keys: [], others: ['key'] })]).toEqual([0, 1, 2, 2]);
  });

  it('of an unknown column are an error', () => {
    expect(() => findExactDuplicates(table, ['gone'])).toThrowError(
      expect.objectContaining({ code: 'input/unknown-column', params: { column: 'gone', file: 'x.csv' } }),
    );
  });
});

describe('distinct rows', () => {
  const firstOf = Uint32Array.of(0, 0, 2, 0, 4);
  const distinct = pickDistinct(tableOf({ a: ['x', 'X', 'y', 'x', 'z'] }), firstOf);

  it('stand in the table once', () => {
    expect([...distinct.rows]).toEqual([0, 2, 4]);
    expect(allCells(distinct.dataset)).toEqual([['x', 'y', 'z']]);
    expect(distinct.dataset.rowCount).toBe(3);
  });

  it('bring their candidates to the whole table, and every duplicate is led to the first like it', () => {
    const found: CandidateSet = {
      leftCount: 3,
      rightCount: 3,
      offsets: Uint32Array.of(0, 2, 3, 3),
      right: Uint32Array.of(1, 2, 0),
      similarity: Float32Array.of(0.5, Number.NaN, 0.5),
      lexical: Float32Array.of(0.75, 0.25, 0.75),
      matchScore: Float32Array.of(0.5, 0.25, 0.5),
    };
    const set = expandDistinct(found, distinct, firstOf);
    expect([...set.offsets]).toEqual([0, 2, 3, 4, 5, 5]);
    expect([...set.right]).toEqual([2, 4, 0, 0, 0]);
    expect([...set.matchScore]).toEqual([0.5, 0.25, 1, 0.5, 1]);
    const scores = scoresWithin(set);
    expect(scores[0]).toBeCloseTo(Math.sqrt(0.5 * 0.7));
    expect(scores[1]).toBe(0.25);
    expect(scores[2]).toBe(1);
    const clusterOf = clusterByLinkage(graphOfCandidates(set, scores), { linkage: 'average', threshold: 0.5 });
    expect([...clusterOf]).toEqual([0, 0, 0, 0, 1]);
  });

  it('of a table without duplicates are the table', () => {
    expect(
      pickDistinct(
        table,
        Uint32Array.from({ length: 7 }, (_, row) => row),
      ).dataset,
    ).toBe(table);
  });
});
