import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBestLists, offerPair, sortBestLists } from './best-lists';
import { listsOf } from './nearest-fixture';

it('keeps the best, ties by the lower index, whatever the order of offers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 }),
      fc.integer({ min: 0, max: 12 }),
      fc.infiniteStream(fc.nat()),
      (values, k, keys) => {
        const offers = values.map((value, index) => ({ value, index }));
        const lists = createBestLists(2, k);
        const shuffled = offers.map((offer) => ({ offer, key: keys.next().value })).sort((a, b) => a.key - b.key);
        for (const { offer } of shuffled) offerPair(lists, 1, offer.index, offer.value);
        const expected = offers.sort((a, b) => b.value - a.value || a.index - b.index).slice(0, k);
        if (k > 0 && expected.length === k) expect(lists.floor[1]).toBe(expected.at(-1)!.value);
        expect(lists.floor[0]).toBe(k > 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
        expect(listsOf(sortBestLists(lists))).toEqual([[], expected.map(({ index, value }) => ({ index, value }))]);
      },
    ),
    { seed: 21, numRuns: 500 },
  );
});

it('never holds NaN', () => {
  const lists = createBestLists(1, 2);
  for (const [index, value] of [Number.NaN, 0.5, Number.NaN, 0.25, Number.NaN].entries()) offerPair(lists, 0, index, value);
  expect(listsOf(sortBestLists(lists))).toEqual([
    [
      { index: 1, value: 0.5 },
      { index: 3, value: 0.25 },
    ],
  ]);
});
