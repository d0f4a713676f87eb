import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandidateSet, Cardinality, Link } from '../model/types';
import { bestSuggested, suggestLinks } from './suggest-links';

type Pair = readonly [left: number, right: number, score: number];

function candidatesOf(pairs: readonly Pair[], leftCount = 6, rightCount = 6): CandidateSet {
  const sorted = [...pairs].sort((a, b) => a[0] - b[0] || b[2] - a[2] || a[1] - b[1]);
  return {
    leftCount,
    rightCount,
    offsets: Uint32Array.from({ length: leftCount + 1 }, (_, left) => sorted.filter((pair) => pair[0] < left).length),
    right: Uint32Array.from(sorted, ([, right]) => right),
    similarity: new Float32Array(sorted.length),
    lexical: new Float32Array(sorted.length),
    matchScore: Float32Array.from(sorted, ([, , score]) => score),
  };
}

const linked = (links: readonly Link[]): string[] => links.map(({ left, right }) => `${left}-${right}`);
const suggest = (pairs: readonly Pair[], cardinality: Cardinality, threshold: number | null = null): string[] =>
  linked(suggestLinks(candidatesOf(pairs), { cardinality, threshold }));

const contested: readonly Pair[] = [
  [0, 0, 0.875],
  [0, 1, 0.75],
  [1, 0, 0.8125],
  [2, 1, 0.25],
];

describe('suggestLinks', () => {
  it.each([
    ['one-to-one', ['0-1', '1-0']],
    ['one-to-many', ['0-0', '0-1']],
    ['many-to-one', ['0-0', '1-0', '2-1']],
    ['many-to-many', ['0-0', '0-1', '1-0', '2-1']],
  ] as const)('%s', (cardinality, expected) => {
    expect(suggest(contested, cardinality)).toEqual(expected);
  });

  it('links at the threshold and not below', () => {
    expect(suggest(contested, 'many-to-many', 0.8125)).toEqual(['0-0', '1-0']);
    expect(suggest(contested, 'many-to-many', 0.82)).toEqual(['0-0']);
    expect(suggest(contested, 'one-to-one', 1)).toEqual([]);
  });

  it('gives ties to the lower row', () => {
    const tied = [0, 1].flatMap((left) => [0, 1].map((right): Pair => [left, right, 0.5]));
    expect(suggest(tied, 'many-to-one')).toEqual(['0-0', '1-0']);
    expect(suggest(tied, 'one-to-many')).toEqual(['0-0', '0-1']);
    expect(suggest(tied, 'one-to-one')).toEqual(['0-0', '1-1']);
  });

  it('keeps the score and says that a rule decided', () => {
    const [link] = suggestLinks(candidatesOf([[3, 2, 0.5]]), { cardinality: 'one-to-one', threshold: 0.5 });
    expect(link).toEqual({ left: 3, right: 2, matchScore: 0.5, decidedBy: 'rule' });
  });

  it('never links a score that was not computed', () => {
    expect(suggest([[0, 0, Number.NaN]], 'many-to-many')).toEqual([]);
  });

  it('keeps to cardinality and threshold, and links a row wherever cardinality leaves it free to', () => {
    const graph = fc.uniqueArray(
      fc.tuple(
        fc.nat(5),
        fc.nat(5),
        fc.integer({ min: 1, max: 16 }).map((n) => n / 16),
      ),
      {
        selector: ([left, right]) => left * 6 + right,
        maxLength: 24,
      },
    );
    const kinds = fc.constantFrom<Cardinality>('one-to-one', 'one-to-many', 'many-to-one', 'many-to-many');
    fc.assert(
      fc.property(graph, kinds, fc.constantFrom(null, 0.25, 0.5), (pairs, cardinality, threshold) => {
        const links = suggestLinks(candidatesOf(pairs), { cardinality, threshold });
        const [lefts, rights] = [links.map(({ left }) => left), links.map(({ right }) => right)];
        const allowed = pairs.filter(([, , score]) => score >= (threshold ?? 0));
        for (const { left, right, matchScore } of links)
          expect(allowed.some((pair) => pair[0] === left && pair[1] === right && pair[2] === matchScore)).toBe(true);
        if (cardinality === 'one-to-one' || cardinality === 'many-to-one') expect(new Set(lefts).size).toBe(lefts.length);
        if (cardinality === 'one-to-one' || cardinality === 'one-to-many') expect(new Set(rights).size).toBe(rights.length);
        for (const [left, right] of allowed) {
          if (cardinality === 'one-to-one') expect(lefts.includes(left) || rights.includes(right)).toBe(true);
          if (cardinality === 'one-to-many') expect(rights).toContain(right);
          if (cardinality === 'many-to-one') expect(lefts).toContain(left);
        }
        if (cardinality === 'many-to-many') expect(links).toHaveLength(allowed.length);
        expect(links).toEqual([...links].sort((a, b) => a.left - b.left || a.right - b.right));
      }),
      { seed: 13, numRuns: 500 },
    );
  });
});

describe('bestSuggested', () => {
  it('takes the best link of every left row, the earlier of equals', () => {
    const links = suggestLinks(candidatesOf([...contested, [4, 3, 0.5], [4, 2, 0.5]]), {
      cardinality: 'many-to-many',
      threshold: null,
    });
    expect([...bestSuggested(links, 6)]).toEqual([0, 0, 1, -1, 2, -1]);
  });
});
