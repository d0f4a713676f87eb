import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../model/types';
import { decisionsOn, NO_SORTING, withDecision, withoutLast } from './stored-sorting';

const [A, B] = ['a', 'b'] as Fingerprint[] as [Fingerprint, Fingerprint];

describe('decisions on rows', () => {
  it('are undone one by one, and the last of a row holds', () => {
    const made = fc.array(fc.record({ row: fc.nat(4), label: fc.constantFrom('x', 'y') }), { maxLength: 20 });
    fc.assert(
      fc.property(made, (list) => {
        const steps = [NO_SORTING];
        for (const decision of list) steps.push(withDecision(steps.at(-1)!, A, { ...decision, at: '' }));
        expect(decisionsOn(steps.at(-1)!, A)).toEqual(new Map(list.map(({ row, label }) => [row, label])));
        let back = steps.at(-1)!;
        for (let at = steps.length - 2; at >= 0; at--) {
          back = withoutLast(back);
          expect(decisionsOn(back, A)).toEqual(decisionsOn(steps[at]!, A));
        }
      }),
      { seed: 9 },
    );
  });

  it('do not speak of another table', () => {
    const sorting = withDecision(NO_SORTING, A, { row: 1, label: 'x', at: '' });
    expect(decisionsOn(sorting, B).size).toBe(0);
    expect(decisionsOn(withDecision(sorting, B, { row: 2, label: 'y', at: '' }), B)).toEqual(new Map([[2, 'y']]));
  });
});
