import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPieces, type Piece, planBatches } from './batches';

const START = -1;
const END = -2;
const tokenised = (length: number): number[] => [START, ...Array.from({ length }, (_, at) => at), END];

describe('cutPieces', () => {
  it('leaves a text alone that fits', () => {
    expect(cutPieces(7, tokenised(6), 8)).toEqual([{ text: 7, ids: tokenised(6) }]);
  });

  it('loses nothing of a longer text; every piece fits and has its start and end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 3, max: 12 }), (length, maxTokens) => {
        const pieces = cutPieces(0, tokenised(length), maxTokens, Number.POSITIVE_INFINITY);
        expect(pieces.flatMap(({ ids }) => ids.slice(1, -1))).toEqual(tokenised(length).slice(1, -1));
        for (const { ids } of pieces) {
          expect(ids.length).toBeLessThanOrEqual(maxTokens);
          expect([ids[0], ids.at(-1)]).toEqual([START, END]);
        }
      }),
      { seed: 6 },
    );
  });

  it('leaves out what exceeds the most pieces', () => {
    const pieces = cutPieces(0, tokenised(1000), 12);
    expect(pieces).toHaveLength(8);
    expect(pieces.at(-1)!.ids.at(-2)).toBe(79);
  });
});

describe('planBatches', () => {
  const pieces = fc
    .array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 })
    .map((lengths) => lengths.map((length, text): Piece => ({ text, ids: new Array<number>(length).fill(0) })));

  it('takes every piece once, longest first, within the padded size', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 60 }), (all, tokens) => {
        const batches = planBatches(all, tokens);
        expect(batches.flat()).toEqual([...all].sort((a, b) => b.ids.length - a.ids.length || a.text - b.text));
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          if (batch.length > 1) expect(batch.length * batch[0]!.ids.length).toBeLessThanOrEqual(tokens);
        }
      }),
      { seed: 9 },
    );
  });

  it('fills batches', () => {
    const four = [0, 1, 2, 3].map((text): Piece => ({ text, ids: [1, 2] }));
    expect(planBatches(four, 6).map((batch) => batch.length)).toEqual([3, 1]);
  });
});
