import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findEntities } from '../tuning/entities';
import type { LabelledPairs } from '../tuning/labelled-pairs';
import { countEntities } from './decided-pairs';
import { sampleForTraining } from './training-sample';

const pairsOf = (list: readonly (readonly [number, number, 0 | 1])[]): LabelledPairs => ({
  left: Uint32Array.from(list, ([left]) => left),
  right: Uint32Array.from(list, ([, right]) => right),
  isMatch: Uint8Array.from(list, ([, , isMatch]) => isMatch),
});
const shown = ({ left, right, isMatch }: LabelledPairs) => Array.from(left, (row, at) => [row, right[at]!, isMatch[at]!]);

it('leaves small tables whole', () => {
  const pairs = pairsOf([[0, 1, 1]]);
  expect(sampleForTraining(pairs, { left: 3, right: 4 }, false)).toEqual({ pairs, left: null, right: null });
});

it('takes every row of a pair, others evenly, and means the same rows by its pairs', () => {
  const pairs = fc.uniqueArray(fc.tuple(fc.nat(99), fc.nat(99), fc.constantFrom(0 as const, 1 as const)), {
    selector: ([left, right]) => left * 100 + right,
    maxLength: 30,
  });
  fc.assert(
    fc.property(pairs, fc.boolean(), (list, isOneTable) => {
      const given = pairsOf(list);
      const { pairs, left, right } = sampleForTraining(given, { left: 100, right: 100 }, isOneTable, { rows: 40, pairs: 99 });
      const others = isOneTable ? left! : right!;
      expect(left!.length).toBeGreaterThanOrEqual(40);
      expect(shown(pairs).map(([a, b, isMatch]) => [left![a!], others[b!], isMatch])).toEqual(list.map((pair) => [...pair]));
      expect([...left!]).toEqual([...new Set(left!)].sort((a, b) => a - b));
    }),
    { seed: 31 },
  );
  const { left } = sampleForTraining(pairsOf([]), { left: 1_000, right: 1_000 }, false, { rows: 10, pairs: 9 });
  expect([...left!]).toEqual([99, 199, 299, 399, 499, 599, 699, 799, 899, 999]);
});

it('takes entities whole, and as many as there is room for', () => {
  const list = Array.from(
    { length: 50 },
    (_, entity) =>
      [
        [2 * entity, 2 * entity, 1],
        [2 * entity + 1, 2 * entity, 1],
        [2 * entity, (2 * entity + 7) % 100, 0],
      ] as const,
  ).flat();
  const { pairs } = sampleForTraining(pairsOf(list), { left: 100, right: 100 }, false, { rows: 999, pairs: 60 });
  expect(pairs.left).toHaveLength(60);
  expect(countEntities(pairs, false)).toBe(20);
  const whole = findEntities(pairsOf(list), 100, 100, false);
  const taken = new Set(Array.from(pairs.left, (row) => whole.left[row]!));
  expect([...taken].every((entity) => Array.from(pairs.left).filter((row) => whole.left[row] === entity).length === 3)).toBe(
    true,
  );
});
