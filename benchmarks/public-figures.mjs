// Brings src/core/models/public-figures.ts into line with what docs/benchmarks.md says was measured.
//   node benchmarks/public-figures.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { ROOT } from '../scripts/tools.mjs';
import { productCode } from './product-code.mjs';

const FIGURES = `${ROOT}src/core/models/public-figures.ts`;
const { DEFAULT_MODEL, PUBLIC_FIGURES, PUBLIC_TASKS } = await productCode('benchmarks/public-figures-code.ts');
const document = readFileSync(`${ROOT}docs/benchmarks.md`, 'utf8');

/** Mean recall@1 over tasks in the section of a model; null where one was not measured. */
function meanOf(model, tasks) {
  const name = model === DEFAULT_MODEL ? 'accuracy' : `accuracy-${model}`;
  const [, rest = ''] = document.split(`<!-- ${name}:begin -->`);
  const [section] = rest.split(`<!-- ${name}:end -->`);
  const recalls = tasks.map((task) => Number(new RegExp(`^\\| ${task} \\|[^|]*\\| ([0-9.]+)`, 'mu').exec(section)?.[1]));
  const mean = recalls.reduce((sum, recall) => sum + recall, 0) / tasks.length;
  return Number.isNaN(mean) ? null : Number(mean.toFixed(3));
}

let source = readFileSync(FIGURES, 'utf8');
for (const model of Object.keys(PUBLIC_FIGURES)) {
  const figures = Object.entries(PUBLIC_TASKS).map(([figure, tasks]) => `${figure}: ${meanOf(model, tasks)}`);
  const line = new RegExp(`'${model}': \\{ oneLanguage: [^}]*\\}`, 'u');
  if (!line.test(source)) throw new Error(`${FIGURES} has no line of figures for ${model}.`);
  source = source.replace(line, `'${model}': { ${figures.join(', ')} }`);
}
writeFileSync(FIGURES, source);
