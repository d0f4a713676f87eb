import { readPortrait } from '../drift/text-portrait';
import type { Estimate } from '../evaluation/intervals';
import type { UnrelatedCosines } from '../models/calibrate';
import type { AdapterParts, CurvePoint, TrainingLoss, TrainingSummary, ValidationFigures } from './adapter';

type Members = Readonly<Record<string, unknown>>;

const MOST_DIMENSIONS = 16_384;
const MOST_NAME = 200;
const LOSSES: readonly TrainingLoss[] = ['supervised-contrastive', 'online-contrastive', 'both'];

/** What the notes of a file say of an adapter, all but its weights. @throws RangeError with the part that is wrong */
export function readNotes(given: unknown): Omit<AdapterParts, 'weights'> {
  const notes = members(given);
  const base = members(notes.base);
  const dimensions = whole(base.dimensions, 1, MOST_DIMENSIONS);
  const calibration = members(notes.calibration);
  const createdAt = text(notes.createdAt, 40);
  if (Number.isNaN(Date.parse(createdAt))) throw new RangeError('createdAt');
  const sha256 = text(base.sha256, 64);
  if (!/^[0-9a-f]{64}$/u.test(sha256)) throw new RangeError('sha256');
  return {
    name: text(notes.name, MOST_NAME),
    base: { model: text(base.model, MOST_NAME), sha256, dimensions },
    rank: notes.rank === null ? null : whole(notes.rank, 1, dimensions),
    calibration: { before: cosines(calibration.before), after: cosines(calibration.after) },
    createdAt,
    training: training(notes.training),
    ...(notes.columnWeights === undefined ? {} : { columnWeights: columnWeights(notes.columnWeights) }),
  };
}

function training(given: unknown): TrainingSummary {
  const { seed, loss, counts, epochs, keptEpoch, before, after, curve, portraits } = members(given);
  const known = LOSSES.find((one) => one === loss);
  if (!known || !Array.isArray(curve)) throw new RangeError('training');
  const count = members(counts);
  return {
    seed: whole(seed),
    loss: known,
    counts: {
      matches: whole(count.matches),
      others: whole(count.others),
      synthetic: whole(count.synthetic),
      trainingEntities: whole(count.trainingEntities),
      validationEntities: whole(count.validationEntities),
    },
    epochs: whole(epochs),
    keptEpoch: whole(keptEpoch),
    before: figures(before),
    after: figures(after),
    curve: curve.map(curvePoint),
    ...(portraits === undefined ? {} : tablePortraits(members(portraits))),
  };
}

/** Those of another version are left out: they could not be compared. */
function tablePortraits({ left, right }: Members): Pick<TrainingSummary, 'portraits'> {
  const portraits = { left: readPortrait(left), right: right === null ? null : readPortrait(right) };
  return portraits.left ? { portraits: { ...portraits, left: portraits.left } } : {};
}

function curvePoint(given: unknown): CurvePoint {
  const { epoch, loss, recallAt1, meanReciprocalRank } = members(given);
  return {
    epoch: whole(epoch),
    loss: loss === null ? null : finite(loss),
    recallAt1: finite(recallAt1, 0, 1),
    meanReciprocalRank: finite(meanReciprocalRank, 0, 1),
  };
}

function figures(given: unknown): ValidationFigures {
  const { queries, recallAt1, meanReciprocalRank } = members(given);
  return { queries: whole(queries), recallAt1: interval(recallAt1), meanReciprocalRank: interval(meanReciprocalRank) };
}

function interval(given: unknown): Estimate {
  const { value, low, high } = members(given);
  return { value: finite(value, 0, 1), low: finite(low, 0, 1), high: finite(high, 0, 1) };
}

function cosines(given: unknown): UnrelatedCosines {
  const { p5, p50, p95, p99 } = members(given);
  return { p5: finite(p5, -1, 1), p50: finite(p50, -1, 1), p95: finite(p95, -1, 1), p99: finite(p99, -1, 1) };
}

function columnWeights(given: unknown): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(members(given)).map(([column, weight]) => [column, finite(weight, 0, 5)]));
}

function members(given: unknown): Members {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) throw new RangeError('object');
  return given as Members;
}

function text(given: unknown, most: number): string {
  if (typeof given !== 'string' || given.length > most) throw new RangeError('text');
  return given;
}

function finite(given: unknown, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): number {
  if (typeof given !== 'number' || !Number.isFinite(given) || given < least || given > most) throw new RangeError('number');
  return given;
}

function whole(given: unknown, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  const number = finite(given, least, most);
  if (!Number.isInteger(number)) throw new RangeError('whole number');
  return number;
}
