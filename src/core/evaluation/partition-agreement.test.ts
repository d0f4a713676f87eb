import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureAgreement } from './agreement';
import { measurePartitionAgreement } from './partition-agreement';

const partitions = fc.integer({ min: 1, max: 14 }).chain((rows) => {
  const labels = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: rows, maxLength: rows });
  return fc.tuple(labels, labels);
});

describe('agreement on clusters', () => {
  it('is Cohen’s kappa over all pairs of rows', () => {
    fc.assert(
      fc.property(partitions, ([first, second]) => {
        const together = (labels: readonly number[]) =>
          labels.flatMap((label, a) => labels.slice(a + 1).map((other) => String(label === other)));
        const pairs = measureAgreement(together(first), together(second));
        const { index, rows, joined, joinedByBoth } = measurePartitionAgreement(first, second);
        expect(rows).toBe(first.length);
        if (pairs.kappa === null) expect(index).toBeNull();
        else expect(index).toBeCloseTo(pairs.kappa, 10);
        const [a, b] = [together(first), together(second)];
        expect(joined).toBe(a.filter((pair, at) => pair === 'true' || b[at] === 'true').length);
        expect(joinedByBoth).toBe(a.filter((pair, at) => pair === 'true' && b[at] === 'true').length);
      }),
      { seed: 31, numRuns: 400 },
    );
  });

  it('does not depend on names of clusters, on who is first, nor on the order of rows', () => {
    fc.assert(
      fc.property(partitions, ([first, second]) => {
        const found = measurePartitionAgreement(first, second);
        const other = measurePartitionAgreement(second.map((label) => 9 - label).toReversed(), first.toReversed());
        expect(other.index).toEqual(found.index);
        expect(other.joined).toBe(found.joined);
        if (found.interval) {
          expect(other.interval!.low).toBeCloseTo(found.interval.low, 10);
          expect(other.interval!.high).toBeCloseTo(found.interval.high, 10);
          expect(found.interval.low).toBeLessThanOrEqual(found.index!);
        }
      }),
      { seed: 32, numRuns: 300 },
    );
  });

  it('is 1 where both agree, about 0 by chance, and null where nothing can be told', () => {
    expect(measurePartitionAgreement([1, 1, 2, 3], [7, 7, 8, 9]).index).toBe(1);
    expect(measurePartitionAgreement([1, 2, 3], [1, 2, 3])).toMatchObject({ index: null, interval: null, joined: 0 });
    expect(measurePartitionAgreement([], [])).toMatchObject({ rows: 0, index: null });
    // Hubert and Arabie, as computed by scikit-learn 1.5: adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]).
    expect(measurePartitionAgreement([0, 0, 1, 2], [0, 0, 1, 1]).index).toBeCloseTo(0.5714285714, 9);
  });

  it('has an interval that holds the agreement of the whole in about 95 of 100 samples of clusters', () => {
    const random = generator(5);
    /** One thing with its records, and how two people put them together: each splits it now and then. */
    const draw = (name: number) => {
      const size = 2 + Math.floor(random() * 3);
      const label = (isSplit: boolean, row: number) => name * 10 + (isSplit && row > 0 ? 1 : 0);
      const [a, b] = [random() < 0.25, random() < 0.25];
      return Array.from({ length: size }, (_, row) => [label(a, row), label(b, row)] as const);
    };
    const measure = (things: number) => {
      const rows = Array.from({ length: things }, (_, name) => draw(name)).flat();
      return measurePartitionAgreement(
        rows.map(([a]) => a),
        rows.map(([, b]) => b),
      );
    };
    const whole = measure(20_000).index!;
    let holds = 0;
    for (let run = 0; run < 400; run++) {
      const { low, high } = measure(60).interval!;
      if (low <= whole && whole <= high) holds++;
    }
    expect(holds / 400).toBeGreaterThan(0.9);
    expect(holds / 400).toBeLessThan(0.99);
  });
});

/** Mulberry32: the same numbers from the same seed, 0 to 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
