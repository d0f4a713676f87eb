import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../numerics/random';
import { drawSome } from './draw-some';

test('draws as many as wanted of as many as there are, each once, ascending', () => {
  fc.assert(
    fc.property(fc.nat(2000), fc.nat(300), fc.nat(), (count, most, seed) => {
      const drawn = [...drawSome(count, most, createRandom(seed))];
      expect(drawn).toHaveLength(Math.min(count, most));
      expect(drawn.every((one, at) => one < count && (at === 0 || one > drawn[at - 1]!))).toBe(true);
      expect([...drawSome(count, most, createRandom(seed))]).toEqual(drawn);
    }),
    { seed: 20261126, numRuns: 200 },
  );
});

test('gives every number the same chance', () => {
  const times = new Uint32Array(10);
  const random = createRandom(3);
  for (let turn = 0; turn < 2000; turn++) for (const one of drawSome(10, 3, random)) times[one]!++;
  // 600 each; standard deviation about 20.
  for (const count of times) expect(Math.abs(count - 600)).toBeLessThan(100);
});
