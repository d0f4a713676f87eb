import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bCubed, nearestIsDuplicate, pairwiseF1 } from './cluster-metrics.mjs';

describe('cluster metrics', () => {
  it('count pairs of one cluster', () => {
    // True: {0,1,2} {3,4}. Found: {0,1} {2,3,4}. Pairs in common: 0-1 and 3-4.
    const { precision, recall, f1 } = pairwiseF1([0, 0, 1, 1, 1], ['a', 'a', 'a', 'b', 'b']);
    expect([precision, recall, f1]).toEqual([0.5, 0.5, 0.5]);
    expect(pairwiseF1([0, 1, 2], ['a', 'b', 'c']).f1).toBe(1);
    expect(pairwiseF1([0, 1, 2], ['a', 'a', 'c']).f1).toBe(0);
  });

  it('give B-cubed as in the paper: the mean over rows', () => {
    const { precision, recall } = bCubed([0, 0, 1, 1, 1], ['a', 'a', 'a', 'b', 'b']);
    expect(precision).toBeCloseTo((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5);
    expect(recall).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5);
  });

  it('agree with the definition over all pairs, whatever the names of clusters', () => {
    const labels = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(labels, (rows) => {
        let both = 0;
        let found = 0;
        let wanted = 0;
        rows.forEach((a, i) => {
          for (const b of rows.slice(i + 1)) {
            found += a[0] === b[0] ? 1 : 0;
            wanted += a[1] === b[1] ? 1 : 0;
            both += a[0] === b[0] && a[1] === b[1] ? 1 : 0;
          }
        });
        const { precision, recall } = pairwiseF1(
          rows.map(([one]) => `x${one}`),
          rows.map(([, two]) => two),
        );
        expect(precision).toBe(found === 0 ? 1 : both / found);
        expect(recall).toBe(wanted === 0 ? 1 : both / wanted);
      }),
      { seed: 5 },
    );
  });

  it('tell whether the nearest other row is a duplicate', () => {
    const candidates = [
      { left: 0, right: 0, score: 1 },
      { left: 0, right: 1, score: 0.9 },
      { left: 0, right: 2, score: 0.5 },
      { left: 1, right: 2, score: 0.95 },
      { left: 1, right: 0, score: 0.9 },
      { left: 2, right: 1, score: 0.95 },
    ];
    // 0 has 1, right; 1 has 2, wrong; 2 has no duplicate.
    expect(nearestIsDuplicate(candidates, ['a', 'a', 'b'])).toBe(0.5);
    expect(nearestIsDuplicate([], ['a', 'a'])).toBeNull();
    expect(nearestIsDuplicate(candidates, ['a', 'b', 'c'])).toBeNull();
  });
});
