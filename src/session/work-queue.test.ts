import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arrangeWork, countGroups } from '../core/vectors/encoding-work';
import { createWorkQueue, type Span } from './work-queue';

const workOf = (lengths: readonly number[]) =>
  arrangeWork(
    lengths.map((_, at) => `text ${at}`),
    lengths.map((length) => [new Array<number>(length).fill(7)]),
    new Uint32Array(lengths.length * 4),
  ).work;

it('deals every group once, also those that come back, in spans that get no larger', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 64 }), { maxLength: 400 }),
      fc.integer({ min: 1, max: 4 }),
      (lengths, workers) => {
        const work = workOf(lengths);
        const queue = createWorkQueue(work, workers);
        const spans: Span[] = [];
        for (let span = queue.take(); span; span = queue.take()) spans.push(span);
        expect(spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at))).toEqual([
          ...Array(countGroups(work)).keys(),
        ]);
        const [first] = spans;
        if (first) {
          queue.giveBack({ from: first.from, to: first.from });
          expect(queue.take()).toBeNull();
          queue.giveBack(first);
          expect(queue.take()).toEqual(first);
        }
      },
    ),
    { seed: 1 },
  );
});

it('ends with small spans, so that workers end together', () => {
  const work = workOf(new Array<number>(4000).fill(16));
  const queue = createWorkQueue(work, 2);
  const sizes: number[] = [];
  for (let span = queue.take(); span; span = queue.take()) sizes.push(span.to - span.from);
  expect(sizes[0]).toBeGreaterThan(10);
  expect(sizes.at(-1)!).toBeLessThanOrEqual(2);
  expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
});
