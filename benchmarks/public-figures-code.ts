export { DEFAULT_MODEL } from '../src/core/model/settings';
export { PUBLIC_FIGURES, PUBLIC_TASKS } from '../src/core/models/public-figures';
