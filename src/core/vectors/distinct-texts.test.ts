import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distinctTexts, spreadVectors } from './distinct-texts';

it('every place gets the vector of its form, whatever repeats', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'A', 'b', 'c', 'B', '')), fc.boolean(), (texts, isBackward) => {
      const distinct = distinctTexts(texts, (text) => text.toUpperCase());
      expect(distinct.texts).toEqual([...new Set(texts.map((text) => text.toUpperCase()))]);
      const numbers = Uint32Array.from(distinct.texts.keys());
      if (isBackward) numbers.reverse();
      const data = Float32Array.from([...numbers].flatMap((number) => [number, -number]));
      const spread = spreadVectors(distinct, numbers, 2, data);
      const byPlace = texts.map((_, place) => {
        const row = spread.indices.indexOf(place);
        return [...spread.data.subarray(row * 2, row * 2 + 2)];
      });
      expect(spread.indices).toHaveLength(texts.length);
      expect(byPlace).toEqual(texts.map((text) => distinct.texts.indexOf(text.toUpperCase())).map((number) => [number, -number]));
    }),
    { seed: 2 },
  );
});
