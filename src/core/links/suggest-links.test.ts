import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cardinality, Job, Link } from '../model/types';
import { candidatesOf, type Pair } from './links-fixture';
import { bestSuggested, findLinks, suggestLinks } from './suggest-links';

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

  it('keeps to the limits of each side, best pairs first', () => {
    const settings = { threshold: null, cardinality: 'many-to-many' } as const;
    const within = (cardinality: Cardinality, left: number | null, right: number | null): string[] =>
      linked(suggestLinks(candidatesOf(contested), { ...settings, cardinality, limits: { left, right } }));
    expect(within('many-to-many', null, 1)).toEqual(['0-0', '0-1']);
    expect(within('many-to-many', 1, null)).toEqual(['0-0', '1-0', '2-1']);
    expect(within('many-to-many', 2, 1)).toEqual(['0-0', '0-1']);
    expect(within('many-to-many', 1, 1)).toEqual(suggest(contested, 'one-to-one'));
    expect(within('many-to-one', 5, 1)).toEqual(suggest(contested, 'one-to-one'));
    expect(within('one-to-many', 1, 5)).toEqual(suggest(contested, 'one-to-one'));
    expect(within('one-to-one', 9, 9)).toEqual(suggest(contested, 'one-to-one'));
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

describe('findLinks', () => {
  const crowd = Array.from(
    { length: 60_000 },
    (_, at): Pair => [Math.floor(at / 6), (at * 7919 * (at % 6)) % 4000, 0.9 - (at % 97) / 200],
  );
  const unique = [...new Map(crowd.map((pair) => [pair[0] * 4000 + pair[1], pair])).values()];
  const candidates = candidatesOf(unique, 10_000, 4000);
  const settings = { cardinality: 'one-to-one', threshold: null } as const;

  it('finds what suggestLinks finds', async () => {
    const job: Job = { signal: new AbortController().signal, progress: () => {} };
    expect(await findLinks(candidates, settings, job)).toEqual(suggestLinks(candidates, settings));
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const job: Job = { signal: controller.signal, progress: () => controller.abort() };
    await expect(findLinks(candidates, settings, job)).rejects.toMatchObject({ code: 'job/cancelled' });
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
