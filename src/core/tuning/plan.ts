import { rankFor } from './adapter';
import type { TrainingPlan, TuningOptions } from './options';

/** Matches from which on a share of the entities is set aside; fewer are checked in turn, so that all of them teach. */
const MANY_MATCHES = 200;
const FOLDS = 5;

/** How to train on so many matches. How these numbers were chosen, and on which tasks: docs/tuning.md. */
export function planTraining(matches: number, entities: number, dimensions: number, options: TuningOptions): TrainingPlan {
  const isMany = matches >= MANY_MATCHES;
  return {
    folds: isMany ? 1 : Math.max(2, Math.min(FOLDS, entities)),
    epochs: options.epochs ?? Math.max(15, Math.min(40, Math.round(20_000 / matches))),
    rank: rankFor(dimensions),
    rate: 1e-3,
    decay: 0.1,
    keep: 5,
    temperature: 0.05,
    margin: 0.5,
    batch: 64,
    hard: 2,
  };
}
