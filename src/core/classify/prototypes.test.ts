import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashVector } from '../../jobs/hash-embedder';
import { type Job, NO_TEXT } from '../model/types';
import type { RowTexts } from '../text/row-texts';
import { type AcceptedRow, learnPrototypes } from './prototypes';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const CATEGORIES = ['Section A: edible', 'Section B: metals', ''];
const ROWS = ['apple tart', 'apple juice', 'copper wire', 'copper plate', 'plum juice', '', 'iron plate'];
const CLASS = [0, 0, 1, 1, 0, 0, 1];

const set = (cells: readonly string[]): RowTexts => {
  const texts = [...new Set(cells.filter((cell) => cell !== ''))];
  return { texts, textOf: Uint32Array.from(cells, (cell) => (cell === '' ? NO_TEXT : texts.indexOf(cell))) };
};
async function learn(rows: readonly string[], accepted: readonly AcceptedRow[], limit = 2, withVectors = true) {
  const texts = { left: set(rows), right: set(CATEGORIES) };
  const all = [...texts.left.texts, ...texts.right.texts];
  const dimensions = hashVector('').length;
  const data = new Float32Array(all.length * dimensions);
  all.forEach((text, at) => {
    data.set(hashVector(text), at * dimensions);
  });
  return learnPrototypes({ texts, vectors: withVectors ? { model: 'hash', dimensions, data } : null }, accepted, limit, job);
}

describe('learnPrototypes', () => {
  it.each([true, false])('puts rows like accepted ones into their category (vectors: %s)', async (withVectors) => {
    const found = await learn(
      ROWS,
      [
        { left: 0, right: 0 },
        { left: 2, right: 1 },
        { left: 6, right: 1 },
      ],
      2,
      withVectors,
    );
    for (const row of [1, 3]) expect(found.right[found.offsets[row]!]).toBe(CLASS[row]);
    expect(found.offsets[6]! - found.offsets[5]!).toBe(0);
  });

  it('keeps accepted categories first, with score 1, and names none of the empty ones', async () => {
    const found = await learn(ROWS, [{ left: 0, right: 1 }], 9);
    expect([found.right[0], found.matchScore[0]]).toEqual([1, 1]);
    expect([...found.right]).not.toContain(2);
    for (let row = 0; row < ROWS.length; row++) {
      const scores = [...found.matchScore.subarray(found.offsets[row]!, found.offsets[row + 1]!)];
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }
  });

  it('does not depend on the order of rows', async () => {
    const accepted = [0, 2, 6].map((left) => ({ left, right: CLASS[left]! }));
    const first = await learn(ROWS, accepted);
    const listOf = (found: typeof first, row: number) =>
      Array.from({ length: found.offsets[row + 1]! - found.offsets[row]! }, (_, at) => {
        const place = found.offsets[row]! + at;
        return [found.right[place], found.matchScore[place]];
      });
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...ROWS.keys()], { minLength: ROWS.length }), async (order) => {
        const moved = accepted.map(({ left, right }) => ({ left: order.indexOf(left), right })).reverse();
        const found = await learn(
          order.map((row) => ROWS[row]!),
          moved,
        );
        order.forEach((row, at) => {
          expect(listOf(found, at)).toEqual(listOf(first, row));
        });
      }),
      { numRuns: 20, seed: 6 },
    );
  });
});
