import { expect, test } from 'vitest';
import { countFirst } from './count-first';

const pairs = (...list: readonly (readonly [number, number, number])[]) => ({
  left: Uint32Array.from(list, ([left]) => left),
  right: Uint32Array.from(list, ([, right]) => right),
  isMatch: Uint8Array.from(list, ([, , isMatch]) => isMatch),
});
const left = Float32Array.of(1, 0, 0, 1, 0.6, 0.8);

test('counts records whose nearest is a match of theirs', () => {
  const right = Float32Array.of(0.8, 0.6, 0, 1);
  expect(countFirst({ left, right }, 2, pairs([0, 0, 1], [1, 0, 1], [2, 1, 0]))).toEqual({ rows: 2, first: 1 });
  // Either of two matches will do.
  expect(countFirst({ left, right }, 2, pairs([1, 0, 1], [1, 1, 1]))).toEqual({ rows: 1, first: 1 });
});

test('passes over a record itself within one table', () => {
  expect(countFirst({ left, right: null }, 2, pairs([1, 2, 1]))).toEqual({ rows: 2, first: 2 });
  expect(countFirst({ left, right: null }, 2, pairs([0, 1, 1]))).toEqual({ rows: 2, first: 0 });
});

test('a tie is no first', () => {
  const right = Float32Array.of(1, 0, 1, 0);
  expect(countFirst({ left, right }, 2, pairs([0, 1, 1]))).toEqual({ rows: 1, first: 0 });
});
