import { describe, expect, it } from 'vitest';
import { createRandom } from '../numerics/random';
import { applyAdapter } from './apply-adapter';
import type { TrainingExamples } from './examples';
import { DEFAULT_TUNING_OPTIONS, type TuningOptions } from './options';
import { createTrainer, type Trained } from './trainer';
import { noisyTables, unitRows } from './tuning-fixture';

function train(examples: TrainingExamples, options: Partial<TuningOptions> = {}): Trained {
  // The usual pace is meant for vectors of hundreds of components.
  const trainer = createTrainer(examples, { ...DEFAULT_TUNING_OPTIONS, epochs: 12, ...options }, { rate: 0.01 });
  while (!trainer.step().isDone);
  return trainer.finish();
}

/** Share of records from `from` on whose partner, the record with their number, is the nearest of all. */
function recall({ left, right, dimensions }: TrainingExamples, trained: Trained | null, from: number): number {
  const moved = [left.slice(), right!.slice()] as const;
  for (const data of moved) {
    if (trained?.weights) applyAdapter({ rank: trained.rank, weights: trained.weights, base: { dimensions } }, data);
  }
  const count = left.length / dimensions;
  const cosine = (a: number, b: number): number =>
    moved[0].subarray(a * dimensions, (a + 1) * dimensions).reduce((sum, x, at) => sum + x * moved[1][b * dimensions + at]!, 0);
  let hits = 0;
  for (let row = from; row < count; row++) {
    const own = cosine(row, row);
    let isBest = true;
    for (let other = 0; other < count; other++) if (other !== row && cosine(row, other) >= own) isBest = false;
    if (isBest) hits++;
  }
  return hits / (count - from);
}

describe('training', () => {
  it('keeps nothing of pairs by lot: what is checked is not learned from, not even as a look-alike of what is', () => {
    const random = createRandom(3);
    const dimensions = 64;
    const kept = [1, 2, 3, 4, 5, 6].filter((seed) => {
      const rows = () => unitRows(300, dimensions, () => random.normal());
      const pairs = {
        left: Uint32Array.from({ length: 100 }, (_, at) => at),
        right: Uint32Array.from({ length: 100 }, (_, at) => 299 - at),
        isMatch: new Uint8Array(100).fill(1),
      };
      return train({ dimensions, left: rows(), right: rows(), pairs }, { seed }).weights !== null;
    });
    // Six of six where held pairs were matches of a batch.
    expect(kept.length).toBeLessThan(3);
  });

  it.each([
    ['few pairs, checked in turn', 60, 'both'],
    ['many pairs, a share of them set aside', 240, 'both'],
    ['by the softmax alone', 240, 'supervised-contrastive'],
    ['by the margin alone', 240, 'online-contrastive'],
  ] as const)('finds more partners of records that it never saw: %s', (_, labelled, loss) => {
    const tables = noisyTables(400, labelled);
    const trained = train(tables, { loss });
    const before = recall(tables, null, labelled);
    expect(before).toBeLessThan(0.6);
    expect(recall(tables, trained, labelled)).toBeGreaterThan(before + 0.04);
    const { summary } = trained;
    expect(summary.after.meanReciprocalRank.value).toBeGreaterThan(summary.before.meanReciprocalRank.value);
    expect(summary.curve.map(({ epoch }) => epoch)).toEqual([...summary.curve.keys()]);
    expect(summary.counts).toMatchObject({ matches: labelled, others: 0, synthetic: 0 });
  });

  it('gives the same weights for the same seed, others for another', () => {
    const tables = noisyTables(120, 60);
    const [one, again, other] = [train(tables), train(tables), train(tables, { seed: 2 })];
    expect(one.weights).not.toBeNull();
    expect(again).toEqual(one);
    expect(other.weights).not.toEqual(one.weights);
  });

  it('keeps no adapter where there is nothing to learn', () => {
    const random = createRandom(4);
    const rows = () => unitRows(150, 24, () => random.normal());
    const trained = train({ ...noisyTables(150, 60), left: rows(), right: rows() });
    expect(trained.weights).toBeNull();
    expect(trained.summary.keptEpoch).toBe(0);
    expect(trained.summary.after).toEqual(trained.summary.before);
  });

  it('goes by record within one table, and never meets a record with itself', () => {
    const { left, right, dimensions } = noisyTables(150, 100);
    const both = new Float32Array(left.length * 2);
    both.set(left);
    both.set(right!, left.length);
    const rows = Uint32Array.from({ length: 100 }, (_, at) => at);
    const pairs = { left: rows, right: rows.map((row) => row + 150), isMatch: new Uint8Array(100).fill(1) };
    const trained = train({ dimensions, left: both, right: null, pairs });
    expect(trained.weights).not.toBeNull();
    expect(trained.summary.after.recallAt1.value).toBeGreaterThan(trained.summary.before.recallAt1.value);
    expect(trained.summary.before.recallAt1.value).toBeLessThan(0.9);
  });

  it('learns from variants alone', () => {
    const tables = noisyTables(200, 0);
    const trained = train({ ...tables, variants: { left: tables.left, right: tables.right! } });
    expect(trained.summary.counts).toMatchObject({ matches: 0, synthetic: 200 });
    expect(recall(tables, trained, 0)).toBeGreaterThan(recall(tables, null, 0));
  });

  it('can end before it is done, with what was best so far', () => {
    const trainer = createTrainer(noisyTables(200, 100), { ...DEFAULT_TUNING_OPTIONS, epochs: 40 }, { rate: 0.01 });
    let progress = trainer.step();
    while (progress.best < 2) progress = trainer.step();
    expect(progress.isDone).toBe(false);
    const trained = trainer.finish();
    expect(trained.weights).not.toBeNull();
    expect(trained.summary.keptEpoch).toBe(progress.best);
  });

  it('before its first pass is no adapter', () => {
    const trainer = createTrainer(noisyTables(100, 50), DEFAULT_TUNING_OPTIONS);
    expect(trainer.finish().weights).toBeNull();
  });

  it('refuses too few pairs', () => {
    const few = noisyTables(50, 4);
    expect(() => createTrainer(few, DEFAULT_TUNING_OPTIONS)).toThrow(
      expect.objectContaining({ code: 'adapter/too-few-pairs', params: { matches: 4, least: 8 } }),
    );
  });
});
