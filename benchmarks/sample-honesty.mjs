// Do intervals from a sample of answers hold what they promise? Simulated reviewers answer as the truth says.
//   node benchmarks/sample-honesty.mjs --data DIR [--task NAME …] [--reviews NUMBER] [--answers NUMBER] [--markdown FILE] [--no-build | --app DIR]
// Candidates are those of the built app in a headless Chromium; the sample and the estimate are the product's own code.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { APP_OPTIONS, builtApp } from '../bench/built-app.mjs';
import { openSite } from '../bench/built-site.mjs';
import { describeMachine, machineSentence } from '../bench/machine.mjs';
import { markdownTable, writeSection } from '../scripts/docs-section.mjs';
import { pairKey } from './metrics.mjs';
import { productCode } from './product-code.mjs';
import { kindOf, listTasks, readTask } from './task.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    task: { type: 'string', multiple: true },
    reviews: { type: 'string', default: '200' },
    answers: { type: 'string', default: '50' },
    markdown: { type: 'string' },
    ...APP_OPTIONS,
  },
});
if (!values.data || !existsSync(values.data)) {
  console.error('Say where the tasks are: node benchmarks/sample-honesty.mjs --data DIR');
  process.exit(1);
}
const REVIEWS = Number(values.reviews);
const ANSWERS = Number(values.answers);
const THRESHOLDS = [0.05, 0.2, 0.35, 0.5, 0.7, 0.9];
/** Below, a table is asked about almost as a whole, and a threshold has too few pairs to speak of shares. */
const LEAST_ROWS = 100;
const LEAST_PAIRS = 20;

const { planSample, estimateFromSample } = await productCode('benchmarks/sample-code.ts');
const site = await openSite(builtApp(values));
const told = [];
try {
  for (const name of values.task ?? listTasks(values.data)) {
    if (!['link', 'aggregate'].includes(kindOf(values.data, name).kind)) continue;
    const task = readTask(values.data, name);
    if (task.left.rows.length < LEAST_ROWS) continue;
    const result = simulate(await askEngine(task));
    told.push({ name, ...result });
    console.log(name.padEnd(24), ...figures(result).map((figure) => figure.padStart(8)));
  }
} finally {
  await site.close();
}
const isPerfect = ({ isPerfect: perfect }) => perfect;
const table = markdownTable(
  ['task', 'left rows', 'precision covered', 'recall covered', 'width of precision', 'width of recall'],
  [
    ...told.map((result) => [result.name, result.rows.toLocaleString('en-US'), ...figures(result)]),
    ['**mean**', '', ...figures(meanOf(told))],
    ['**mean without tasks where every best candidate is right**', '', ...figures(meanOf(told.filter((one) => !isPerfect(one))))],
  ],
);
console.log(table);
if (values.markdown) {
  const command = `node benchmarks/sample-honesty.mjs --data DIR --reviews ${REVIEWS} --answers ${ANSWERS}`;
  writeSection(values.markdown, 'sample', `${table}\n\n${machineSentence(describeMachine(), command)}`);
}

/** Score of each left row's best candidate, and what a person would answer: 1 it is right, 2 another one shown is, 3 none. */
async function askEngine({ left, right, leftOn, rightOn, cardinality, truth }) {
  const page = await site.newPage();
  const candidates = await page.evaluate(
    async ([leftTable, rightTable, options]) => {
      await window.rowlink.ready;
      const found = await window.rowlink.merge(leftTable, rightTable, options);
      return found.candidates.map((pair) => [pair.left, pair.right, pair.rank, pair.score]);
    },
    [left, right, { leftOn, rightOn, cardinality }],
  );
  await page.context().close();
  const scores = new Float32Array(left.rows.length).fill(Number.NaN);
  const answers = new Uint8Array(left.rows.length);
  for (const [l, r, rank, score] of candidates) {
    if (rank === 1) scores[l] = score;
    if (answers[l] === 0) answers[l] = 3;
    if (truth.has(pairKey(l, r))) answers[l] = rank === 1 ? 1 : Math.min(answers[l], 2);
  }
  return { scores, answers };
}

function simulate({ scores, answers }) {
  const matches = answers.filter((answer) => answer === 1 || answer === 2).length;
  const known = THRESHOLDS.map((threshold) => {
    const at = [...scores.keys()].filter((row) => scores[row] >= Math.fround(threshold));
    const right = at.filter((row) => answers[row] === 1).length;
    return { pairs: at.length, precision: right / at.length, recall: right / matches };
  });
  const sums = { cases: 0, precision: 0, recall: 0, precisionWidth: 0, recallWidth: 0 };
  for (let review = 0; review < REVIEWS; review++) {
    const sample = planSample(scores, ANSWERS, 1_000 + review);
    const given = new Uint8Array(scores.length);
    for (const row of sample) given[row] = answers[row];
    const estimate = estimateFromSample({ scores, answers: given, sample }, THRESHOLDS);
    for (const [at, one] of estimate.thresholds.entries()) {
      if (known[at].pairs < LEAST_PAIRS) continue;
      sums.cases++;
      for (const figure of ['precision', 'recall']) {
        const { low, high } = one[figure];
        if (low - 1e-9 <= known[at][figure] && known[at][figure] <= high + 1e-9) sums[figure]++;
        sums[`${figure}Width`] += high - low;
      }
    }
  }
  return {
    rows: scores.length,
    isPerfect: answers.every((answer, row) => answer === 1 || Number.isNaN(scores[row])),
    ...Object.fromEntries(
      ['precision', 'recall', 'precisionWidth', 'recallWidth'].map((name) => [name, sums[name] / sums.cases]),
    ),
  };
}

function figures({ precision, recall, precisionWidth, recallWidth }) {
  const percent = (share) => `${(100 * share).toFixed(1)} %`;
  return [percent(precision), percent(recall), precisionWidth.toFixed(3), recallWidth.toFixed(3)];
}

function meanOf(results) {
  const mean = (name) => results.reduce((sum, result) => sum + result[name], 0) / results.length;
  return Object.fromEntries(['precision', 'recall', 'precisionWidth', 'recallWidth'].map((name) => [name, mean(name)]));
}
