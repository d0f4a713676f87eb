import type { TuningState } from './tuning';

/** Nothing was trained yet. */
export const NO_TUNING: TuningState = { run: null, outcome: null, error: null };
