import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../model/errors';
import { createRandom } from '../../../numerics/random';
import { applyCalibration, calibrate } from './calibration';
import { fitForest, type LabelledEvidence, predictForest } from './forest';
import { learnScore, scoreByExamples } from './learn-score';
import { refitLogistic } from './logistic';

/** Rows of two features, and a label from each; `truth` is the chance of a match. */
function examples(count: number, seed: number, truth: (a: number, b: number) => number): LabelledEvidence {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: count * 2 }, () => random.uniform());
  const labels = Uint8Array.from({ length: count }, (_, row) =>
    Number(random.uniform() < truth(data[row * 2]!, data[row * 2 + 1]!)),
  );
  return { data, width: 2, labels };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const eachAlone = ({ labels }: LabelledEvidence): Uint32Array => Uint32Array.from(labels.keys());
const linear = (a: number, b: number): number => sigmoid(12 * a - 4 * b - 4);
/** Both or neither: no line tells them apart. */
const crossed = (a: number, b: number): number => (a > 0.5 === b > 0.5 ? 0.97 : 0.03);
const GOOD_PRIOR = { intercept: -4, weights: Float64Array.of(12, -4) };
const POOR_PRIOR = { intercept: -1, weights: Float64Array.of(1, 3) };

function accuracy(scores: Float32Array, { labels }: LabelledEvidence): number {
  return labels.reduce((sum, label, row) => sum + Number(scores[row]! > 0.5 === (label === 1)), 0) / labels.length;
}

describe('fitForest', () => {
  it('learns what no line can tell', () => {
    const forest = fitForest(examples(600, 1, crossed), { trees: 60 });
    const fresh = examples(600, 2, crossed);
    expect(accuracy(predictForest(forest, fresh.data), fresh)).toBeGreaterThan(0.9);
  });

  it('is the same for the same seed, and gives shares', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(99), (count, seed) => {
        const rows = examples(count, seed, crossed);
        const told = predictForest(fitForest(rows, { trees: 5, seed }), rows.data);
        expect(predictForest(fitForest(rows, { trees: 5, seed }), rows.data)).toEqual(told);
        for (const share of told) expect(share >= 0 && share <= 1).toBe(true);
      }),
      { seed: 4, numRuns: 40 },
    );
  });

  it('takes features that never change, and nothing but those', () => {
    const labels = Uint8Array.from({ length: 40 }, (_, row) => Number(row % 4 === 0));
    const told = predictForest(fitForest({ data: new Float32Array(80), width: 2, labels }, { trees: 50 }), new Float32Array(2));
    expect(told[0]).toBeCloseTo(0.25, 1);
  });
});

describe('refitLogistic', () => {
  it('stays with the prior without reason to change, and finds the truth with many examples', () => {
    const few = refitLogistic(examples(6, 3, linear), GOOD_PRIOR, 0.001);
    expect(Math.abs(few.weights[0]! - 12)).toBeLessThan(0.2);
    const many = refitLogistic(examples(20_000, 3, linear), POOR_PRIOR, 1e6);
    expect(many.weights[0]! / 12).toBeCloseTo(1, 0.5);
    expect(many.weights[1]! / -4).toBeCloseTo(1, 0.5);
  });
});

describe('calibrate', () => {
  it('never turns two scores round, whatever the labels', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 500 }),
        fc.nat(99),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (count, seed, lean) => {
          const random = createRandom(seed);
          const logits = Float64Array.from({ length: count }, () => Math.round(4 * random.normal()) / (seed % 2 === 0 ? 1 : 7));
          const labels = Uint8Array.from(logits, (logit) => Number(random.uniform() < sigmoid(lean * logit)));
          const calibration = calibrate(logits, labels);
          const told = Array.from({ length: 101 }, (_, at) => applyCalibration(calibration, (at - 50) / 5));
          for (let at = 1; at < told.length; at++) expect(told[at]!).toBeGreaterThan(told[at - 1]!);
        },
      ),
      { seed: 9, numRuns: 100 },
    );
  });
});

describe('learnScore', () => {
  it('keeps good weights with few examples, mends poor ones, and takes the forest where it is needed', () => {
    const kindOf = (rows: LabelledEvidence, prior = GOOD_PRIOR) => learnScore(rows, prior, eachAlone(rows)).report.kind;
    expect(kindOf(examples(24, 5, linear))).toBe('shipped');
    expect(kindOf(examples(1000, 5, linear), POOR_PRIOR)).toBe('refitted');
    expect(kindOf(examples(1000, 5, crossed))).toBe('forest');
  });

  it('gives probabilities that are honest on new pairs', () => {
    const rows = examples(1500, 6, (a, b) => 0.1 + 0.8 * crossed(a, b));
    const { score, heldOut } = learnScore(rows, GOOD_PRIOR, eachAlone(rows));
    const fresh = examples(3000, 7, (a, b) => 0.1 + 0.8 * crossed(a, b));
    for (const [told, { labels }] of [
      [heldOut, rows],
      [scoreByExamples(score, fresh.data), fresh],
    ] as const) {
      const high = [...labels.keys()].filter((row) => told[row]! > 0.5);
      const promised = high.reduce((sum, row) => sum + told[row]!, 0) / high.length;
      const held = high.reduce((sum, row) => sum + labels[row]!, 0) / high.length;
      expect(Math.abs(promised - held)).toBeLessThan(0.06);
    }
  });

  it('does not learn records by heart: pairs of one record are held out together', () => {
    // The feature names the record, and records are all match or none: seen records are easy, new ones a coin toss.
    const random = createRandom(8);
    const groups = Uint32Array.from({ length: 400 }, (_, row) => Math.floor(row / 10));
    const sides = Uint8Array.from({ length: 40 }, () => Number(random.uniform() < 0.5));
    const data = Float32Array.from({ length: 800 }, (_, at) => (at % 2 === 0 ? groups[at >> 1]! : random.uniform()));
    const rows = { data, width: 2, labels: Uint8Array.from(groups, (group) => sides[group]!) };
    const prior = { intercept: 0, weights: new Float64Array(2) };
    const apart = learnScore(rows, prior, eachAlone(rows)).report.losses.forest!;
    const together = learnScore(rows, prior, groups).report.losses.forest!;
    expect(apart).toBeLessThan(0.45);
    expect(together).toBeGreaterThan(0.6);
  });

  it('says when there are too few', () => {
    const rows = { data: new Float32Array(20), width: 2, labels: Uint8Array.from([1, 1, 0, 0, 0, 0, 0, 0, 0, 0]) };
    expect(() => learnScore(rows, GOOD_PRIOR, eachAlone(rows))).toThrow(
      new AppError('input/too-few-examples', { matches: 2, others: 8, least: 3 }),
    );
  });
});
