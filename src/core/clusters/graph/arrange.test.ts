import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, type Box, type Place, type Tie } from './arrange';

const SEED = { seed: 21, numRuns: 60 };

interface Drawn {
  readonly boxes: readonly Box[];
  readonly ties: readonly Tie[];
}

const drawings = (most: number): fc.Arbitrary<Drawn> =>
  fc.integer({ min: 1, max: most }).chain((count) =>
    fc.record({
      boxes: fc
        .array(fc.record({ width: fc.integer({ min: 30, max: 180 }), height: fc.integer({ min: 24, max: 44 }) }), {
          minLength: count,
          maxLength: count,
        })
        .map((sizes) => sizes.map((size, name) => ({ name: name * 3, ...size }))),
      ties: fc.array(
        fc
          .tuple(fc.nat({ max: count - 1 }), fc.nat({ max: count - 1 }), fc.double({ min: 0, max: 1, noNaN: true }))
          .map(([a, b, strength]) => ({ a, b, strength })),
        { maxLength: 3 * count },
      ),
    }),
  );

function overlaps(boxes: readonly Box[], places: readonly Place[]): string[] {
  return boxes.flatMap((box, i) =>
    boxes.slice(0, i).flatMap((other, j) => {
      const [a, b] = [places[i]!, places[j]!];
      const isClear =
        Math.abs(a.x - b.x) >= (box.width + other.width) / 2 || Math.abs(a.y - b.y) >= (box.height + other.height) / 2;
      return isClear ? [] : [`${j} ${i}`];
    }),
  );
}

const placesByName = ({ boxes }: Drawn, places: readonly Place[]): Map<number, Place> =>
  new Map(boxes.map(({ name }, i) => [name, places[i]!]));

describe('places of a graph', () => {
  it('are the same each time, numbers, around the origin, and no box lies on another', () => {
    fc.assert(
      fc.property(drawings(30), ({ boxes, ties }) => {
        const places = arrange(boxes, ties);
        expect(arrange(boxes, ties)).toEqual(places);
        expect(places.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
        expect(overlaps(boxes, places)).toEqual([]);
      }),
      SEED,
    );
  });

  it('do not change for those that stay when one leaves', () => {
    fc.assert(
      fc.property(drawings(20), fc.nat(), (drawn, seed) => {
        const places = arrange(drawn.boxes, drawn.ties);
        const gone = seed % drawn.boxes.length;
        const boxes = drawn.boxes.filter((_, i) => i !== gone);
        const place = (i: number): number => (i > gone ? i - 1 : i);
        const ties = drawn.ties
          .filter(({ a, b }) => a !== gone && b !== gone)
          .map((tie) => ({ ...tie, a: place(tie.a), b: place(tie.b) }));
        const after = arrange(boxes, ties, placesByName(drawn, places));
        expect(after).toEqual(places.filter((_, i) => i !== gone));
      }),
      SEED,
    );
  });

  it('do not change for those that were there when others come, and the others find room', () => {
    fc.assert(
      fc.property(drawings(20), (drawn) => {
        const kept = drawn.boxes.filter((_, i) => i % 2 === 0);
        const first = arrange(kept, []);
        const known = new Map(kept.map(({ name }, i) => [name, first[i]!]));
        const after = arrange(drawn.boxes, drawn.ties, known);
        drawn.boxes.forEach(({ name }, i) => {
          if (known.has(name)) expect(after[i]).toEqual(known.get(name));
        });
        expect(overlaps(drawn.boxes, after)).toEqual([]);
      }),
      SEED,
    );
  });

  it('a box whose known place is taken finds another one', () => {
    const boxes = [0, 1, 2].map((name) => ({ name, width: 80, height: 30 }));
    const known = new Map([0, 1, 2].map((name) => [name, { x: name === 2 ? 200 : 10 * name, y: 0 }]));
    const places = arrange(boxes, [], known);
    expect([places[0], places[2]]).toEqual([known.get(0), known.get(2)]);
    expect(overlaps(boxes, places)).toEqual([]);
  });

  it('sixty rows with all their neighbours lie apart, wider than high', () => {
    const boxes = Array.from({ length: 66 }, (_, name) => ({ name, width: 150, height: 40 }));
    const ties = boxes.flatMap(({ name: a }) =>
      Array.from({ length: 10 }, (_, step) => ({ a, b: (a + 1 + step * 5) % 66, strength: 0.6 + 0.03 * step })),
    );
    const places = arrange(boxes, ties);
    expect(overlaps(boxes, places)).toEqual([]);
    const span = (of: (place: Place) => number): number => Math.max(...places.map(of)) - Math.min(...places.map(of));
    expect(span(({ x }) => x)).toBeGreaterThan(span(({ y }) => y));
  });

  it('two groups on one weak tie lie apart from each other', () => {
    const boxes = Array.from({ length: 8 }, (_, name) => ({ name, width: 60, height: 30 }));
    const within = (from: number): Tie[] =>
      [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].filter((b) => b < a).map((b) => ({ a: from + a, b: from + b, strength: 0.95 })));
    const places = arrange(boxes, [...within(0), ...within(4), { a: 3, b: 4, strength: 0.5 }]);
    const left = places.slice(0, 4).map(({ x }) => x);
    const right = places.slice(4).map(({ x }) => x);
    expect(Math.max(...left)).toBeLessThan(Math.min(...right));
  });

  it('lines do not pass behind the boxes of a small graph, where they can be kept off', () => {
    const boxes = Array.from({ length: 5 }, (_, name) => ({ name, width: 190, height: 42 }));
    const strengths = [
      [0, 1, 0.97],
      [0, 2, 0.93],
      [0, 3, 0.79],
      [0, 4, 0.7],
      [1, 2, 0.87],
      [1, 3, 0.78],
      [1, 4, 0.61],
      [2, 3, 0.82],
      [2, 4, 0.62],
      [3, 4, 0.42],
    ] as const;
    const places = arrange(
      boxes,
      strengths.map(([a, b, strength]) => ({ a, b, strength })),
    );
    const behind = strengths.flatMap(([a, b]) =>
      boxes.filter(({ name, width, height }) => {
        if (name === a || name === b) return false;
        return Array.from({ length: 101 }, (_, step) => step / 100).some((share) => {
          const x = places[a]!.x + (places[b]!.x - places[a]!.x) * share;
          const y = places[a]!.y + (places[b]!.y - places[a]!.y) * share;
          return Math.abs(x - places[name]!.x) < width / 2 && Math.abs(y - places[name]!.y) < height / 2;
        });
      }),
    );
    expect(behind).toEqual([]);
  });

  it('nothing has no places, and one box is in the middle', () => {
    expect(arrange([], [])).toEqual([]);
    expect(arrange([{ name: 7, width: 80, height: 30 }], [])).toEqual([{ x: 0, y: 0 }]);
  });
});
