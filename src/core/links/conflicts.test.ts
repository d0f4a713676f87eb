import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandidateSet, Cardinality } from '../model/types';
import { type Conflicts, findConflicts } from './conflicts';
import { candidatesOf, type Pair } from './links-fixture';
import { suggestLinks } from './suggest-links';

const conflictsOf = (pairs: readonly Pair[], cardinality: Cardinality, threshold: number | null = null): Conflicts => {
  const candidates = candidatesOf(pairs);
  return findConflicts(candidates, suggestLinks(candidates, { cardinality, threshold }), threshold);
};
const listed = ({ left, right, lostTo, gap }: Conflicts): number[][] =>
  [...left].map((row, at) => [row, right[at]!, lostTo[at]!, gap[at]!]);

describe('findConflicts', () => {
  it('says to whom a row lost its best candidate, and by how much', () => {
    const pairs: Pair[] = [
      [0, 0, 0.75],
      [1, 0, 0.875],
      [2, 1, 0.5],
    ];
    expect(listed(conflictsOf(pairs, 'one-to-one'))).toEqual([[0, 0, 1, 0.125]]);
    expect(listed(conflictsOf(pairs, 'one-to-many'))).toEqual([[0, 0, 1, 0.125]]);
    expect(listed(conflictsOf(pairs, 'many-to-one'))).toEqual([]);
    expect(listed(conflictsOf(pairs, 'many-to-many'))).toEqual([]);
  });

  it('has a gap below 0 where the links as a whole gain', () => {
    const pairs: Pair[] = [
      [0, 0, 0.875],
      [0, 1, 0.75],
      [1, 0, 0.8125],
    ];
    expect(listed(conflictsOf(pairs, 'one-to-one'))).toEqual([[0, 0, 1, -0.0625]]);
  });

  it('says nothing below the threshold, and nothing of a row linked to an equal candidate', () => {
    const twins: Pair[] = [
      [0, 0, 1],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 1],
      [2, 0, 0.25],
    ];
    expect(listed(conflictsOf(twins, 'one-to-one', 0.5))).toEqual([]);
    expect(listed(conflictsOf(twins, 'one-to-one'))).toEqual([[2, 0, 0, 0.75]]);
  });

  it('remembers a loser that resembles the candidate, however little competition left of its score', () => {
    const candidates = candidatesOf([
      [0, 0, 0.01],
      [1, 0, 0.99],
      [2, 0, 0.01],
    ]);
    const resembling = {
      ...candidates,
      lexical: Float32Array.of(0.75, 1, 0.25),
      similarity: new Float32Array(3).fill(Number.NaN),
    };
    const conflicts = findConflicts(resembling, suggestLinks(resembling, { cardinality: 'one-to-one', threshold: 0.5 }), 0.5);
    expect([...conflicts.left]).toEqual([0]);
    expect([...conflicts.lostTo]).toEqual([1]);
  });

  it('tells of every row whose best candidate went to others, and of no other row', () => {
    const graph = fc.uniqueArray(
      fc.tuple(
        fc.nat(5),
        fc.nat(5),
        fc.integer({ min: 1, max: 16 }).map((n) => n / 16),
      ),
      { selector: ([left, right]) => left * 6 + right, maxLength: 24 },
    );
    fc.assert(
      fc.property(graph, fc.constantFrom<Cardinality>('one-to-one', 'one-to-many'), (pairs, cardinality) => {
        const candidates: CandidateSet = candidatesOf(pairs);
        const links = suggestLinks(candidates, { cardinality, threshold: 0.25 });
        const { left, right, lostTo, gap } = findConflicts(candidates, links, 0.25);
        const losers = [0, 1, 2, 3, 4, 5].filter((row) => {
          const best = Math.max(-1, ...pairs.filter(([l]) => l === row).map(([, , score]) => score));
          return best >= 0.25 && !links.some((link) => link.left === row && link.matchScore >= best);
        });
        expect([...left]).toEqual(losers);
        left.forEach((row, at) => {
          const winner = links.find((link) => link.left === lostTo[at] && link.right === right[at])!;
          const own = pairs.find(([l, r]) => l === row && r === right[at])!;
          expect(gap[at]).toBeCloseTo(winner.matchScore - own[2], 6);
        });
      }),
      { seed: 21, numRuns: 300 },
    );
  });
});
