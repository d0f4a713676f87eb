export { createMatcher } from '../src/core/candidates/find-candidates';
export { suggestLinks } from '../src/core/links/suggest-links';
export { DEFAULT_MATCH_SETTINGS } from '../src/core/model/settings';
export { createRandom } from '../src/core/numerics/random';
export { sealAdapter, writeAdapter } from '../src/core/tuning/adapter-file';
export { applyAdapter } from '../src/core/tuning/apply-adapter';
export { dealFolds, findEntities, shuffled } from '../src/core/tuning/entities';
export { DEFAULT_TUNING_OPTIONS } from '../src/core/tuning/options';
export { createTrainer } from '../src/core/tuning/trainer';
