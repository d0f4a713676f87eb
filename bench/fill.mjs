// Measures everything and writes every table of docs/benchmarks.md: some hours, on a quiet machine.
//   npm run bench -- --fill --data DIR
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, run, runTool } from '../scripts/tools.mjs';

const { values } = parseArgs({ options: { fill: { type: 'boolean' }, data: { type: 'string' } } });
const markdown = join(ROOT, 'docs', 'benchmarks.md');
const plot = join(ROOT, 'docs', 'images', 'growth.svg');
const steps = [
  ['bench/run.mjs', '--markdown', markdown],
  ['bench/run.mjs', '--peers', '--no-build', '--markdown', markdown],
  ['bench/run.mjs', '--first', '--no-build', '--markdown', markdown],
  ['bench/run.mjs', '--load', '--no-build', '--markdown', markdown],
  ['bench/run.mjs', '--export', '--no-build', '--markdown', markdown],
  ['bench/run.mjs', '--growth', '--no-build', '--markdown', markdown, '--plot', plot],
  ['bench/run.mjs', '--growth', '--no-build', '--model', 'rowlink-instant', '--markdown', markdown],
];
if (values.data) {
  steps.push(['benchmarks/run.mjs', '--no-build', '--data', values.data, '--markdown', markdown]);
  const accurate = ['--model', 'me5-small-96k', '--markdown', markdown];
  steps.push(['benchmarks/run.mjs', '--no-build', '--data', values.data, ...accurate]);
  steps.push(['benchmarks/run.mjs', '--no-build', '--ablation', '--data', values.data, '--markdown', markdown]);
} else console.log('Without --data DIR the tables of accuracy are left as they are.');
if (runTool('vite', 'vite', ['build', '--logLevel', 'warn']) !== 0) process.exit(1);
for (const step of steps) {
  console.log(`\n== ${step.slice(0, 2).join(' ')}`);
  if (run(process.execPath, step) !== 0) process.exitCode = 1;
}
