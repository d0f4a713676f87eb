import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../numerics/random';
import { type BatchCosines, type LossOptions, lossOf, MATCH, NONE } from './losses';
import { createMultiply, multiplyPlainly, transpose } from './matrix';
import { createTrainable, weightsOf } from './trainable';

const options: LossOptions = { loss: 'both', temperature: 0.1, margin: 0.5, keep: 3 };

function batchOf(rows: number, columns: number, seed: number): BatchCosines {
  const random = createRandom(seed);
  const cosines = () => Float32Array.from({ length: rows * columns }, () => random.uniform() * 1.8 - 0.9);
  const kinds = Uint8Array.from({ length: rows * columns }, () => Math.floor(random.uniform() * 3));
  for (let at = 0; at < Math.min(rows, columns); at++) kinds[at * columns + at] = MATCH;
  kinds[rows * columns - 1] = NONE;
  return { rows, columns, now: cosines(), before: cosines(), kinds };
}

describe('losses', () => {
  it.each(['supervised-contrastive', 'online-contrastive', 'both'] as const)('have the slope that they say: %s', (loss) => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 }), fc.nat(1e6), (rows, columns, seed) => {
        const batch = batchOf(rows, columns, seed);
        const gradient = new Float32Array(rows * columns);
        lossOf(batch, { ...options, loss }, gradient);
        const step = 1e-4;
        const at = (cell: number, by: number): number => {
          const now = batch.now.slice();
          now[cell]! += by;
          return lossOf({ ...batch, now }, { ...options, loss }, new Float32Array(rows * columns));
        };
        // Which pairs count as hard changes by steps: cells at such a step have no slope.
        let odd = 0;
        gradient.forEach((slope, cell) => {
          const measured = (at(cell, step) - at(cell, -step)) / (2 * step);
          if (Math.abs(measured - slope) > 0.02 * Math.max(1, Math.abs(slope))) odd++;
        });
        expect(odd).toBeLessThanOrEqual(loss === 'supervised-contrastive' ? 0 : 2);
        expect(gradient[rows * columns - 1]).toBe(0);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('fall as matches come nearer and others move apart', () => {
    const batch = batchOf(5, 5, 9);
    const better = batch.now.map((value, at) => value + (batch.kinds[at] === MATCH ? 0.05 : -0.05));
    for (const loss of ['supervised-contrastive', 'online-contrastive'] as const) {
      const of = (now: Float32Array): number => lossOf({ ...batch, now }, { ...options, loss, keep: 0 }, new Float32Array(25));
      expect(of(better)).toBeLessThan(of(batch.now));
    }
  });
});

describe('trainable weights', () => {
  it.each([null, 2])('have the slope that they say, rank %s', (rank) => {
    const dimensions = 6;
    const random = createRandom(2);
    const trainable = createTrainable(dimensions, rank, random, multiplyPlainly);
    for (let at = 0; at < trainable.parameters.length; at++) trainable.parameters[at]! += 0.2 * random.normal();
    const input = Float32Array.from({ length: 4 * dimensions }, () => random.normal());
    const wanted = Float32Array.from({ length: 4 * dimensions }, () => random.normal());
    const value = (): number => trainable.forward(input, 4).reduce((sum, x, at) => sum + x * wanted[at]!, 0);
    value();
    const gradient = trainable.backward(wanted).slice();
    const { parameters } = trainable;
    const step = 1e-2;
    parameters.forEach((own, at) => {
      parameters[at] = own + step;
      const above = value();
      parameters[at] = own - step;
      const below = value();
      parameters[at] = own;
      expect((above - below) / (2 * step)).toBeCloseTo(gradient[at]!, 2);
    });
  });

  it('are the identity at first, and wherever no share of them is taken', () => {
    for (const rank of [null, 3]) {
      const trainable = createTrainable(5, rank, createRandom(1), multiplyPlainly);
      const input = Float32Array.of(0.6, 0, 0.8, 0, 0);
      trainable.forward(input, 1).forEach((value, at) => {
        expect(value).toBeCloseTo(input[at]!, 6);
      });
      trainable.parameters.fill(0.5);
      const none = weightsOf(trainable.parameters, 5, rank, 0);
      expect(none.subarray(rank === null ? 0 : 15).reduce((sum, value) => sum + value, 0)).toBe(rank === null ? 5 : 0);
    }
  });
});

it('the kernel multiplies as plain sums do, whatever the shape', () => {
  const multiply = createMultiply();
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 300 }),
      (m, n, k) => {
        const random = createRandom(m * n + k);
        const a = Float32Array.from({ length: m * k }, () => random.uniform() - 0.5);
        const b = Float32Array.from({ length: n * k }, () => random.uniform() - 0.5);
        const [fast, plain] = [new Float32Array(m * n), new Float32Array(m * n)];
        multiply(a, m, b, n, k, fast);
        multiplyPlainly(a, m, b, n, k, plain);
        const worst = fast.reduce((most, value, at) => Math.max(most, Math.abs(value - plain[at]!)), 0);
        expect(worst).toBeLessThan(1e-4);
        const turned = new Float32Array(m * k);
        transpose(a, m, k, turned);
        expect(turned[(k - 1) * m + (m - 1)]).toBe(a[(m - 1) * k + k - 1]);
      },
    ),
    { seed: 7, numRuns: 30 },
  );
});
