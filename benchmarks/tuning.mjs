// How much better are matches once an adapter was trained on some of the answers? Tables are split by entity: what is trained on and what
// is measured share no record, matched or not.
//   node benchmarks/tuning.mjs --data DIR [--task NAME …] [--pairs 20 …] [--seeds NUMBER] [--from SEED] [--vectors FOLDER] [--results FILE] [--markdown FILE]
//     [--summary FILE]
// Vectors are those of the built app in a headless Chromium, kept in a folder where one is given (`<task>.<side>.f32`, a row of the table
// each); all else is the product's own code. Results go to a file of JSON lines, one a run; runs that are there already are not done again.
import { appendFileSync, existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { APP_OPTIONS } from '../bench/built-app.mjs';
import { describeMachine, machineSentence } from '../bench/machine.mjs';
import { writeSection } from '../scripts/docs-section.mjs';
import { readJsonLines } from './json-lines.mjs';
import { createPageVectors } from './page-vectors.mjs';
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
const told = readJsonLines(values.results);
const vectorsIn = createPageVectors(values);
try {
  for (const name of values.task) {
    const task = readLinkageTask(values.data, name);
    const vectors = {
      left: await vectorsIn.of(`${task.name}.left`, () => runs.rowTexts(task, 'left')),
      right: await vectorsIn.of(`${task.name}.right`, () => runs.rowTexts(task, 'right')),
    };
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
  await vectorsIn.close();
}
const asked = told.filter(({ task }) => values.task.includes(task));
console.log(tuningTables(asked));
const sentence = machineSentence(describeMachine(), `node benchmarks/tuning.mjs --data DIR --seeds ${values.seeds}`);
if (values.markdown) writeSection(values.markdown, 'tuning', `${tuningTables(asked)}\n\n${sentence}`);
if (values.summary) writeSection(values.summary, 'tuning', `${tuningSummary(asked)}\n\n${sentence}`);
