import { expect, it } from 'vitest';
import { poolTokens } from './pool-tokens';

// Two texts of three tokens of two numbers; the second has one token of padding at its end. Expected: torch, as in
// sentence-transformers' Pooling: sum(tokens * mask) / sum(mask), tokens[:, 0], the last token of the mask.
const tokens = Float32Array.of(1, -2, 3, 4, 5, 1, 2, 2, 4, -6, 100, 100);
const mask = Uint8Array.of(1, 1, 1, 1, 1, 0);

it.each([
  ['mean', [3, 1, 3, -2]],
  ['cls', [1, -2, 2, 2]],
  ['last', [5, 1, 4, -6]],
] as const)('%s, padding left out', (pooling, expected) => {
  expect([...poolTokens(tokens, 2, 3, pooling, mask)].map((value) => +value.toFixed(5))).toEqual(expected);
});

it('padding on the left is left out as well', () => {
  const left = Uint8Array.of(0, 1, 1, 0, 0, 1);
  expect([...poolTokens(tokens, 2, 3, 'cls', left)]).toEqual([3, 4, 100, 100]);
  expect([...poolTokens(tokens, 2, 3, 'mean', left)]).toEqual([4, 2.5, 100, 100]);
});

it('without a mask every token counts', () => {
  expect([...poolTokens(tokens, 2, 3, 'last')]).toEqual([5, 1, 100, 100]);
  expect([...poolTokens(tokens, 1, 6, 'mean')].map((value) => +value.toFixed(4))).toEqual([19.1667, 16.5]);
});

it('a text without tokens has zeros, no texts no vectors', () => {
  expect([...poolTokens(tokens, 2, 3, 'mean', new Uint8Array(6))]).toEqual([0, 0, 0, 0]);
  expect(poolTokens(new Float32Array(0), 0, 3, 'mean')).toHaveLength(0);
});
