import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterBook, Placement } from '../clusters/edits';
import { perform } from '../decisions/decision-fixture';
import { openDecisionBook } from '../decisions/log';
import type { Link } from '../model/types';
import { createRandom } from '../numerics/random';
import { LEAST_ROWS, RATES, ROW_OUTCOMES, type RowResults, ratesByGroup, twoSided } from './group-rates';
import { groupRows, MOST_VALUES } from './row-groups';
import { clusterResults, rowResults } from './row-results';

describe('groupRows', () => {
  it('takes values without regard to case and width, the most frequent first, empty cells last', () => {
    const { groups, of } = groupRows(['Oslo', ' oslo', 'ＯＳＬＯ', '', 'Bergen']);
    expect(groups.map(({ kind, value, rows }) => [kind, value, rows])).toEqual([
      ['value', 'Oslo', 3],
      ['value', 'Bergen', 1],
      ['empty', '', 1],
    ]);
    expect([...of]).toEqual([0, 0, 0, 2, 1]);
  });

  it('puts rare values together', () => {
    const cells = Array.from({ length: 100 }, (_, row) =>
      row < 60 ? 'common' : `rare ${String.fromCharCode(97 + (row % 40))}x${row}`,
    );
    const { groups } = groupRows(cells);
    expect(groups).toHaveLength(MOST_VALUES);
    expect(groups.at(-1)).toMatchObject({ kind: 'others', values: 41 - (MOST_VALUES - 1), rows: 41 - (MOST_VALUES - 1) });
  });

  it('makes ranges of numbers and of years, equal values in one of them', () => {
    const numbers = groupRows(Array.from({ length: 100 }, (_, row) => (row === 7 ? '' : `${row / 2}`)));
    expect(numbers.groups.map(({ kind, rows }) => [kind, rows])).toEqual([
      ['numbers', 20],
      ['numbers', 20],
      ['numbers', 20],
      ['numbers', 20],
      ['numbers', 19],
      ['empty', 1],
    ]);
    expect(numbers.groups[0]).toMatchObject({ from: 0 });
    const years = groupRows(Array.from({ length: 90 }, (_, row) => `${1 + (row % 28)}.${1 + (row % 12)}.${1950 + row}`));
    expect(years.groups[0]).toMatchObject({ kind: 'years', from: 1950, to: 1967, rows: 18 });
    const skewed = groupRows(Array.from({ length: 200 }, (_, row) => (row < 120 ? '5' : `${row}`)));
    expect(skewed.groups[0]).toMatchObject({ from: 5, to: 5, rows: 120 });
  });

  it('puts every row into one group, whatever the cells', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer().map(String), fc.constant(' ')), { maxLength: 120 }), (cells) => {
        const { groups, of } = groupRows(cells);
        const counts = groups.map((_, group) => of.filter((own) => own === group).length);
        expect(of).toHaveLength(cells.length);
        expect(counts).toEqual(groups.map(({ rows }) => rows));
      }),
      { seed: 8, numRuns: 200 },
    );
  });
});

/** `hits[g]` of `sizes[g]` rows are linked and decided as matched, the others rejected. */
function made(sizes: readonly number[], hits: readonly number[]) {
  const cells = sizes.flatMap((size, group) => Array.from({ length: size }, () => `g${group}`));
  const isHit = sizes.flatMap((size, group) => Array.from({ length: size }, (_, row) => row < hits[group]!));
  const results: RowResults = {
    outcome: Uint8Array.from(isHit, (hit) => ROW_OUTCOMES.indexOf(hit ? 'matched' : 'rejected')),
    isLinked: Uint8Array.from(isHit, Number),
  };
  return { cells, results };
}

describe('ratesByGroup', () => {
  it('has Wilson intervals, and differences to the rest by the square-and-add rule', () => {
    // Newcombe (1998), table II: 56/70 and 48/80 differ by 0.2 (0.0524 to 0.3339).
    const { cells, results } = made([80, 70], [48, 56]);
    const [first, second] = ratesByGroup(cells, results);
    expect(first!.rates.linked).toMatchObject({ hits: 48, of: 80, value: 0.6 });
    expect(first!.rates.linked.difference!.value).toBeCloseTo(0.2, 9);
    expect(first!.rates.linked.difference!.low).toBeCloseTo(0.0524, 4);
    expect(first!.rates.linked.difference!.high).toBeCloseTo(0.3339, 4);
    expect(second!.rates.linked.difference!.value).toBeCloseTo(-0.2, 9);
  });

  it('names a group that is far from the others, and none of equal ones', () => {
    const apart = made([200, 200, 200, 5], [160, 160, 90, 0]);
    const named = ratesByGroup(apart.cells, apart.results).filter(({ rates }) => rates.linked.isApart);
    expect(named.map(({ value }) => value)).toContain('g2');
    expect(named.map(({ value }) => value)).not.toContain('g3');
    const same = made([200, 200, 200], [150, 151, 149]);
    expect(ratesByGroup(same.cells, same.results).some(({ rates }) => RATES.some((rate) => rates[rate].isApart))).toBe(false);
  });

  it('names a group by chance in about one of twenty tables at the most', () => {
    const random = createRandom(5).uniform;
    let named = 0;
    const tables = 400;
    for (let table = 0; table < tables; table++) {
      const sizes = [40, 80, 120, 60, LEAST_ROWS];
      const { cells, results } = made(
        sizes,
        sizes.map((size) => Array.from({ length: size }, () => random() < 0.7).filter(Boolean).length),
      );
      if (ratesByGroup(cells, results).some(({ rates }) => RATES.some((rate) => rates[rate].isApart))) named++;
    }
    expect(named / tables).toBeLessThan(0.075);
  });

  it('knows nothing of rates without a decision', () => {
    const results = { outcome: new Uint8Array(3), isLinked: Uint8Array.of(1, 0, 1) };
    const [only] = ratesByGroup(['a', 'a', 'a'], results);
    expect(only!.decided).toBe(0);
    expect(only!.rates.matched).toMatchObject({ value: 0, low: 0, high: 1, difference: null });
    expect(only!.rates.linked).toMatchObject({ hits: 2, of: 3, difference: null });
  });

  it('has the tail of the normal distribution', () => {
    expect(twoSided(0)).toBeCloseTo(1, 6);
    expect(twoSided(1.959964)).toBeCloseTo(0.05, 5);
    expect(twoSided(3.290527)).toBeCloseTo(0.001, 6);
  });
});

describe('rowResults', () => {
  it('goes by decisions, and by the links of the program where nobody has decided', () => {
    const book = openDecisionBook([]);
    const acts = [
      ['accept', 0, 1],
      ['reject', 1, 2],
      ['none', 2, 0],
      ['unsure', 3, 0],
    ] as const;
    for (const [minute, act] of acts.entries()) {
      const entry = perform(book, act, 'many-to-many', minute);
      if (entry && !book.entries.includes(entry)) book.append(entry);
    }
    const suggested: Link[] = [
      { left: 2, right: 3, matchScore: 0.9, decidedBy: 'rule' },
      { left: 4, right: 4, matchScore: 0.9, decidedBy: 'rule' },
    ];
    const { left, right } = rowResults(book, suggested, { left: 5, right: 5 });
    const said = (codes: Uint8Array) => [...codes].map((code) => ROW_OUTCOMES[code]);
    expect(said(left.outcome)).toEqual(['matched', 'pending', 'rejected', 'unsure', 'pending']);
    expect(right.outcome[1]).toBe(ROW_OUTCOMES.indexOf('matched'));
    expect(right.outcome[2]).toBe(ROW_OUTCOMES.indexOf('rejected'));
    expect([...left.isLinked]).toEqual([1, 0, 0, 0, 1]);
    expect([...right.isLinked]).toEqual([0, 1, 0, 0, 1]);
  });
});

describe('clusterResults', () => {
  it('goes by the clusters as they are settled, and by what was confirmed', () => {
    const placements: (Placement | null)[] = [
      { group: 0, isConfirmed: true },
      { group: 0, isConfirmed: true },
      { group: 2, isConfirmed: true },
      { group: 3, isConfirmed: false },
      { group: 3, isConfirmed: false },
      null,
      null,
    ];
    const book = { placementOf: (row: number) => placements[row]! } as ClusterBook;
    const clusterOf = Uint32Array.of(0, 0, 1, 2, 2, 3, 3);
    const { outcome, isLinked } = clusterResults(book, { clusterOf, ruleOf: clusterOf });
    const said = [...outcome].map((code) => ROW_OUTCOMES[code]);
    expect(said).toEqual(['matched', 'matched', 'rejected', 'unsure', 'unsure', 'pending', 'pending']);
    expect([...isLinked]).toEqual([1, 1, 0, 1, 1, 1, 1]);
  });
});
