import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createVectorIntake } from './vector-intake';

const texts = { left: ['a', 'b', 'c'], right: ['d', 'e'] };
const shardOf = (indices: readonly number[]) => ({
  indices: Uint32Array.from(indices),
  dimensions: 2,
  data: Float32Array.from(indices.flatMap((index) => [index, -index])),
});

it('puts shards of any size and order back to their texts', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), fc.integer({ min: 1, max: 5 }), (order, size) => {
      const intake = createVectorIntake(texts);
      for (let at = 0; at < order.length; at += size) {
        expect(intake.sets()).toBeNull();
        intake.take(shardOf(order.slice(at, at + size)));
      }
      const { left, right } = intake.sets()!;
      expect([...left.data]).toEqual([0, -0, 1, -1, 2, -2]);
      expect([...right.data]).toEqual([3, -3, 4, -4]);
      expect([left.dimensions, right.dimensions]).toEqual([2, 2]);
    }),
    { seed: 3 },
  );
});

it('does not count a vector that comes twice', () => {
  const intake = createVectorIntake(texts);
  intake.take(shardOf([0, 1, 2, 3]));
  intake.take(shardOf([0]));
  expect(intake.sets()).toBeNull();
  intake.take(shardOf([4]));
  expect(intake.sets()).not.toBeNull();
  intake.clear();
  expect(intake.sets()).toBeNull();
});
