import type { TrainingLoss } from './adapter';

/** What a person or a script may choose; the rest follows from the number of pairs (`planTraining`). */
export interface TuningOptions {
  /** Same pairs, same vectors, same seed: same adapter. */
  readonly seed: number;
  readonly loss: TrainingLoss;
  /** Passes over the pairs at most; null: by their number. */
  readonly epochs: number | null;
  /** Passes without a gain on the validation entities before it ends. */
  readonly patience: number;
  /** Share of entities set aside where there are many pairs; few are checked in turn instead. */
  readonly validationShare: number;
  /** A record has one partner at most, so that every other one is wrong however near it is. */
  readonly isOneToOne: boolean;
}

export const DEFAULT_TUNING_OPTIONS: TuningOptions = {
  seed: 1,
  loss: 'both',
  epochs: null,
  patience: 6,
  validationShare: 0.2,
  isOneToOne: true,
};

/** Matching pairs that it takes at least. */
export const LEAST_MATCHES = 8;

export interface TrainingPlan {
  /** Parts into which entities are dealt: each in turn is not learned from but checked; 1: one share is set aside. */
  readonly folds: number;
  readonly epochs: number;
  readonly rank: number | null;
  readonly rate: number;
  readonly decay: number;
  readonly keep: number;
  readonly temperature: number;
  readonly margin: number;
  /** Matches of a batch. */
  readonly batch: number;
  /** Look-alikes of each record of a match that join its batch. */
  readonly hard: number;
}
