import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleCompetition } from './beliefs';

const all = (n: number, m: number) => ({
  offsets: Uint32Array.from({ length: n + 1 }, (_, left) => left * m),
  right: Uint32Array.from({ length: n * m }, (_, at) => at % m),
});
const ones = (n: number, m: number) => ({ left: new Uint32Array(n).fill(1), right: new Uint32Array(m).fill(1) });
const chance = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Exact chance of every pair over all assignments with at most one partner each, by enumeration. */
function exact(n: number, m: number, logits: Float64Array): number[] {
  const odds = Array.from(logits, Math.exp);
  const sums = new Array<number>(n * m).fill(0);
  let total = 0;
  const walk = (left: number, used: number, weight: number, chosen: readonly number[]): void => {
    if (left === n) {
      total += weight;
      for (const at of chosen) sums[at]! += weight;
      return;
    }
    walk(left + 1, used, weight, chosen);
    for (let right = 0; right < m; right++) {
      if (used & (1 << right)) continue;
      walk(left + 1, used | (1 << right), weight * odds[left * m + right]!, [...chosen, left * m + right]);
    }
  };
  walk(0, 0, 1, []);
  return sums.map((sum) => sum / total);
}

describe('settleCompetition', () => {
  it('leaves pairs alone where nobody competes', () => {
    const logits = Float64Array.of(1, 2, 3, 4);
    expect(settleCompetition(all(2, 2), logits, 'many-to-many', ones(2, 2))).toBe(logits);
  });

  it('is the share among candidates and none where one side competes', () => {
    const settled = settleCompetition(all(1, 3), Float64Array.of(1, 2, 0), 'many-to-one', ones(1, 3));
    const total = 1 + Math.E + Math.E ** 2 + 1;
    expect(chance(settled[0]!)).toBeCloseTo(Math.E / total, 10);
    expect(chance(settled[1]!)).toBeCloseTo(Math.E ** 2 / total, 10);
    const turned = settleCompetition(all(3, 1), Float64Array.of(1, 2, 0), 'one-to-many', ones(3, 1));
    expect([...turned]).toEqual([...settled]);
  });

  it('comes close to the exact chances of small assignments', () => {
    const size = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 16, maxLength: 16 }),
        (n, m, values) => {
          const logits = Float64Array.from(values.slice(0, n * m));
          const settled = settleCompetition(all(n, m), logits, 'one-to-one', ones(n, m));
          const truth = exact(n, m, logits);
          settled.forEach((logit, at) => {
            expect(Math.abs(chance(logit) - truth[at]!)).toBeLessThan(0.16);
          });
        },
      ),
      { seed: 2, numRuns: 200 },
    );
  });

  it('gives a contested partner to the one who has no other', () => {
    const settled = settleCompetition(all(2, 2), Float64Array.of(5, 4.5, 4.8, -5), 'one-to-one', ones(2, 2));
    expect(settled[1]).toBeGreaterThan(settled[0]!);
    expect(settled[2]).toBeGreaterThan(settled[3]!);
  });

  it('lets a record of several rows have as many partners', () => {
    const logits = Float64Array.of(6, 5, -2);
    const one = settleCompetition(all(1, 3), logits, 'many-to-one', ones(1, 3));
    const two = settleCompetition(all(1, 3), logits, 'many-to-one', { left: Uint32Array.of(2), right: Uint32Array.of(1, 1, 1) });
    expect(chance(one[1]!)).toBeLessThan(0.5);
    expect(chance(two[1]!)).toBeGreaterThan(0.9);
    expect(two[0]).toBeGreaterThan(two[1]!);
  });

  it('stays finite for certain pairs', () => {
    const settled = settleCompetition(all(2, 2), Float64Array.of(500, 500, 500, -500), 'one-to-one', ones(2, 2));
    for (const logit of settled) expect(Number.isFinite(logit)).toBe(true);
  });
});
