import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepBest } from './keep-best';
import { BINS } from './probe-tables';

it('keeps at least the best, in their order, and equal values together', () => {
  const all = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 80 });
  fc.assert(
    fc.property(all, fc.integer({ min: 1, max: 40 }), (given, wanted) => {
      const values = new Float32Array(81);
      const lists = { members: new Uint32Array(81), values, valueBits: new Uint32Array(values.buffer) };
      lists.members.set([...given.keys()]);
      values.set(given);
      const kept = keepBest(lists, new Uint32Array(BINS), given.length, wanted, Math.max(0, ...given));
      const worst = given.toSorted((a, b) => b - a)[Math.min(wanted, given.length) - 1] ?? 0;
      const expected = [...given.keys()].filter((at) => given.length <= wanted || given[at]! >= worst);
      expect([...lists.members.subarray(0, kept)]).toEqual(expected);
      expect([...values.subarray(0, kept)]).toEqual(expected.map((at) => given[at]));
    }),
    { seed: 31, numRuns: 200 },
  );
});
