// How many answers does a review need, and how honest do scores become? Simulated reviewers answer as the truth says.
//   node benchmarks/learning.mjs --data DIR [--task NAME …] [--reviews NUMBER] [--kept FOLDER] [--markdown FILE] [--no-build | --app DIR]
// Candidates are those of the built app in a headless Chromium, kept in a folder where one is given; all else is the product's own code.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { APP_OPTIONS, builtApp } from '../bench/built-app.mjs';
import { openSite } from '../bench/built-site.mjs';
import { describeMachine, machineSentence } from '../bench/machine.mjs';
import { markdownTable, writeSection } from '../scripts/docs-section.mjs';
import { createReviews } from './learning-simulation.mjs';
import { productCode } from './product-code.mjs';
import { kindOf, listTasks, readTask } from './task.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    task: { type: 'string', multiple: true },
    reviews: { type: 'string', default: '20' },
    kept: { type: 'string' },
    markdown: { type: 'string' },
    ...APP_OPTIONS,
  },
});
if (!values.data || !existsSync(values.data)) {
  console.error('Say where the tasks are: node benchmarks/learning.mjs --data DIR');
  process.exit(1);
}
const REVIEWS = Number(values.reviews);
const SHARES = [0.95, 0.99];
const ANSWERS = 50;
/** Below, a table is asked about almost as a whole. */
const LEAST_ROWS = 100;

const code = await productCode('benchmarks/learning-code.ts');
let site = null;
const told = [];
try {
  for (const name of values.task ?? listTasks(values.data)) {
    if (!['link', 'aggregate'].includes(kindOf(values.data, name).kind)) continue;
    const task = readTask(values.data, name);
    if (task.left.rows.length < LEAST_ROWS) continue;
    told.push({ name, ...measure(createReviews(code, { ...(await found(task)), truth: task.truth })) });
    console.log(JSON.stringify(told.at(-1)));
  }
} finally {
  await site?.close();
}
const text = [answersTable(), errorsTable()].join('\n\n');
console.log(text);
if (values.markdown) {
  const command = `node benchmarks/learning.mjs --data DIR --reviews ${REVIEWS}`;
  writeSection(values.markdown, 'learning', `${text}\n\n${machineSentence(describeMachine(), command)}`);
}

/** Candidates of a task in columns, with the threshold that the app takes by itself. */
async function found({ name, left, right, leftOn, rightOn, cardinality }) {
  const path = values.kept && join(values.kept, `${name}.json`);
  if (!path || !existsSync(path)) {
    site ??= await openSite(builtApp(values));
    const page = await site.newPage();
    const answer = await page.evaluate(
      async ([leftTable, rightTable, options]) => {
        await window.rowlink.ready;
        const { candidates, threshold } = await window.rowlink.merge(leftTable, rightTable, options);
        const pairs = candidates.map((pair) => [pair.left, pair.right, pair.rank, pair.score, pair.similarity, pair.lexical]);
        return { candidates: pairs, threshold };
      },
      [left, right, { leftOn, rightOn, cardinality }],
    );
    await page.context().close();
    if (!path) return inColumns(answer);
    await mkdir(values.kept, { recursive: true });
    await writeFile(path, JSON.stringify(answer));
  }
  return inColumns(JSON.parse(await readFile(path, 'utf8')));

  function inColumns({ candidates, threshold }) {
    const pairs = candidates.sort((a, b) => a[0] - b[0] || a[2] - b[2]);
    const offsets = new Uint32Array(left.rows.length + 1);
    for (const [row] of pairs) offsets[row + 1]++;
    for (let row = 0; row < left.rows.length; row++) offsets[row + 1] += offsets[row];
    const column = (at) => Float32Array.from(pairs, (pair) => pair[at] ?? Number.NaN);
    return {
      cardinality,
      threshold,
      candidates: {
        leftCount: left.rows.length,
        rightCount: right.rows.length,
        offsets,
        right: Uint32Array.from(pairs, (pair) => pair[1]),
        matchScore: column(3),
        similarity: column(4),
        lexical: column(5),
      },
    };
  }
}

function measure({ rows, final, start, answersFor, errorsAfter, orders }) {
  const seeds = Array.from({ length: REVIEWS }, (_, review) => 1_000 + review);
  const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const overSeeds = (results) => SHARES.map((_, at) => mean(results.map((one) => one[at])));
  const errors = seeds.map((seed) => errorsAfter(ANSWERS, orders.atRandom(seed)));
  return {
    rows,
    final,
    start: start / final,
    answers: {
      learning: answersFor(SHARES, orders.helpsMost(), true),
      helpsMost: answersFor(SHARES, orders.helpsMost(), false),
      random: overSeeds(seeds.map((seed) => answersFor(SHARES, orders.atRandom(seed), false))),
      highest: answersFor(SHARES, orders.byScore(-1), false),
      lowest: answersFor(SHARES, orders.byScore(1), false),
    },
    helpsMost: errorsAfter(ANSWERS, orders.helpsMost()),
    random: Object.fromEntries(['before', 'after'].map((name) => [name, mean(errors.map((one) => one[name]))])),
    milliseconds: errors.map((one) => one.milliseconds).sort((a, b) => a - b)[REVIEWS >> 1],
  };
}

function answersTable() {
  const names = ['learning', 'helpsMost', 'random', 'lowest', 'highest'];
  const cells = (answers) =>
    SHARES.flatMap((_, at) => names.map((name) => Math.round(answers[name][at]).toLocaleString('en-US')));
  const mean = Object.fromEntries(
    names.map((name) => [name, SHARES.map((_, at) => told.reduce((sum, one) => sum + one.answers[name][at], 0) / told.length)]),
  );
  const heads = ['helps most, learning', 'helps most', 'random', 'lowest score first', 'highest first'];
  return markdownTable(
    ['task', 'records', 'F1 at first', ...SHARES.flatMap((share) => heads.map((head) => `${100 * share} %: ${head}`))],
    [
      ...told.map((one) => [one.name, one.rows.toLocaleString('en-US'), percent(one.start), ...cells(one.answers)]),
      ['**mean**', '', '', ...cells(mean)],
    ],
  );
}

function errorsTable() {
  const figures = (one) => [one.helpsMost, one.random].flatMap(({ before, after }) => [before.toFixed(3), after.toFixed(3)]);
  const meanOf = (kind) =>
    Object.fromEntries(
      ['before', 'after'].map((name) => [name, told.reduce((sum, one) => sum + one[kind][name], 0) / told.length]),
    );
  return markdownTable(
    ['task', 'helps most: before', 'after', 'random: before', 'after', 'ms a refit'],
    [
      ...told.map((one) => [one.name, ...figures(one), one.milliseconds.toFixed(0)]),
      ['**mean**', ...figures({ helpsMost: meanOf('helpsMost'), random: meanOf('random') }), ''],
    ],
  );
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}
