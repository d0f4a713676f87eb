import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingForm } from '../../jobs/plan-embedding';
import { CENTRE_STEPS, centreOfVectors, readCentre, takeCentreOff, unrelatedCosines } from './calibrate';
import { SAMPLE_TEXTS } from './sample-texts';

/** Rows of length 1, all near one direction. */
const crowded = (rows: number, dimensions: number, seed: number): Float32Array => {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const data = Float32Array.from({ length: rows * dimensions }, (_, at) => next() + (at % dimensions === 0 ? 3 : 0));
  return takeCentreOff(data, new Float32Array(dimensions));
};

describe('a centre', () => {
  it('brings vectors that all look one way around zero, whatever they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 8, max: 40 }), (seed, dimensions) => {
        const data = crowded(60, dimensions, seed);
        expect(unrelatedCosines(data, dimensions).p50).toBeGreaterThan(0.7);
        const centre = centreOfVectors(data, dimensions);
        expect(centre.every(Number.isInteger)).toBe(true);
        const moved = takeCentreOff(data, readCentre(centre));
        expect(Math.abs(unrelatedCosines(moved, dimensions).p50)).toBeLessThan(0.1);
        for (let row = 0; row < 60; row++) {
          expect(Math.hypot(...moved.subarray(row * dimensions, (row + 1) * dimensions))).toBeCloseTo(1, 5);
        }
      }),
      { seed: 11, numRuns: 30 },
    );
  });

  it('is stored in whole steps', () => {
    expect(centreOfVectors(Float32Array.of(1, 0, 0, 1), 2)).toEqual([CENTRE_STEPS / 2, CENTRE_STEPS / 2]);
    expect([...readCentre([5000, -1])]).toEqual([0.5, Math.fround(-0.0001)]);
  });
});

it('quantiles are those of the cosines of all pairs', () => {
  const data = Float32Array.of(1, 0, 0, 1, -1, 0, 0.6, 0.8);
  expect(unrelatedCosines(data, 2)).toEqual({ p5: -1, p50: 0, p95: 0.6, p99: 0.6 });
});

it('the sample has many kinds of text, none twice, as tables have them once they are read', () => {
  expect(SAMPLE_TEXTS.length).toBeGreaterThan(300);
  expect(new Set(SAMPLE_TEXTS).size).toBe(SAMPLE_TEXTS.length);
  expect(SAMPLE_TEXTS.filter((text) => readingForm(text) === '')).toEqual([]);
  for (const script of [
    'Latin',
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Devanagari',
    'Tamil',
    'Thai',
    'Han',
    'Katakana',
    'Hangul',
  ]) {
    const of = SAMPLE_TEXTS.filter((text) => new RegExp(`\\p{Script=${script}}`, 'u').test(text));
    expect(of.length, script).toBeGreaterThanOrEqual(3);
  }
});
