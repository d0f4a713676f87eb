import type { TablePortrait } from '../drift/text-portrait';
import type { Estimate } from '../evaluation/intervals';
import { AppError } from '../model/errors';
import type { ModelId } from '../model/types';
import type { UnrelatedCosines } from '../models/calibrate';

/** Raise when an older page could not use what is written. */
export const ADAPTER_VERSION = 1;
/** Bytes of an adapter's file at most. */
export const MOST_ADAPTER_BYTES = 1_000_000;
export const ADAPTER_SUFFIX = '.adapter.safetensors';

/** The model whose vectors an adapter changes. */
export interface AdapterBase {
  readonly model: ModelId;
  /** Of the weights, as `hashOfWeights` of the manifest gives it. */
  readonly sha256: string;
  readonly dimensions: number;
}

/** How well the records of the validation entities are found among all records. */
export interface ValidationFigures {
  /** Records that were looked for. */
  readonly queries: number;
  readonly recallAt1: Estimate;
  /** Mean of 1 / rank of the best true partner; `low` and `high` as of any estimate, the 95 % interval. */
  readonly meanReciprocalRank: Estimate;
}

export interface CurvePoint {
  /** 0 before the first. */
  readonly epoch: number;
  /** Mean loss of the training pairs of the epoch; null before the first. */
  readonly loss: number | null;
  readonly recallAt1: number;
  readonly meanReciprocalRank: number;
}

export type TrainingLoss = 'supervised-contrastive' | 'online-contrastive' | 'both';

/** How an adapter came to be, without any content of a cell. */
export interface TrainingSummary {
  readonly seed: number;
  readonly loss: TrainingLoss;
  readonly counts: {
    readonly matches: number;
    readonly others: number;
    /** Pairs that came of made-up variants. */
    readonly synthetic: number;
    readonly trainingEntities: number;
    readonly validationEntities: number;
  };
  readonly epochs: number;
  /** The epoch whose weights were kept. */
  readonly keptEpoch: number;
  readonly before: ValidationFigures;
  readonly after: ValidationFigures;
  readonly curve: readonly CurvePoint[];
  /** How the compared columns looked, without a cell of them; `right` null where one table was compared with itself. */
  readonly portraits?: { readonly left: TablePortrait; readonly right: TablePortrait | null };
}

/** Cosines of unrelated records before and after: the match score was fitted on such that lie around 0. */
export interface AdapterCalibration {
  readonly before: UnrelatedCosines;
  readonly after: UnrelatedCosines;
}

/** What `sealAdapter` makes an adapter of. */
export interface AdapterParts {
  readonly name: string;
  readonly base: AdapterBase;
  /** null: a whole matrix. Else the rank of the two factors. */
  readonly rank: number | null;
  /**
   * Row-major, one after the other. Whole: matrix [dimensions × dimensions], bias [dimensions]. Factors: down [rank × dimensions],
   * up [dimensions × rank], bias.
   */
  readonly weights: Float32Array;
  readonly calibration: AdapterCalibration;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly training: TrainingSummary;
  /** Weights of compared left columns, 0…5, that were learned with it. */
  readonly columnWeights?: Readonly<Record<string, number>>;
}

/**
 * A small change to the vectors of one model, learned from pairs: the vector of a text is `normalise(W x + b)` of the model's own
 * vector x, or `normalise(x + up(down x) + b)`. Plain data, never changed.
 */
export interface Adapter extends AdapterParts {
  /** First 16 hex digits of the SHA-256 of its file. */
  readonly id: string;
  readonly version: number;
}

/** Rank at which the factors of this many dimensions fit a file; null where the whole matrix does. */
export function rankFor(dimensions: number): number | null {
  const floats = (MOST_ADAPTER_BYTES - HEADER_BYTES) / 4 - dimensions;
  if (dimensions * dimensions <= floats) return null;
  return Math.max(1, Math.min(128, Math.floor(floats / (2 * dimensions))));
}

/** Numbers in `weights`. */
export const weightCount = (dimensions: number, rank: number | null): number =>
  dimensions * (rank === null ? dimensions : 2 * rank) + dimensions;

/** Left free for names, figures and the curve. */
const HEADER_BYTES = 64_000;

/** @throws AppError `adapter/other-model` where the adapter was trained on other vectors */
export function requireBase(adapter: Adapter, base: AdapterBase): void {
  const { model, sha256, dimensions } = adapter.base;
  if (sha256 === base.sha256 && dimensions === base.dimensions) return;
  throw new AppError('adapter/other-model', { adapter: adapter.name, base: model, model: base.model });
}
