import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../numerics/random';
import { nearestWithin } from '../vectors/nearest';
import { clusteredSet, quietJob } from '../vectors/nearest-fixture';
import { densityOf } from './density';
import { drawSample } from './drawn-sample';
import { neighbourGraph } from './neighbour-graph';
import { neighboursKept } from './neighbours-kept';
import { placeRest } from './place-rows';
import { principalPlane } from './principal-plane';
import { regionWords } from './region-words';
import { findRegions } from './regions';
import { circle, pointsWithin, rectangle } from './within-shape';

const blobs = (middles: readonly (readonly [number, number])[], each: number) => {
  const random = createRandom(4);
  const points = middles.flatMap(([x, y]) =>
    Array.from({ length: each }, () => [x + random.normal(), y + random.normal()] as const),
  );
  return { x: Float32Array.from(points, ([x]) => x), y: Float32Array.from(points, ([, y]) => y) };
};
const turned = ({ x, y }: ReturnType<typeof blobs>, angle: number, mirror: 1 | -1) => ({
  x: x.map((value, at) => mirror * (value * Math.cos(angle) - y[at]! * Math.sin(angle))),
  y: x.map((value, at) => value * Math.sin(angle) + y[at]! * Math.cos(angle)),
});
const last = <T>(steps: Generator<void, T>): T => {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
};

describe('the first plane', () => {
  it('lies along the two directions of most spread', async () => {
    const random = createRandom(2);
    const data = Float32Array.from({ length: 500 * 4 }, (_, at) => random.normal() * [0.1, 5, 0.1, 2][at % 4]!);
    const { x, y } = await principalPlane({ model: '', dimensions: 4, data }, quietJob);
    const agreement = (values: Float32Array, part: number) => {
      let [both, own, other] = [0, 0, 0];
      values.forEach((value, at) => {
        both += value * data[at * 4 + part]!;
        own += value * value;
        other += data[at * 4 + part]! ** 2;
      });
      return Math.abs(both) / Math.sqrt(own * other);
    };
    expect(agreement(x, 1)).toBeGreaterThan(0.99);
    expect(agreement(y, 3)).toBeGreaterThan(0.99);
  });
});

describe('the graph of neighbours', () => {
  it('leads both ways with one weight, 1 to the nearest', async () => {
    const nearest = await nearestWithin(clusteredSet(120, 16, 3), 12, quietJob);
    const { from, to, weight } = neighbourGraph(nearest, 8);
    const pairs = new Map([...from.keys()].map((edge) => [`${from[edge]} ${to[edge]}`, weight[edge]!]));
    expect(pairs.size).toBe(from.length);
    for (const [pair, own] of pairs) {
      expect(pairs.get(pair.split(' ').reverse().join(' '))).toBe(own);
      expect(own).toBeGreaterThan(0);
      expect(own).toBeLessThanOrEqual(1);
    }
    for (let at = 0; at < 120; at++) expect(pairs.get(`${at} ${nearest.index[at * 12]}`)).toBe(1);
  });
});

describe('the sample that is laid out', () => {
  it('is all that fits, in order, each group with its share', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 8, max: 200 }), (first, second, most) => {
        const count = first + second;
        const random = createRandom(first * 301 + second);
        const plane = { x: new Float32Array(count).map(random.uniform), y: new Float32Array(count).map(random.uniform) };
        const group = Uint8Array.from({ length: count }, (_, at) => Number(at >= first));
        const sample = drawSample(plane, group, most);
        expect(sample.length).toBe(Math.min(count, most));
        expect([...sample]).toEqual([...new Set(sample)].sort((a, b) => a - b));
        const ofSecond = sample.filter((at) => at >= first).length;
        const least = Math.floor(most / 4);
        expect(ofSecond).toBeGreaterThanOrEqual(Math.min(second, least, count));
        expect(sample.length - ofSecond).toBeGreaterThanOrEqual(Math.min(first, least, count));
      }),
      { seed: 41, numRuns: 200 },
    );
  });

  it('has points from everywhere', () => {
    const plane = blobs(
      [
        [0, 0],
        [40, 0],
        [0, 40],
      ],
      400,
    );
    const sample = drawSample(plane, new Uint8Array(1200), 90);
    for (const blob of [0, 1, 2]) expect(sample.filter((at) => Math.floor(at / 400) === blob).length).toBeGreaterThan(25);
  });

  it('takes the others along: each stands nearer to its host than hosts stand apart', () => {
    const plane = { x: Float32Array.of(0, 100, 0), y: Float32Array.of(0, 0, 100) };
    const all = placeRest(6, Uint32Array.of(0, 2, 4), plane, Uint32Array.of(2, 0, 2));
    expect([all.x[0], all.x[2], all.y[4]]).toEqual([0, 100, 100]);
    expect(Math.hypot(all.x[1]!, all.y[1]! - 100)).toBeLessThan(1);
    expect(Math.hypot(all.x[3]!, all.y[3]!)).toBeLessThan(1);
    expect([all.x[5], all.y[5]]).not.toEqual([all.x[1], all.y[1]]);
  });
});

describe('regions', () => {
  it('are the dense parts, each whole, however the map is turned', () => {
    const plane = blobs(
      [
        [0, 0],
        [30, 0],
        [0, 30],
        [30, 30],
      ],
      300,
    );
    for (const [angle, mirror] of [
      [0, 1],
      [0.7, 1],
      [2.1, -1],
    ] as const) {
      const shown = turned(plane, angle, mirror);
      const { of, sizes, peaks } = findRegions(shown, densityOf(shown));
      const dominant = [0, 1, 2, 3].map((blob) => of[blob * 300 + 150]!);
      expect(new Set(dominant).size).toBe(4);
      expect(sizes.slice(0, 4).every((size) => size > 240)).toBe(true);
      expect(peaks.length).toBe(sizes.length);
      for (const blob of [0, 1, 2, 3]) {
        const own = [...of.subarray(blob * 300, blob * 300 + 300)].filter((region) => region === dominant[blob]).length;
        expect(own).toBeGreaterThan(240);
      }
    }
  });

  it('are named by what tells them from the others', () => {
    const texts = ['north bank 1', 'north bank 2', 'north farm 3', 'north farm 4', 'north'];
    expect(regionWords(texts, Int16Array.of(0, 0, 1, 1, -1), 2)).toEqual([['bank'], ['farm']]);
  });
});

describe('neighbours kept', () => {
  it('does not mind turning and mirroring, and finds a map by chance out', async () => {
    const set = clusteredSet(300, 16, 2, 1, 10);
    const nearest = await nearestWithin(set, 30, quietJob);
    const plane = await principalPlane(set, quietJob);
    const kept = neighboursKept(plane, nearest)!;
    expect(neighboursKept(turned(plane, 1.1, -1), nearest)!.ofTen).toBeCloseTo(kept.ofTen, 1);
    const random = createRandom(7);
    const thrown = neighboursKept({ x: plane.x.map(random.uniform), y: plane.y.map(random.uniform) }, nearest)!;
    expect(thrown.ofTen).toBeLessThan(1.6);
    expect(thrown.ofTen).toBeGreaterThan(0.6);
    expect(kept.byChance).toBeCloseTo(1.003, 2);
  });
});

describe('what lies within a line', () => {
  const plane = { x: Float32Array.from([0.5, 1.5, -1, 0.5, Number.NaN]), y: Float32Array.from([0.5, 0.5, 0.5, 3, 0.5]) };

  it('is inside a rectangle or a circle', () => {
    expect([...last(pointsWithin(plane, rectangle({ x: 1, y: 1 }, { x: 0, y: 0 })))]).toEqual([0]);
    expect([...last(pointsWithin(plane, circle({ x: 1, y: 0.5 }, 0.6)))]).toEqual([0, 1]);
  });

  it('is what crosses the line an odd number of times, on dented lines too', () => {
    const dented = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 5, y: 1 },
      { x: 0, y: 10 },
    ];
    const points = { x: Float32Array.of(5, 1, 9, 5), y: Float32Array.of(5, 5, 5, 0.5) };
    expect([...last(pointsWithin(points, dented))]).toEqual([1, 2, 3]);
    expect([...last(pointsWithin(points, []))]).toEqual([]);
  });
});
