// How much better are matches once an adapter was trained on some of the answers? Tables are split by entity: what is trained on and what
// is measured share no record, matched or not.
//   node benchmarks/tuning.mjs --data DIR [--task NAME …] [--pairs 20 …] [--seeds NUMBER] [--from SEED] [--vectors FOLDER] [--results FILE] [--markdown FILE]
//     [--summary FILE]
// Vectors are those of the built app in a headless Chromium, kept in a folder where one is given (`<task>.<side>.f32`, a row of the table
// each); all else is the product's own code. Results go to a file of JSON lines, one a run; runs that are there already are not done again.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { APP_OPTIONS, builtApp } from '../bench/built-app.mjs';
import { openSite } from '../bench/built-site.mjs';
import { describeMachine, machineSentence } from '../bench/machine.mjs';
import { writeSection } from '../scripts/docs-section.mjs';
import { productCode } from './product-code.mjs';
import { readLinkageTask } from './task.mjs';
import { createTuningRuns } from './tuning-runs.mjs';
import { tuningSummary, tuningTables } from './tuning-tables.mjs';

/** Chosen before any result was seen; none of them served to choose how training is done (docs/tuning.md). */
const TASKS = ['abt_buy', 'countries_de_ru_zh_en', 'hpo_de_en', 'dbp15k_zh_en', 'hs_heading_to_section'];

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    task: { type: 'string', multiple: true, default: TASKS },
    pairs: { type: 'string', multiple: true, default: ['20', '50', '100', '500', 'all'] },
    seeds: { type: 'string', default: '5' },
    from: { type: 'string', default: '1' },
    vectors: { type: 'string' },
    results: { type: 'string' },
    markdown: { type: 'string' },
    summary: { type: 'string' },
    ...APP_OPTIONS,
  },
});
if (!values.data || !existsSync(values.data)) {
  console.error('Say where the tasks are: node benchmarks/tuning.mjs --data DIR');
  process.exit(1);
}

const runs = createTuningRuns(await productCode('benchmarks/tuning-code.ts'));
const told = values.results && existsSync(values.results) ? readLines(values.results) : [];
let site = null;
try {
  for (const name of values.task) {
    const task = readLinkageTask(values.data, name);
    const vectors = { left: await vectorsOf(task, 'left'), right: await vectorsOf(task, 'right') };
    for (let seed = Number(values.from); seed <= Number(values.seeds); seed++) {
      for (const pairs of values.pairs) {
        if (told.some((one) => one.task === name && one.seed === seed && one.asked === pairs)) continue;
        const result = await runs.run(task, vectors, pairs === 'all' ? null : Number(pairs), seed);
        if (result === null) continue;
        told.push({ task: name, asked: pairs, seed, ...result });
        const line = JSON.stringify(told.at(-1));
        console.log(line);
        if (values.results) appendFileSync(values.results, `${line}\n`);
      }
    }
  }
} finally {
  await site?.close();
}
const asked = told.filter(({ task }) => values.task.includes(task));
console.log(tuningTables(asked));
const sentence = machineSentence(describeMachine(), `node benchmarks/tuning.mjs --data DIR --seeds ${values.seeds}`);
if (values.markdown) writeSection(values.markdown, 'tuning', `${tuningTables(asked)}\n\n${sentence}`);
if (values.summary) writeSection(values.summary, 'tuning', `${tuningSummary(asked)}\n\n${sentence}`);

/** A vector for each row of a table, row-major. */
async function vectorsOf(task, side) {
  const path = values.vectors && join(values.vectors, `${task.name}.${side}.f32`);
  if (path && existsSync(path)) {
    const bytes = await readFile(path);
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }
  const texts = runs.rowTexts(task, side);
  site ??= await openSite(builtApp(values));
  const page = await site.newPage();
  const vectors = new Float32Array(
    await page.evaluate(async (list) => {
      await window.rowlink.ready;
      const { data } = await window.rowlink.embed(list, { cache: false });
      return Array.from(data);
    }, texts),
  );
  await page.context().close();
  if (path) {
    await mkdir(values.vectors, { recursive: true });
    await writeFile(path, new Uint8Array(vectors.buffer));
  }
  return vectors;
}

function readLines(path) {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
