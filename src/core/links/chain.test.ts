import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOf } from '../evaluation/evaluation-fixture';
import { listTable } from '../export/planned-table';
import { type CrosswalkPairs, chainCrosswalks } from './chain';
import { chainAnswer, chainTable, gapAt, gapTable, linkAt } from './chain-columns';
import { guessCrosswalkColumns, readCrosswalk } from './crosswalk-table';

type Row = readonly [string, string, number];
const walk = (rows: readonly Row[]): CrosswalkPairs => ({
  left: rows.map(([left]) => left),
  right: rows.map(([, right]) => right),
  score: Float32Array.from(rows, ([, , score]) => score),
});
const rowsOf = (from: string, to: string) =>
  fc.array(
    fc.tuple(
      fc.nat(3).map((n) => `${from}${n}`),
      fc.nat(3).map((n) => `${to}${n}`),
      fc.integer({ min: 0, max: 4 }).map((n) => n / 4),
    ),
    { maxLength: 8 },
  );

describe('chainCrosswalks', () => {
  it('is the relational join, best way first', () => {
    fc.assert(
      fc.property(
        rowsOf('a', 'b'),
        rowsOf('b', 'c'),
        rowsOf('c', 'd'),
        fc.constantFrom('product', 'minimum'),
        (ab, bc, cd, rule) => {
          const combine = (...scores: number[]): number =>
            rule === 'product' ? scores.reduce((product, score) => product * score, 1) : Math.min(...scores);
          const distinct = (rows: readonly Row[]): Row[] => {
            const best = new Map<string, Row>();
            for (const row of rows) {
              const key = `${row[0]} ${row[1]}`;
              if (row[2] >= (best.get(key)?.[2] ?? -1)) best.set(key, row);
            }
            return [...best.values()];
          };
          const joined = distinct(ab).flatMap(([a, b, s]) =>
            distinct(bc)
              .filter(([from]) => from === b)
              .flatMap(([, c, t]) =>
                distinct(cd)
                  .filter(([from]) => from === c)
                  .map(([, d, u]) => `${a} ${b} ${c} ${d} ${combine(s, t, u)}`),
              ),
          );
          const { links, otherPaths } = chainCrosswalks([walk(ab), walk(bc), walk(cd)], rule);
          const all = [...links, ...otherPaths].map(
            ({ left, via, right, score }) => `${left} ${via.join(' ')} ${right} ${score}`,
          );
          expect(all.sort()).toEqual(joined.sort());
          expect(new Set(links.map(({ left, right }) => `${left} ${right}`)).size).toBe(links.length);
          for (const other of otherPaths) {
            const best = links.find(({ left, right }) => left === other.left && right === other.right)!;
            expect(best.score).toBeGreaterThanOrEqual(other.score);
            expect(best.paths).toBeGreaterThan(1);
          }
        },
      ),
      { seed: 41 },
    );
  });

  it('does not depend on the order of rows, but for the order of left ids', () => {
    fc.assert(
      fc.property(rowsOf('a', 'b'), rowsOf('b', 'c'), (ab, bc) => {
        const sorted = (rows: readonly Row[]) => {
          const { links, otherPaths } = chainCrosswalks([walk(rows), walk([...bc].reverse())]);
          return [links, otherPaths].map((list) => list.map((link) => JSON.stringify(link)).sort());
        };
        expect(sorted([...ab].reverse())).toEqual(sorted(ab));
      }),
      { seed: 42 },
    );
  });

  it('lists ids at which chains break off, and leaves empty ids out', () => {
    const first = walk([
      ['a1', 'b1', 1],
      ['a2', 'b2', 1],
      ['a3', '', 1],
    ]);
    const second = walk([
      [' b1 ', 'c1', 0.5],
      ['b9', 'c9', 1],
    ]);
    const chain = chainCrosswalks([first, second]);
    expect(chain.links).toEqual([{ left: 'a1', right: 'c1', score: 0.5, via: ['b1'], paths: 1 }]);
    expect(chain.gaps).toEqual([
      { step: 0, side: 'right', id: 'b2' },
      { step: 1, side: 'left', id: 'b9' },
    ]);
    expect(chain.pairCounts).toEqual([2, 2]);
    expect(listTable(gapTable(chainAnswer(chain).gaps)).rows).toEqual([
      ['1', 'right', 'b2'],
      ['2', 'left', 'b9'],
    ]);
  });

  it('crosses from a worker as columns and comes back as it was', () => {
    fc.assert(
      fc.property(rowsOf('a', 'b'), rowsOf('b', 'c'), rowsOf('c', 'd'), (first, second, third) => {
        const chain = chainCrosswalks([walk(first), walk(second), walk(third)]);
        const { links, otherPaths, gaps } = chainAnswer(chain);
        expect(Array.from({ length: links.count }, (_, at) => linkAt(links, at))).toEqual(chain.links);
        expect(Array.from({ length: otherPaths.count }, (_, at) => linkAt(otherPaths, at))).toEqual(chain.otherPaths);
        expect(Array.from({ length: gaps.count }, (_, at) => gapAt(gaps, at))).toEqual(chain.gaps);
      }),
      { seed: 15, numRuns: 100 },
    );
  });

  it('refuses one crosswalk, and scores that are none', () => {
    expect(() => chainCrosswalks([walk([])])).toThrow(expect.objectContaining({ code: 'input/too-few-crosswalks' }));
    expect(() => chainCrosswalks([walk([['a', 'b', 7]]), walk([])])).toThrow(
      expect.objectContaining({ code: 'input/invalid-option' }),
    );
  });
});

describe('crosswalk tables', () => {
  const first = tableOf(
    ['left_row', 'right_row', 'left_id', 'right_id', 'match_score'],
    [
      ['1', '1', '007', 'b1', '0.5'],
      ['2', '2', '008', 'b2', ''],
    ],
  );
  const second = tableOf(
    ['code', 'b'],
    [
      ['c1', 'b1'],
      ['c2', 'b2'],
    ],
  );

  it('have their columns guessed, in the direction that fits', () => {
    const columns = guessCrosswalkColumns([first, second]);
    expect(columns).toEqual([
      { left: 'left_id', right: 'right_id', score: 'match_score' },
      { left: 'b', right: 'code', score: null },
    ]);
    const chain = chainCrosswalks([readCrosswalk(first, columns[0]!), readCrosswalk(second, columns[1]!)]);
    expect(listTable(chainTable(chainAnswer(chain).links))).toEqual({
      columns: ['left_id', 'right_id', 'match_score', 'via_1', 'paths'],
      rows: [
        ['007', 'c1', '0.500000', 'b1', '1'],
        ['008', 'c2', '1.000000', 'b2', '1'],
      ],
    });
  });

  it('fall back to row numbers where ids are empty, and refuse words for scores', () => {
    const bare = tableOf(['left_row', 'right_row', 'left_id', 'right_id'], [['1', '4', '', '']]);
    expect(guessCrosswalkColumns([bare])).toEqual([{ left: 'left_row', right: 'right_row', score: null }]);
    expect(() => readCrosswalk(tableOf(['a', 'b', 's'], [['1', '2', 'high']]), { left: 'a', right: 'b', score: 's' })).toThrow(
      expect.objectContaining({ code: 'input/invalid-option', params: { option: 's' } }),
    );
    expect(() => guessCrosswalkColumns([tableOf(['only'], [['1']])])).toThrow(
      expect.objectContaining({ code: 'input/invalid-table' }),
    );
  });
});
