// Classification by stratified cross-validation, seeds by seeds, beside TF-IDF of words with logistic regression in the same folds.
// node benchmarks/classification.mjs --data DIR [--task NAME] [--model ID …] [--folds 10] [--seeds 5] [--no-build | --app DIR]
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { APP_OPTIONS, builtApp } from '../bench/built-app.mjs';
import { openSite } from '../bench/built-site.mjs';
import { productCode } from './product-code.mjs';
import { readTask } from './task.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    task: { type: 'string', default: 'lt_protest_news' },
    model: { type: 'string', multiple: true, default: ['rowlink-small', 'me5-small-96k', 'minilm-l6-en'] },
    folds: { type: 'string', default: '10' },
    seeds: { type: 'string', default: '5' },
    ...APP_OPTIONS,
  },
});
if (!values.data || !existsSync(values.data)) {
  console.error('Say where the tasks are: node benchmarks/classification.mjs --data DIR');
  process.exit(1);
}
const STRENGTHS = [10, 100];
const WANTED = 0.95;
/** Of Student's t with 4 degrees of freedom, 95 %. */
const T_95 = { 5: 2.776 };
const QUIET = { signal: new AbortController().signal, progress: () => {} };

const code = await productCode('benchmarks/classification-code.ts');
const { records, on, labels } = readTask(values.data, values.task);
const known = labels.flatMap((label, row) => (label === null ? [] : [row]));
const texts = known.map((row) => textOf(row));
const names = [...new Set(known.map((row) => labels[row]))].sort();
const truth = known.map((row) => names.indexOf(labels[row]));
const examples = truth.map((label, text) => ({ text, label }));
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1);
const folds = Number(values.folds);
const foldsOf = (seed) => code.assignFolds(examples, texts, names.length, folds, seed);
const measured = (predicted) => code.classificationFigures(truth, predicted, names.length);

console.log(`${values.task}: ${known.length} rows, ${names.length} categories, ${folds} folds, seeds 1 to ${seeds.length}`);
const site = await openSite(builtApp({ app: values.app, 'no-build': values['no-build'] }));
try {
  const page = await site.newPage();
  for (const model of values.model) {
    const input = await embed(page, model, [...texts, ...names]);
    const classTexts = names.map((_, c) => [texts.length + c]);
    const runs = [];
    for (const seed of seeds) {
      const settings = { classTexts, examples, views: 'both', folds, seed };
      const { report, heldOut } = await code.trainClassifier(input, settings, QUIET);
      runs.push({ ...report, abstained: abstain(heldOut, foldsOf(seed)) });
    }
    tell(model, runs);
    const { label } = await code.classifyTexts(
      input,
      { classTexts, examples: [], count: texts.length, views: 'both', folds, seed: 1, isHeldOut: false },
      QUIET,
    );
    tell(`${model}, names alone`, [measured(label)]);
  }
} finally {
  await site.close();
}
for (const isBalanced of [true, false]) {
  for (const inverseStrength of STRENGTHS) {
    const runs = seeds.map((seed) =>
      measured(code.classifyWords(texts, truth, foldsOf(seed), names.length, { inverseStrength, isBalanced })),
    );
    tell(`words, C ${inverseStrength}${isBalanced ? ', balanced' : ''}`, runs);
  }
}

/** The line for the wanted accuracy is drawn on the other folds, and measured on the fold that it was not drawn on. */
function abstain(heldOut, fold) {
  const rows = truth.map((label, at) => {
    const own = [...heldOut.subarray(at * names.length, (at + 1) * names.length)];
    const probability = Math.max(...own);
    return { at, probability, isRight: own.indexOf(probability) === label ? 1 : 0 };
  });
  let labelled = 0;
  let right = 0;
  for (let part = 0; part < folds; part++) {
    const others = rows.filter(({ at }) => fold[at] !== part);
    const curve = code.abstentionCurve(
      others.map(({ probability }) => probability),
      others.map(({ isRight }) => isRight),
    );
    const line = code.pointFor(curve, WANTED, others.length)?.threshold ?? 1;
    for (const { at, probability, isRight } of rows) {
      if (fold[at] !== part || probability < line) continue;
      labelled++;
      right += isRight;
    }
  }
  return { coverage: labelled / rows.length, accuracy: right / Math.max(1, labelled) };
}

function tell(name, runs) {
  const parts = [
    `accuracy ${over(runs.map(({ accuracy }) => accuracy.value))}`,
    `macro-F1 ${over(runs.map(({ macroF1 }) => macroF1.value))}`,
  ];
  if (runs[0].calibrationError !== undefined) parts.push(`calibration error ${over(runs.map((run) => run.calibrationError))}`);
  if (runs[0].abstained) {
    parts.push(`for ${WANTED}: coverage ${over(runs.map(({ abstained }) => abstained.coverage))}`);
    parts.push(`accuracy ${over(runs.map(({ abstained }) => abstained.accuracy))}`);
  }
  console.log(`${name.padEnd(28)} ${parts.join(' · ')}`);
}

/** Mean, with its 95 % interval over the seeds. */
function over(numbers) {
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  if (!T_95[numbers.length]) return mean.toFixed(3);
  const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (numbers.length - 1);
  return `${mean.toFixed(3)} ± ${(T_95[numbers.length] * Math.sqrt(variance / numbers.length)).toFixed(3)}`;
}

/** As rows are composed for the product: filled cells, white space collapsed. */
function textOf(row) {
  return on
    .map((name) => records.rows[row][records.columns.indexOf(name)].trim().replace(/\s+/gu, ' '))
    .filter((cell) => cell !== '')
    .join(' ');
}

async function embed(page, model, wanted) {
  const { dimensions, data } = await page.evaluate(
    async ([list, id]) => {
      await window.rowlink.ready;
      const found = await window.rowlink.embed(list, { model: id });
      return { dimensions: found.dimensions, data: Array.from(found.data) };
    },
    [wanted, model],
  );
  return { texts: wanted, vectors: { model, dimensions, data: Float32Array.from(data) } };
}
