// Fits the weights of src/core/candidates/rerank/shipped.json on public linkages, and measures every one with weights fitted on all others.
//   node benchmarks/rerank/run.mjs --data DIR --vectors MODEL=DIR … [--task NAME …] [--seeds NUMBER] [--markdown FILE]
// A folder of vectors has <task>.left.f32 and <task>.right.f32 (row-major, a row a row of the table, read in small letters), as benchmarks/score/embed.py --fold writes
// them. The pools, the scores and the features are the engine's own. Deterministic by seed.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine, machineSentence } from '../../bench/machine.mjs';
import { markdownTable, writeSection } from '../../scripts/docs-section.mjs';
import { productCode } from '../product-code.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    vectors: { type: 'string', multiple: true },
    task: { type: 'string', multiple: true, default: [] },
    seeds: { type: 'string', default: '5' },
    markdown: { type: 'string' },
  },
});
if (!values.data || !existsSync(values.data) || !values.vectors) {
  console.error(
    'Say where the tasks and their vectors are: node benchmarks/rerank/run.mjs --data DIR --vectors rowlink-small=DIR',
  );
  process.exit(1);
}
const vectors = values.vectors.map((one) => {
  const at = one.indexOf('=');
  return [one.slice(0, at), one.slice(at + 1)];
});
const seeds = Number(values.seeds);
const { fitWeights, meanFigures } = await productCode('benchmarks/rerank/fit-weights.ts');
const { counted, found, fitted, learned } = await fitWeights({
  data: values.data,
  vectors,
  tasks: values.task,
  seeds,
  say: console.log,
});
const text = [table(), means()].join('\n\n');
console.log([text, learnedTable()].join('\n\n'));
for (const { model, weights, losses } of fitted)
  console.log(model, 'weights fitted to all', weights, 'loss without and with, nats', losses);
if (values.markdown) {
  const command = `node benchmarks/rerank/run.mjs --data DIR ${vectors.map(([model]) => `--vectors ${model}=DIR`).join(' ')} --seeds ${seeds}`;
  for (const [section, content] of [
    ['rerank', text],
    ['rerank-learned', learnedTable()],
  ])
    writeSection(values.markdown, section, `${content}\n\n${machineSentence(describeMachine(), command)}`);
}

function table() {
  const change = (one, of, digits = 3) => `${one.before[of].toFixed(digits)} → ${one.after[of].toFixed(digits)}`;
  return markdownTable(
    ['task', 'model', 'recall@1', 'over seeds', 'best F1', 'F1 at default', 'calibration error'],
    found.map((one) => [
      one.task.name,
      one.task.model,
      change(one, 'recall'),
      `± ${one.spread.toFixed(4)}`,
      change(one, 'bestF1'),
      change(one, 'autoF1'),
      change(one, 'error'),
    ]),
  );
}

function learnedTable() {
  const shown = (one) => [one.program, one.shipped, one.refit, one.reranked].map((share) => share.toFixed(3));
  const rows = learned.map((one) => [
    one.task,
    one.model,
    String(one.answers),
    ...shown(one),
    `${Math.round(100 * one.isBetter)} %`,
  ]);
  const heads = ['task', 'model', 'answered records', 'program', 'weights shipped', 'scores refit', 're-ranker refit', 'kept'];
  return `Share of unanswered records with a match that have it first, by what answers of drawn records taught (means over ${seeds} draws):\n\n${markdownTable(heads, rows)}`;
}

function means() {
  const lines = [...new Set(counted.map(({ task }) => task.model))].map((model) => {
    const own = counted.filter(({ task }) => task.model === model);
    const [before, after, shipped] = ['before', 'after', 'shipped'].map((of) => meanFigures(own.map((one) => one[of])));
    const say = (word, of) =>
      `${word} ${before[of].toFixed(4)} → ${after[of].toFixed(4)} (weights shipped ${shipped[of].toFixed(4)})`;
    return `Means of ${own.length} tasks, ${model}: ${say('recall@1', 'recall')}, ${say('best F1', 'bestF1')}, ${say('F1 at default', 'autoF1')}, ${say('calibration error', 'error')}.`;
  });
  return lines.join('\n\n');
}
