import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureClusters } from './cluster-metrics';

describe('measureClusters', () => {
  it('counts pairs and averages over records as the definitions say', () => {
    const partition = fc.array(fc.tuple(fc.nat(4), fc.option(fc.nat(4), { freq: 6 })), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(partition, (records) => {
        const found = records.map(([ours]) => ours);
        const truth = records.map(([, theirs]) => theirs);
        const known = [...records.keys()].filter((row) => truth[row] !== null);
        const pairs = known.flatMap((a) => known.filter((b) => b > a).map((b) => [a, b] as const));
        const inBoth = pairs.filter(([a, b]) => found[a] === found[b] && truth[a] === truth[b]).length;
        const inFound = pairs.filter(([a, b]) => found[a] === found[b]).length;
        const inTruth = pairs.filter(([a, b]) => truth[a] === truth[b]).length;
        const measured = measureClusters(found, truth);
        expect(measured.pairs).toEqual({ both: inBoth, found: inFound, truth: inTruth });
        expect(measured.records).toBe(known.length);
        const mean = (values: readonly number[]): number =>
          values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
        const overlap = (a: number): number => known.filter((b) => found[a] === found[b] && truth[a] === truth[b]).length;
        const precision = mean(known.map((a) => overlap(a) / known.filter((b) => found[a] === found[b]).length));
        const recall = mean(known.map((a) => overlap(a) / known.filter((b) => truth[a] === truth[b]).length));
        expect(measured.bCubed.precision).toBeCloseTo(precision, 9);
        expect(measured.bCubed.recall).toBeCloseTo(recall, 9);
      }),
      { seed: 5 },
    );
  });

  it('is perfect where the names of clusters differ only', () => {
    const measured = measureClusters(['a', 'a', 'b'], [7, 7, 9]);
    expect([measured.precision.value, measured.recall.value, measured.f1.value, measured.bCubed.f1]).toEqual([1, 1, 1, 1]);
  });
});
