export { createMatcher } from '../src/core/candidates/find-candidates';
export { AUTO_THRESHOLD } from '../src/core/candidates/score/match-score';
export { suggestLinks } from '../src/core/links/suggest-links';
export { DEFAULT_MATCH_SETTINGS } from '../src/core/model/settings';
export { composeRecords } from '../src/core/text/records';
export { applyAdapter } from '../src/core/tuning/apply-adapter';
export { DEFAULT_TUNING_OPTIONS } from '../src/core/tuning/options';
export { createTrainer } from '../src/core/tuning/trainer';
export { DEFAULT_TRAINING_PAIRS, makeTrainingPairs } from '../src/core/variants/training-pairs';
