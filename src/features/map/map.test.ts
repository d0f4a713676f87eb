import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDecisionBook, planDecision } from '../../core/decisions/log';
import type { CandidateSet, Decision } from '../../core/model/types';
import type { MapReading } from '../../core/projection/record-map';
import { fitting, toMap, toScreen, zoomed } from './camera';
import { type PointsToPaint, paintPoints } from './paint-points';
import { indexPoints } from './point-index';
import { clusteredPoints, linkedPoints, POINT_STATUSES } from './point-status';
import { pointsOfRegion, regionRows } from './region-rows';

describe('the nearest point', () => {
  it('is the one that a look at all finds', () => {
    const place = fc.float({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 60 }),
        place,
        place,
        fc.integer({ min: 1, max: 8 }),
        (spots, x, y, reach) => {
          const xs = Float32Array.from(spots, ([value]) => value);
          const ys = Float32Array.from(spots, ([, value]) => value);
          const passes = (point: number) => point % 3 !== 1;
          const away = (point: number) => (xs[point]! - x) ** 2 + (ys[point]! - y) ** 2;
          const wanted =
            [...xs.keys()]
              .filter((point) => passes(point) && away(point) <= reach * reach)
              .sort((a, b) => away(a) - away(b) || a - b)[0] ?? -1;
          expect(indexPoints(xs, ys).nearest({ x, y }, reach, passes)).toBe(wanted);
        },
      ),
      { seed: 77, numRuns: 300 },
    );
  });

  it('is never one without a place', () => {
    expect(indexPoints(Float32Array.of(Number.NaN), Float32Array.of(Number.NaN)).nearest({ x: 0, y: 0 }, 9, () => true)).toBe(-1);
  });
});

describe('the camera', () => {
  const bounds = { left: -3, right: 5, top: 2, bottom: 4 };
  const camera = fitting(bounds, { width: 400, height: 300 });

  it('shows all of the map, in its middle', () => {
    const corner = toScreen(camera, { x: bounds.left, y: bounds.top });
    const other = toScreen(camera, { x: bounds.right, y: bounds.bottom });
    expect(corner.x + other.x).toBeCloseTo(400);
    expect(corner.y + other.y).toBeCloseTo(300);
    expect(corner.x).toBeGreaterThan(0);
  });

  it('keeps the place under the pointer when it goes nearer, and turns places back', () => {
    const at = { x: 71, y: 33 };
    const near = zoomed(camera, 3, at, camera.scale);
    const before = toMap(camera, at);
    expect(toMap(near, at).x).toBeCloseTo(before.x);
    expect(toMap(near, at).y).toBeCloseTo(before.y);
    expect(zoomed(camera, 1e9, at, camera.scale).scale).toBeLessThan(1e3 * camera.scale);
  });
});

describe('painting', () => {
  const paint = {
    colours: [
      [255, 0, 0],
      [0, 0, 255],
    ],
    hollow: [false, true],
  } as const;
  const size = { width: 40, height: 20 };
  const points: PointsToPaint = {
    x: Float32Array.of(10, 30, 99),
    y: Float32Array.of(10, 10, 99),
    leftCount: 1,
    statuses: Uint8Array.of(0, 1, 0),
    order: Uint32Array.of(0, 1, 2),
    chosen: null,
  };
  const painted = (change: Partial<PointsToPaint> = {}) => {
    const pixels = new Uint32Array(size.width * size.height);
    paintPoints(pixels, size, 1, { scale: 1, left: 0, top: 0 }, 5, { ...points, ...change }, paint);
    return (x: number, y: number) => pixels[y * size.width + x]!;
  };

  it('fills what is decided and outlines what is not, each in its place and colour', () => {
    const at = painted();
    expect(at(10, 10)).toBe(0xff0000ff);
    expect(at(10, 2)).toBe(0);
    expect(at(30, 10)).toBe(0);
    const row = Array.from({ length: 20 }, (_, x) => at(20 + x, 12));
    expect(row.filter((pixel) => pixel === 0xffff0000).length).toBeGreaterThan(1);
  });

  it('paints what is chosen on top of the rest, which is faint', () => {
    const at = painted({ x: Float32Array.of(10, 10, 99), statuses: Uint8Array.of(0, 0, 0), chosen: Uint8Array.of(1, 0, 0) });
    expect(at(10, 10)).toBe(0xff0000ff);
    expect(painted({ chosen: Uint8Array.of(0, 1, 0) })(10, 10)).toBe(0x3f0000ff);
  });
});

describe('what is known of records', () => {
  const candidates: CandidateSet = {
    leftCount: 5,
    rightCount: 4,
    offsets: Uint32Array.of(0, 2, 3, 4, 4, 5),
    right: Uint32Array.of(0, 1, 1, 2, 3),
    similarity: new Float32Array(5),
    lexical: new Float32Array(5),
    matchScore: Float32Array.of(0.9, 0.4, 0.8, 0.3, 0.7),
  };
  const suggestedOf = Int32Array.of(0, 1, -1, -1, 3);
  const book = openDecisionBook();
  const of = (isBlind = false) => {
    const { statuses, bestOf } = linkedPoints(candidates, suggestedOf, book, 0.5, isBlind);
    return { statuses: Array.from(statuses, (code) => POINT_STATUSES[code]), bestOf: [...bestOf] };
  };

  it('follows from candidates, threshold and decisions, for both tables', () => {
    expect(of()).toEqual({
      statuses: ['undecided', 'undecided', 'nothing', 'nothing', 'undecided', 'undecided', 'undecided', 'nothing', 'undecided'],
      bestOf: [0, 1, 2, -1, 3],
    });
    const changes: Decision[] = [
      { left: 1, right: null, verdict: 'non-match' },
      { left: 2, right: 2, verdict: 'match' },
      { left: 4, right: null, verdict: 'possible' },
    ];
    book.append(planDecision(book, 'accept', changes, '2026-01-01T00:00:00.000Z')!);
    expect(of().statuses).toEqual(['undecided', 'not', 'match', 'nothing', 'unsure', 'undecided', 'not', 'match', 'unsure']);
  });

  it('tells nothing of scores in blind mode', () => {
    expect(of(true).statuses).toEqual([
      'undecided',
      'not',
      'match',
      'undecided',
      'unsure',
      'undecided',
      'undecided',
      'match',
      'undecided',
    ]);
  });

  it('is together or alone within one table', () => {
    expect([...clusteredPoints([0, 1, 0, 2])]).toEqual([0, 4, 0, 4]);
  });
});

describe('the table of regions', () => {
  const reading = {
    regions: { of: Int16Array.of(0, 0, -1, 1, 0, -1), sizes: [3, 1], peaks: [] },
    words: [['bank'], []],
    odd: Uint32Array.of(3),
  } as unknown as MapReading;
  const x = Float32Array.of(1, 1, 1, 1, 1, Number.NaN);
  const statuses = Uint8Array.of(0, 2, 4, 4, 4, 4);

  it('has every record with a place in one line, odd ones once more', () => {
    const rows = regionRows(reading, x, statuses, 3);
    expect(rows).toEqual([
      { key: 0, words: ['bank'], left: 2, right: 1, decided: 1, nothing: 1 },
      { key: 1, words: [], left: 0, right: 1, decided: 0, nothing: 1 },
      { key: 'between', words: [], left: 1, right: 0, decided: 0, nothing: 1 },
      { key: 'odd', words: [], left: 0, right: 1, decided: 0, nothing: 1 },
    ]);
    for (const { key, left, right } of rows) expect(pointsOfRegion(reading, x, key).length).toBe(left + right);
  });
});
