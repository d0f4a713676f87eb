import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, contains, overlap, placeBeside, seenThrough } from './place-beside';

const within: Box = { x: 8, y: 60, width: 1264, height: 652 };
const card = { width: 320, height: 190 };
const place = (beside: Box, apart: readonly Box[] = [], isRightToLeft = false) =>
  placeBeside({ card, within, beside, apart, isRightToLeft });

it('stands beside both where something belongs to what it speaks of', () => {
  const picked = { x: 768, y: 60, width: 202, height: 458 };
  const record = { x: 501, y: 60, width: 254, height: 458 };
  expect(placeBeside({ card, within, beside: picked, with: record, apart: [], isRightToLeft: false })).toEqual({ x: 167, y: 60 });
});

describe('placeBeside', () => {
  it('stands at the end of what it speaks of, on the other side where letters run from right to left', () => {
    const beside = { x: 500, y: 100, width: 200, height: 100 };
    expect(place(beside)).toEqual({ x: 714, y: 100 });
    expect(place(beside, [], true)).toEqual({ x: 166, y: 100 });
  });

  it('goes below where there is no room beside', () => {
    expect(place({ x: 40, y: 100, width: 1200, height: 100 })).toEqual({ x: 40, y: 214 });
  });

  it('goes above what stands at the bottom', () => {
    expect(place({ x: 40, y: 640, width: 1200, height: 60 })).toEqual({ x: 40, y: 436 });
  });

  it('keeps off the button that the step asks for', () => {
    const beside = { x: 500, y: 100, width: 200, height: 100 };
    const button = { x: 800, y: 120, width: 90, height: 36 };
    const at = place(beside, [button])!;
    expect(overlap({ ...at, ...card }, button)).toBe(false);
  });

  it('takes a corner where no side has room, and says so where none is free', () => {
    expect(place({ x: 100, y: 230, width: 1060, height: 320 }, [{ x: 8, y: 60, width: 1264, height: 10 }])).toBeNull();
    expect(place(within)).toBeNull();
    const wide = { x: 100, y: 100, width: 1000, height: 400 };
    expect(place(wide, [{ x: 100, y: 600, width: 800, height: 40 }])).toEqual({ x: 952, y: 522 });
  });

  it('never covers anything and never leaves the window', () => {
    const box = fc.record({
      x: fc.integer({ min: 0, max: 1200 }),
      y: fc.integer({ min: 0, max: 700 }),
      width: fc.integer({ min: 10, max: 900 }),
      height: fc.integer({ min: 10, max: 500 }),
    });
    const size = fc.record({ width: fc.integer({ min: 200, max: 500 }), height: fc.integer({ min: 100, max: 400 }) });
    fc.assert(
      fc.property(size, box, fc.array(box, { maxLength: 2 }), fc.boolean(), (own, beside, apart, isRightToLeft) => {
        const at = placeBeside({ card: own, within, beside, apart, isRightToLeft });
        if (!at) return;
        const placed = { ...at, ...own };
        expect(contains(within, placed)).toBe(true);
        for (const other of [beside, ...apart]) expect(overlap(placed, other)).toBe(false);
      }),
      { seed: 6, numRuns: 500 },
    );
  });
});

it('sees of a box what is behind a pane', () => {
  expect(seenThrough({ x: 0, y: 0, width: 100, height: 100 }, within)).toEqual({ x: 8, y: 60, width: 92, height: 40 });
  expect(seenThrough({ x: 0, y: 0, width: 100, height: 50 }, within)).toBeNull();
});
