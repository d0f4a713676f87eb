import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, middleBetween, outline, touches } from './shapes';
import { type Direction, nodeTowards } from './walk';

const place = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
const SEED = { seed: 23, numRuns: 200 };

describe('shapes of a graph', () => {
  it('an outline goes around every box, turning one way', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (places) => {
        const boxes = places.map((_, name) => ({ name, width: 40, height: 20 }));
        const line = outline(boxes, places, 5);
        const isLeft = (x: number, y: number): boolean =>
          line.every((from, i) => {
            const to = line[(i + 1) % line.length]!;
            return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) >= -1e-6;
          });
        for (const { x, y } of places) expect([isLeft(x - 25, y - 15), isLeft(x + 25, y + 15)]).toEqual([true, true]);
        expect(areaOf(boxes, places, 5).width).toBeCloseTo(
          Math.max(...line.map(({ x }) => x)) - Math.min(...line.map(({ x }) => x)),
        );
      }),
      SEED,
    );
  });

  it('the middle between boxes is on neither of them', () => {
    const box = { name: 0, width: 100, height: 20 };
    expect(middleBetween({ x: 0, y: 0 }, box, { x: 300, y: 0 }, { ...box, width: 200 }).x).toBeCloseTo(125);
    expect(middleBetween({ x: 0, y: 0 }, box, { x: 0, y: 80 }, { ...box, height: 60 }).y).toBeCloseTo(30);
  });

  it('a rectangle takes the boxes that it touches', () => {
    const box = { name: 0, width: 100, height: 20 };
    expect(touches({ x: 40, y: 5, width: 10, height: 10 }, box, { x: 0, y: 0 })).toBe(true);
    expect(touches({ x: 51, y: 5, width: 10, height: 10 }, box, { x: 0, y: 0 })).toBe(false);
  });
});

describe('nodeTowards', () => {
  it('goes to something in that direction wherever there is anything', () => {
    const ahead: Readonly<Record<Direction, (x: number, y: number) => number>> = {
      left: (x) => -x,
      right: (x) => x,
      up: (_, y) => -y,
      down: (_, y) => y,
    };
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 10 }), (places) => {
        for (const [direction, of] of Object.entries(ahead) as [Direction, (x: number, y: number) => number][]) {
          const start = places[0]!;
          const far = places.map(({ x, y }) => of(x - start.x, y - start.y));
          const next = nodeTowards(places, 0, direction);
          if (far.some((value) => value > 0)) expect(far[next]).toBeGreaterThan(0);
          else expect(next).toBe(-1);
        }
      }),
      SEED,
    );
  });

  it('prefers what is straight ahead to what is nearer but aside', () => {
    const places = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 60, y: 50 },
    ];
    expect(nodeTowards(places, 0, 'right')).toBe(1);
    expect(nodeTowards(places, 0, 'down')).toBe(2);
  });
});
