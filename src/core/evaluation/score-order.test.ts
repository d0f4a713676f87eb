import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreHistogram } from './score-histogram';
import { countReaching, orderByScore, recordsAtLine } from './score-order';

const scoreLists = fc
  .array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 1, Number.NaN)), { maxLength: 60 })
  .map((values) => Float32Array.from(values));

describe('orderByScore', () => {
  it('holds each record with a score once, highest first, ties by row', () => {
    fc.assert(
      fc.property(scoreLists, (scores) => {
        const { records, scores: sorted } = orderByScore(scores);
        expect([...records].sort((a, b) => a - b)).toEqual([...scores.keys()].filter((row) => !Number.isNaN(scores[row]!)));
        for (let at = 1; at < records.length; at++) {
          expect(sorted[at - 1]! > sorted[at]! || (sorted[at - 1] === sorted[at] && records[at - 1]! < records[at]!)).toBe(true);
        }
      }),
      { seed: 7 },
    );
  });
});

describe('countReaching and recordsAtLine', () => {
  it('agree with counting one by one', () => {
    fc.assert(
      fc.property(
        scoreLists,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 9 }),
        (scores, line, most) => {
          const order = orderByScore(scores);
          const reaching = [...scores].filter((score) => score >= Math.fround(line)).length;
          expect(countReaching(order, line)).toBe(reaching);
          const { above, below } = recordsAtLine(order, line, most);
          expect(above.length).toBe(Math.min(most, reaching));
          expect(below.length).toBe(Math.min(most, order.records.length - reaching));
          const least = Math.min(1, ...[...above].map((row) => scores[row]!));
          for (const row of order.records) {
            if (scores[row]! >= Math.fround(line) && scores[row]! < least && most > 0)
              throw new Error('a nearer record was left out');
          }
          for (const row of below) expect(scores[row]!).toBeLessThan(Math.fround(line));
        },
      ),
      { seed: 8 },
    );
  });

  it('lets a score of 0.9 reach a line at 0.9', () => {
    expect(countReaching(orderByScore(Float32Array.of(0.9)), 0.9)).toBe(1);
  });
});

describe('scoreHistogram', () => {
  it('counts every record in one bin of its kind, or as one without a score', () => {
    fc.assert(
      fc.property(scoreLists, fc.integer({ min: 1, max: 40 }), (scores, binCount) => {
        const kindOf = (record: number) => (record % 3 === 0 ? 'a' : 'b');
        const { bins, without } = scoreHistogram(scores, ['a', 'b'], kindOf, binCount);
        expect(bins).toHaveLength(binCount);
        for (const kind of ['a', 'b'] as const) {
          const counted = bins.reduce((sum, bin) => sum + bin[kind], 0);
          expect(counted).toBe([...scores.keys()].filter((row) => !Number.isNaN(scores[row]!) && kindOf(row) === kind).length);
        }
        expect(without).toBe(scores.filter(Number.isNaN).length);
      }),
      { seed: 9 },
    );
  });

  it('puts a score on the edge of two bins into the higher one, and 1 into the last', () => {
    const { bins } = scoreHistogram(Float32Array.of(0, 0.25, 0.5, 1), ['all'], () => 'all', 4);
    expect(bins.map(({ all }) => all)).toEqual([1, 1, 1, 1]);
  });
});
