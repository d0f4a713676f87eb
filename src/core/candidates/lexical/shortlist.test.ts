import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Shortlist } from './shortlist';

it('keeps at least the best, in their order, and equal values together', () => {
  const values = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 80 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 40 }), (all, wanted) => {
      const list = new Shortlist(80);
      list.members.set([...all.keys()]);
      list.values.set(all);
      list.size = all.length;
      list.keepBest(wanted, Math.max(0, ...all));
      const worst = all.toSorted((a, b) => b - a)[Math.min(wanted, all.length) - 1] ?? 0;
      const expected = [...all.keys()].filter((at) => all.length <= wanted || all[at]! >= worst);
      expect([...list.members.subarray(0, list.size)]).toEqual(expected);
      expect([...list.values.subarray(0, list.size)]).toEqual(expected.map((at) => all[at]));
    }),
    { seed: 31, numRuns: 200 },
  );
});
