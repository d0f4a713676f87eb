import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPieces } from './pieces';

const counted = (length: number): number[] => Array.from({ length }, (_, at) => at);

describe('cutPieces', () => {
  it('loses nothing while there are few pieces', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 12 }), (length, size) => {
        const { pieces, leftOut } = cutPieces(counted(length), size, 100, () => 1);
        expect(pieces.flat()).toEqual(counted(length));
        expect(leftOut).toBe(0);
        expect(pieces.every((piece) => piece.length <= size)).toBe(true);
      }),
      { seed: 6 },
    );
  });

  it('keeps the pieces with the most unusual tokens, in the order of the text', () => {
    const tokens = [1, 1, 9, 1, 1, 2, 8, 1, 1, 1];
    const { pieces, leftOut } = cutPieces(tokens, 2, 3, (token) => token);
    expect(pieces).toEqual([
      [9, 1],
      [1, 2],
      [8, 1],
    ]);
    expect(leftOut).toBe(4);
  });

  it('does not count twice what repeats', () => {
    const repeated = [9, 9, 9, 9, 9, 9, 3, 4];
    expect(cutPieces(repeated, 2, 2, (token) => token).pieces).toEqual([
      [9, 9],
      [3, 4],
    ]);
  });

  it('keeps as many pieces as it may, all of them parts of the text', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 60 }), (tokens) => {
        const { pieces, leftOut } = cutPieces(tokens, 2, 4, (token) => token);
        expect(pieces).toHaveLength(4);
        expect(leftOut).toBe(tokens.length - pieces.flat().length);
      }),
      { seed: 8 },
    );
  });
});
