// Does an adapter trained on made-up variants of the rows, without a single label, find more matches than none? Labels only measure.
//   node benchmarks/variant-tuning.mjs --data DIR [--task NAME …] [--seeds NUMBER] [--rows NUMBER] [--others NUMBER] [--vectors FOLDER] [--results FILE] [--markdown FILE]
// Vectors are those of the built app in a headless Chromium, kept in a folder where one is given (`<task>.<side>.f32`, a row of the table
// each; `<task>.variants-<seed>-<others>.f32`); all else is the product's own code. Results go to a file of JSON lines, one a run; runs that are
// there already are not done again.
import { appendFileSync, existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { APP_OPTIONS } from '../bench/built-app.mjs';
import { describeMachine, machineSentence } from '../bench/machine.mjs';
import { writeSection } from '../scripts/docs-section.mjs';
import { readJsonLines } from './json-lines.mjs';
import { f1Of, pairKey, recallAt } from './metrics.mjs';
import { createPageVectors } from './page-vectors.mjs';
import { productCode } from './product-code.mjs';
import { readLinkageTask } from './task.mjs';

/** Chosen before any result was seen. */
const TASKS = ['abt_buy', 'fodors_zagats', 'countries_de_ru_zh_en', 'hpo_de_en'];
const CARDINALITIES = { '1:1': 'one-to-one', 'm:1': 'many-to-one', '1:m': 'one-to-many', 'm:m': 'many-to-many' };
const JOB = { signal: new AbortController().signal, progress() {} };

/** Quantiles of t at 97.5 % by degrees of freedom, from 1. */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    task: { type: 'string', multiple: true, default: TASKS },
    seeds: { type: 'string', default: '5' },
    rows: { type: 'string', default: '500' },
    others: { type: 'string', default: '1' },
    vectors: { type: 'string' },
    results: { type: 'string' },
    markdown: { type: 'string' },
    ...APP_OPTIONS,
  },
});
if (!values.data || !existsSync(values.data)) {
  console.error('Say where the tasks are: node benchmarks/variant-tuning.mjs --data DIR');
  process.exit(1);
}

const code = await productCode('benchmarks/variant-tuning-code.ts');
const told = readJsonLines(values.results);
const vectorsIn = createPageVectors(values);
try {
  for (const name of values.task) await runTask(readLinkageTask(values.data, name));
} finally {
  await vectorsIn.close();
}
const text = tableOfResults(told.filter(({ task }) => values.task.includes(task)));
console.log(text);
if (values.markdown) {
  const command = `node benchmarks/variant-tuning.mjs --data DIR --seeds ${values.seeds} --rows ${values.rows} --others ${values.others}`;
  writeSection(
    values.markdown,
    values.others === '0' ? 'variant-tuning-matches' : 'variant-tuning',
    `${text}\n\n${machineSentence(describeMachine(), command)}`,
  );
}

async function runTask(task) {
  const missing = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1).filter(
    (seed) => !told.some((one) => one.task === task.name && one.seed === seed),
  );
  if (missing.length === 0) return;
  const texts = { left: rowTexts(task, 'left'), right: rowTexts(task, 'right') };
  const vectors = {
    left: await vectorsIn.of(`${task.name}.left`, () => texts.left),
    right: await vectorsIn.of(`${task.name}.right`, () => texts.right),
  };
  const before = await measure(task, vectors, null);
  for (const seed of missing) {
    const columns = cellsOf(task, 'right');
    const options = { ...code.DEFAULT_TRAINING_PAIRS, seed, rows: Number(values.rows), others: Number(values.others) };
    const made = code.makeTrainingPairs(columns, options);
    const own = await vectorsIn.of(`${task.name}.variants-${seed}-${values.others}`, () => made.texts);
    const trained = train(task, vectors, made, own, seed);
    const after = trained.weights ? await measure(task, vectors, trained) : before;
    const { keptEpoch, before: checkedBefore, after: checkedAfter } = trained.summary;
    const checked = [checkedBefore, checkedAfter].map(({ recallAt1 }) => recallAt1.value);
    told.push({
      task: task.name,
      seed,
      variants: made.left.length,
      isUsed: trained.weights !== null,
      keptEpoch,
      checked,
      before,
      after,
    });
    const line = JSON.stringify(told.at(-1));
    console.log(line);
    if (values.results) appendFileSync(values.results, `${line}\n`);
  }
}

/** Without one pair of the truth: variants are further rows of the left table, their partners the rows they were made of. */
function train(task, vectors, made, own, seed) {
  const dimensions = own.length / made.texts.length;
  const leftCount = vectors.left.length / dimensions;
  const left = new Float32Array(vectors.left.length + made.right.length * dimensions);
  left.set(vectors.left);
  left.set(pick(own, made.right, dimensions), vectors.left.length);
  const pairs = {
    left: Uint32Array.from(made.right, (_, at) => leftCount + at),
    right: Uint32Array.from(made.left, (text) => made.rowOf[text]),
    isMatch: made.isMatch,
  };
  const options = { ...code.DEFAULT_TUNING_OPTIONS, seed, isOneToOne: task.cardinality === '1:1' };
  const trainer = code.createTrainer({ dimensions, left, right: vectors.right, pairs }, options);
  while (!trainer.step().isDone);
  return trainer.finish();
}

async function measure(task, vectors, adapter) {
  return { dense: await find(task, vectors, adapter, 'dense'), hybrid: await find(task, vectors, adapter, 'hybrid') };
}

/** Recall at rank 1, and F1 of the links at the product's own threshold. */
async function find(task, vectors, adapter, score) {
  const cardinality = CARDINALITIES[task.cardinality];
  const on = { left: task.leftOn, right: task.rightOn };
  const tables = { left: tableOf(task, 'left'), right: tableOf(task, 'right') };
  const matcher = code.createMatcher(tables, { ...code.DEFAULT_MATCH_SETTINGS, on, cardinality, score });
  const set = (side) => textVectors(tables[side], on[side], matcher.texts[side], vectors[side], adapter);
  const { candidates } = await matcher.find({ left: set('left'), right: set('right') }, JOB);
  const pairs = [];
  for (let left = 0; left < candidates.leftCount; left++) {
    const first = candidates.offsets[left];
    for (let at = first; at < candidates.offsets[left + 1]; at++) {
      pairs.push({ left, right: candidates.right[at], score: candidates.matchScore[at], rank: at - first + 1 });
    }
  }
  const links = code.suggestLinks(candidates, { cardinality, threshold: code.AUTO_THRESHOLD });
  const accepted = links.map(({ left, right, matchScore }) => ({ left, right, score: matchScore }));
  const truth = new Set([...task.truth].map((key) => pairKey(...key.split(':').map(Number))));
  return { recall1: recallAt(pairs, truth, 1), autoF1: f1Of(accepted, truth, code.AUTO_THRESHOLD).f1 };
}

/** Vectors in the order in which a matcher expects those of its texts. */
function textVectors(table, on, texts, data, adapter) {
  const records = code.composeRecords(table, on);
  const dimensions = data.length / table.rowCount;
  const rowOf = new Map();
  records.textOf.forEach((at, record) => {
    const words = [...records.texts[at].split(' ')].sort().join(' ');
    if (!rowOf.has(words)) rowOf.set(words, records.firstRow[record]);
  });
  // Columns may be composed in another order; the model's vectors are those of the order of the task.
  const ordered = pick(
    data,
    texts.map((one) => rowOf.get([...one.split(' ')].sort().join(' '))),
    dimensions,
  );
  if (adapter) code.applyAdapter({ rank: adapter.rank, weights: adapter.weights, base: { dimensions } }, ordered);
  return { model: '', dimensions, data: ordered };
}

function cellsOf(task, side) {
  const { columns, rows } = task[side];
  return task[`${side}On`].map((name) => rows.map((row) => row[columns.indexOf(name)]));
}

function tableOf(task, side) {
  const on = task[`${side}On`];
  const cells = cellsOf(task, side);
  return {
    fileName: task[side].file,
    rowCount: task[side].rows.length,
    columns: new Map(on.map((name, at) => [name, cells[at]])),
  };
}

function rowTexts(task, side) {
  const cells = cellsOf(task, side);
  return task[side].rows.map((_, row) =>
    cells
      .map((column) => column[row].trim())
      .filter((cell) => cell !== '')
      .join(' '),
  );
}

function pick(data, rows, dimensions) {
  const picked = new Float32Array(rows.length * dimensions);
  rows.forEach((row, at) => {
    picked.set(data.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  });
  return picked;
}

/** Mean and 95 % interval (t) over seeds, of the gain in percentage points. */
function tableOfResults(runs) {
  const lines = [
    '| task | variants | adapters kept | R@1 of vectors | gain | F1 of vectors | gain | R@1 of the score | gain | F1 of the score | gain |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const name of new Set(runs.map(({ task }) => task))) {
    const own = runs.filter(({ task }) => task === name);
    const cells = [];
    for (const score of ['dense', 'hybrid']) {
      for (const figure of ['recall1', 'autoF1']) {
        cells.push(own[0].before[score][figure].toFixed(3));
        cells.push(gainOf(own.map(({ before, after }) => 100 * (after[score][figure] - before[score][figure]))));
      }
    }
    const variants = Math.round(own.reduce((sum, one) => sum + one.variants, 0) / own.length);
    lines.push(
      `| ${name} | ${variants} | ${own.filter(({ isUsed }) => isUsed).length} of ${own.length} | ${cells.join(' | ')} |`,
    );
  }
  return lines.join('\n');
}

function gainOf(gains) {
  const count = gains.length;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / count;
  if (count < 2) return mean.toFixed(1);
  const deviation = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (count - 1));
  return `${mean >= 0 ? '+' : ''}${mean.toFixed(1)} ± ${((T[count - 2] * deviation) / Math.sqrt(count)).toFixed(1)}`;
}
