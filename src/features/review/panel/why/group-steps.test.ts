import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoreStep } from '../../../../core/candidates/score/explain-pool';
import { compareSteps, groupSteps, strongest } from './group-steps';

const step = (kind: ScoreStep['kind'], logit: number): ScoreStep => ({ kind, column: null, agreement: null, logit });

describe('groupSteps', () => {
  it('tells small steps together, and competition last', () => {
    const steps = [step('meaning', 3), step('kind', 0.01), step('competition', -1), step('letters', -0.13), step('numbers', -2)];
    const drawn = groupSteps({ base: -4, steps, logit: -4.12 });
    expect(drawn.map(({ kind }) => kind)).toEqual(['meaning', 'numbers', 'other', 'competition']);
    expect(drawn[2]!.logit).toBeCloseTo(-0.12, 9);
    expect(drawn.at(-1)!.to).toBeCloseTo(-4.12, 9);
    expect(strongest(drawn, 1)).toMatchObject({ for: [{ kind: 'meaning' }], against: [{ kind: 'numbers' }] });
  });

  it('joins up from the base to the end', () => {
    const kinds = fc.constantFrom('meaning' as const, 'column' as const, 'competition' as const, 'usual' as const);
    const steps = fc.array(fc.tuple(kinds, fc.double({ min: -9, max: 9, noNaN: true })), { maxLength: 9 });
    fc.assert(
      fc.property(steps, fc.double({ min: -9, max: 9, noNaN: true }), (given, base) => {
        const all = given.map(([kind, logit]) => step(kind, logit));
        const logit = all.reduce((sum, one) => sum + one.logit, base);
        const drawn = groupSteps({ base, steps: all, logit });
        let at = base;
        for (const { from, to } of drawn) {
          expect(from).toBeCloseTo(at, 9);
          at = to;
        }
        expect(Math.abs(at - logit)).toBeLessThan(0.051);
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});

describe('compareSteps', () => {
  it('puts the same steps of two pairs beside each other', () => {
    const city = (logit: number): ScoreStep => ({ kind: 'column', column: 'city', agreement: 'equal', logit });
    const compared = compareSteps(
      [step('meaning', 2), step('kind', 0.1), city(3)],
      [step('meaning', -1), city(-2), step('competition', -4)],
    );
    expect(compared).toEqual([
      { kind: 'meaning', column: null, one: 2, other: -1 },
      { kind: 'column', column: 'city', one: 3, other: -2 },
      { kind: 'competition', column: null, one: 0, other: -4 },
    ]);
  });
});
