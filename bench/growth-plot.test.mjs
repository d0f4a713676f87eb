import { describe, expect, it } from 'vitest';
import { growthPlot } from './growth-plot.mjs';

describe('growthPlot', () => {
  const points = [
    { rows: 1_000, seconds: 2, peakMiB: 200 },
    { rows: 10_000, seconds: 20, peakMiB: 400 },
    { rows: 100_000, seconds: 200, peakMiB: 1_400 },
  ];

  it('puts a hundred times the rows and time at the ends of a straight line', () => {
    const svg = growthPlot(points);
    const line = /class="line" d="M([^"]+)"/u
      .exec(svg)[1]
      .split('L')
      .map((point) => point.split(' ').map(Number));
    expect(line[1][0] - line[0][0]).toBeCloseTo(line[2][0] - line[1][0], 0);
    expect(line[1][1] - line[0][1]).toBeCloseTo(line[2][1] - line[1][1], 0);
    expect(svg).toContain('aria-label="Growth. 1000 rows: 2.0 s, 200 MiB;');
    expect(svg).not.toContain('NaN');
  });

  it('leaves memory out where it is not known', () => {
    const svg = growthPlot(points.map((point) => ({ ...point, peakMiB: null })));
    expect(svg).not.toContain('Peak memory');
    expect(svg).not.toContain('NaN');
  });
});
