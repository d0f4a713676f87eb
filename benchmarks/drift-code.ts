export { comparePortraits } from '../src/core/drift/compare-portraits';
export { portrayTexts } from '../src/core/drift/text-portrait';
export { createRandom } from '../src/core/numerics/random';
