import { AppError } from '../model/errors';
import { unrelatedCosines } from '../models/calibrate';
import { createRandom } from '../numerics/random';
import type { AdapterCalibration, CurvePoint, TrainingSummary, ValidationFigures } from './adapter';
import { findAnchors } from './anchors';
import { applyAdapter } from './apply-adapter';
import { gatherColumnExamples } from './column-examples';
import { type ColumnWeights, learnColumnWeights } from './column-weights';
import { dealFolds } from './entities';
import { type ColumnReaders, type Part, type TrainingExamples, takePart } from './examples';
import { createMultiply } from './matrix';
import { LEAST_MATCHES, type TrainingPlan, type TuningOptions } from './options';
import { planTraining } from './plan';
import { figuresOf, joinRanks, meanOf, type Ranks, standardError } from './ranking';
import { weightsOf } from './trainable';
import { createRun, type TrainingRun } from './training-run';

/** How far a training is. */
export interface TrainingProgress {
  readonly isDone: boolean;
  /** 0…1, of the passes that it may take at most. */
  readonly share: number;
  readonly curve: readonly CurvePoint[];
  /** The epoch that would be kept if it ended now; 0: none is better than no adapter. */
  readonly best: number;
}

/** What came of a training. `weights` is null where nothing on the validation entities got better: then no adapter is the best one. */
export interface Trained {
  readonly rank: number | null;
  readonly weights: Float32Array | null;
  readonly summary: TrainingSummary;
  readonly calibration: AdapterCalibration;
  /** How much each pair of columns should count. */
  readonly columns: ColumnWeights;
}

export interface Trainer {
  /** Does a portion of the work, some tens of milliseconds. */
  step(): TrainingProgress;
  /** Once `isDone`, or before: what is best so far. */
  finish(): Trained;
}

/** Vectors of which the cosines are told: all pairs of so many. */
const CALIBRATION_SAMPLE = 300;

/**
 * Trains an adapter on labelled pairs, in portions. Frozen vectors, one projection that starts as the identity; entities, the connected
 * components of matches, are either taught or checked, never both by one projection. Few matches are checked in turn (`plan.folds`
 * projections leave out a fold each, and one more learns from all for as many passes as were best); of many a share is set aside. Keeps
 * the pass with the best mean reciprocal rank on the checked entities, and no adapter at all where that is not clearly better than none.
 * Equal examples, options and machine: equal weights. Cost: docs/tuning.md.
 *
 * @throws AppError `adapter/too-few-pairs`
 */
export function createTrainer(examples: TrainingExamples, options: TuningOptions, changes: Partial<TrainingPlan> = {}): Trainer {
  const random = createRandom(options.seed);
  const part = takePart(examples, random);
  if (part.matches.length < LEAST_MATCHES || part.entityCount < 2) {
    throw new AppError('adapter/too-few-pairs', { matches: part.matches.length, least: LEAST_MATCHES });
  }
  const plan = { ...planTraining(part.matches.length, part.entityCount, part.dimensions, options), ...changes };
  const training = createTraining(part, plan, options, examples.columns ?? null, random.uniform() * 2 ** 32);
  let isDone = false;
  return {
    step() {
      isDone ||= training.work.next().done === true;
      return { ...training.progress(), isDone };
    },
    finish: () => training.conclude(),
  };
}

interface Training {
  readonly work: Generator<void>;
  progress(): Omit<TrainingProgress, 'isDone'>;
  conclude(): Trained;
}

interface Judgement {
  readonly before: ValidationFigures;
  readonly after: ValidationFigures;
  readonly isBetter: boolean;
}

function createTraining(
  part: Part,
  plan: TrainingPlan,
  options: TuningOptions,
  readers: ColumnReaders | null,
  seed: number,
): Training {
  const multiply = createMultiply();
  const random = createRandom(seed);
  const shares = plan.folds === 1 ? Math.max(2, Math.round(1 / options.validationShare)) : plan.folds;
  const foldOf = dealFolds(part.entityCount, shares, random);
  const curve: CurvePoint[] = [];
  let runs: readonly TrainingRun[] = [];
  let full: TrainingRun | null = null;
  let kept: { readonly epoch: number; readonly checked: readonly Float32Array[]; readonly given: Float32Array } | null = null;
  let judgement: Judgement | null = null;
  let columns: ColumnWeights | null = null;

  function* check(): Generator<void, Ranks> {
    const parts: Ranks[] = [];
    for (const run of runs) parts.push(yield* run.check());
    return joinRanks(parts);
  }

  function* work(): Generator<void> {
    const left = yield* findAnchors(part, 'left', multiply);
    const right = part.isOneTable ? left : yield* findAnchors(part, 'right', multiply);
    const room = (count: number): Float32Array => new Float32Array(count * part.dimensions);
    const movedLeft = room(part.left.count);
    const moved = { left: movedLeft, right: part.isOneTable ? movedLeft : room(part.right.count) };
    const setting = { part, anchors: { left, right }, plan, options, multiply, moved };
    const seeds = Array.from({ length: plan.folds + 1 }, () => random.uniform() * 2 ** 32);
    runs = Array.from({ length: plan.folds }, (_, fold) => createRun(setting, foldOf, fold, seeds[fold]!));
    full = plan.folds === 1 ? null : createRun(setting, foldOf, null, seeds[plan.folds]!);
    curve.push(pointOf(0, null, yield* check()));
    let best = curve[0]!.meanReciprocalRank;
    let bestEpoch = 0;
    for (let epoch = 1; epoch <= plan.epochs && epoch - bestEpoch <= options.patience; epoch++) {
      let loss = 0;
      for (const run of runs) loss += (yield* run.passOnce()) / runs.length;
      if (full) yield* full.passOnce();
      const point = pointOf(epoch, loss, yield* check());
      curve.push(point);
      if (point.meanReciprocalRank <= best) continue;
      best = point.meanReciprocalRank;
      bestEpoch = epoch;
      const checked = runs.map(({ parameters }) => parameters.slice());
      kept = { epoch, checked, given: full ? full.parameters.slice() : checked[0]! };
    }
    yield* judge();
    yield* weigh();
  }

  const keptWeights = (): Float32Array | null =>
    kept && judgement?.isBetter ? weightsOf(kept.given, part.dimensions, plan.rank) : null;

  function* weigh(): Generator<void> {
    if (!readers || part.matches.length === part.variantCount) return;
    const weights = keptWeights();
    const adapter = weights && { rank: plan.rank, weights, base: { dimensions: part.dimensions } };
    columns = learnColumnWeights(yield* gatherColumnExamples(part, readers, adapter, seed, multiply));
  }

  function* judge(): Generator<void> {
    const under = function* (all: readonly Float32Array[] | null): Generator<void, Ranks> {
      const parts: Ranks[] = [];
      for (const [at, run] of runs.entries()) parts.push(yield* run.checkAll(all?.[at] ?? null));
      return joinRanks(parts);
    };
    const before = yield* under(null);
    const after = kept ? yield* under(kept.checked) : before;
    judgement = { before: figuresOf(before), after: figuresOf(after), isBetter: isBetter(before, after) };
  }

  return {
    work: work(),
    progress: () => ({
      share: Math.min(1, Math.max(0, curve.length - 1) / plan.epochs),
      curve: [...curve],
      best: kept?.epoch ?? 0,
    }),
    conclude() {
      if (!judgement && runs.length > 0) for (const _ of judge());
      const { before, after, isBetter } = judgement ?? { before: NOTHING, after: NOTHING, isBetter: false };
      const weights = kept && isBetter ? weightsOf(kept.given, part.dimensions, plan.rank) : null;
      return {
        rank: plan.rank,
        weights,
        calibration: calibrate(part, plan.rank, weights),
        columns: columns ?? NO_COLUMNS,
        summary: {
          seed: options.seed,
          loss: options.loss,
          counts: countsOf(part, foldOf, plan.folds),
          epochs: Math.max(0, curve.length - 1),
          keptEpoch: weights ? kept!.epoch : 0,
          before,
          after: weights ? after : before,
          curve,
        },
      };
    },
  };
}

const NO_COLUMNS: ColumnWeights = { weights: null, before: 0, after: 0 };
const NOTHING = figuresOf({ reciprocal: new Float64Array(), hit: new Float64Array(), entity: new Int32Array() });

const pointOf = (epoch: number, loss: number | null, ranks: Ranks): CurvePoint => ({
  epoch,
  loss,
  recallAt1: meanOf(ranks.hit),
  meanReciprocalRank: meanOf(ranks.reciprocal),
});

/**
 * Whether ranks got better beyond chance: the mean gain of reciprocal ranks is above its standard error, and no fewer partners are first.
 */
function isBetter(before: Ranks, after: Ranks): boolean {
  const gains = after.reciprocal.map((value, at) => value - before.reciprocal[at]!);
  return meanOf(gains) > CAUTION * standardError(gains, before.entity) && meanOf(after.hit) >= meanOf(before.hit);
}

const CAUTION = 1;

function countsOf(part: Part, foldOf: Uint8Array, folds: number): TrainingSummary['counts'] {
  const held = foldOf.reduce((sum, fold) => sum + (fold === 0 ? 1 : 0), 0);
  return {
    matches: part.matches.length - part.variantCount,
    others: part.others.length,
    synthetic: part.variantCount,
    trainingEntities: folds === 1 ? part.entityCount - held : part.entityCount,
    validationEntities: folds === 1 ? held : part.entityCount,
  };
}

/** Cosines of records of the left table with each other, which are hardly ever the same thing, before and after. */
function calibrate(part: Part, rank: number | null, weights: Float32Array | null): AdapterCalibration {
  const { dimensions, left } = part;
  const step = Math.max(1, Math.floor(left.tableCount / CALIBRATION_SAMPLE));
  const count = Math.min(CALIBRATION_SAMPLE, Math.floor(left.tableCount / step));
  const sample = new Float32Array(count * dimensions);
  for (let at = 0; at < count; at++) {
    sample.set(left.vectors.subarray(at * step * dimensions, (at * step + 1) * dimensions), at * dimensions);
  }
  const before = unrelatedCosines(sample, dimensions);
  if (!weights) return { before, after: before };
  applyAdapter({ rank, weights, base: { dimensions } }, sample);
  return { before, after: unrelatedCosines(sample, dimensions) };
}
