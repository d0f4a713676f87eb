import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimise } from '../numerics/minimise';
import { factorise, toFeatures, toLandmarkWeights } from './landmark-features';
import { fitLogistic, predictLogits, softmaxInPlace } from './logistic-regression';
import { fitTemperature } from './temperature';

describe('minimise', () => {
  it('finds the minimum of a badly scaled quadratic function', () => {
    const scales = [1, 100, 0.01, 7];
    const target = [3, -2, 5, 0.5];
    const found = minimise(
      (point, gradient) =>
        point.reduce((sum, value, i) => {
          gradient[i] = 2 * scales[i]! * (value - target[i]!);
          return sum + scales[i]! * (value - target[i]!) ** 2;
        }, 0),
      new Float64Array(4),
      1e-9,
    );
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(target[i]!, 5);
    });
  });
});

describe('fitLogistic', () => {
  const data = Float64Array.from([0, 0, 1, 0, 0, 1, 1, 1, 2, 0, 0, 2]);
  const labels = Uint32Array.from([0, 1, 2, 1, 1, 2]);
  const examples = { data, features: 2, labels, classes: 3 };

  it('stands where no small change is better', () => {
    const model = fitLogistic(examples, 1);
    const loss = (weights: Float64Array): number => {
      let sum = 0;
      labels.forEach((label, row) => {
        const logits = new Float64Array(3);
        predictLogits({ ...model, weights }, data, row * 2, logits);
        softmaxInPlace(logits);
        sum -= Math.log(logits[label]!);
      });
      weights.forEach((weight, at) => {
        if (at % 3 !== 2) sum += (weight * weight) / 2;
      });
      return sum;
    };
    const best = loss(model.weights);
    for (let at = 0; at < model.weights.length; at++) {
      for (const step of [0.01, -0.01]) {
        const moved = model.weights.slice();
        moved[at]! += step;
        expect(loss(moved)).toBeGreaterThan(best - 1e-8);
      }
    }
  });

  it('weighs rows: twice as much is the same as twice', () => {
    const twice = {
      ...examples,
      data: Float64Array.from([...data, ...data.slice(0, 2)]),
      labels: Uint32Array.from([...labels, labels[0]!]),
    };
    const weighed = { ...examples, rowWeights: Float64Array.from([2, 1, 1, 1, 1, 1]) };
    const a = fitLogistic(twice, 1).weights;
    fitLogistic(weighed, 1).weights.forEach((weight, at) => {
      expect(weight).toBeCloseTo(a[at]!, 3);
    });
  });
});

describe('landmark features', () => {
  it('keep dot products, and weights can be taken back to landmarks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        (rows) => {
          const size = rows.length;
          const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
          const unit = rows.map((row, i) => [...row, i === 0 ? 3 : 0, i === 1 ? 3 : 0, i === 2 ? 3 : 0, i === 3 ? 3 : 0]);
          const matrix = Float64Array.from(unit.flatMap((a) => unit.map((b) => dot(a, b))));
          const factor = factorise(matrix, size);
          const features = unit.map((_, i) => {
            const similarities = matrix.slice(i * size, (i + 1) * size);
            toFeatures(factor, similarities);
            return similarities;
          });
          const weights = Float64Array.from({ length: size }, (_, i) => i - 1);
          const onLandmarks = toLandmarkWeights(factor, weights);
          features.forEach((a, i) => {
            features.forEach((b, j) => {
              expect(dot([...a], [...b])).toBeCloseTo(matrix[i * size + j]!, 2);
            });
            expect(dot([...onLandmarks], [...matrix.slice(i * size, (i + 1) * size)])).toBeCloseTo(dot([...weights], [...a]), 2);
          });
        },
      ),
      { numRuns: 50, seed: 1 },
    );
  });
});

describe('fitTemperature', () => {
  it('finds how much too sure logits are', () => {
    // Logits say 95 % where 75 % is right: 3 of 4.
    const logits = Float64Array.from(Array.from({ length: 4 }, () => [3, 0]).flat());
    expect(fitTemperature(logits, [0, 0, 0, 1], 2)).toBeCloseTo(3 / Math.log(3), 2);
  });

  it('is 1 where nothing was held out', () => expect(fitTemperature(new Float64Array(), [], 2)).toBe(1));
});
