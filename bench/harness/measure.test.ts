import { describe, expect, it } from 'vitest';
import { median } from '../median.mjs';
import type { BenchContext } from './bench';
import { measureBench } from './measure';
import { speedup } from './statistics';

const context: BenchContext = {
  root: '',
  data: null,
  number: (_, fallback) => fallback,
  text: (_, fallback) => fallback,
  log: () => {},
};

describe('measureBench', () => {
  it('calls variants in turn, one more round than counted, and disposes', async () => {
    const calls: string[] = [];
    const measured = await measureBench(
      {
        title: 't',
        unit: 'rows',
        rounds: 3,
        prepare: () => ({
          count: { a: 100, b: 50 },
          variants: {
            a: () => void calls.push('a'),
            b: () => {
              calls.push('b');
              return { milliseconds: 25 };
            },
          },
          figures: () => ({ recall: 1 }),
          dispose: () => void calls.push('gone'),
        }),
      },
      context,
    );
    expect(calls).toEqual(['a', 'b', 'b', 'a', 'a', 'b', 'b', 'a', 'gone']);
    expect(measured.variants[1]).toMatchObject({ name: 'b', medianMs: 25, perSecond: 2_000, rounds: [25, 25, 25] });
    expect(measured.variants[0]!.speedup).toBe(1);
    expect(measured.figures).toEqual({ recall: 1 });
  });
});

describe('statistics', () => {
  it('takes the middle, and nothing of nothing', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('compares round by round, so that a slow round counts for both', () => {
    expect(speedup([10, 100, 10], [5, 50, 5])).toBe(2);
  });
});
