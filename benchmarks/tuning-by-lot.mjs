// How often an adapter is kept where there is nothing to learn: rows of public tables paired by lot.
// node benchmarks/tuning-by-lot.mjs --data DIR [--vectors DIR] [--no-build | --app DIR]
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { APP_OPTIONS } from '../bench/built-app.mjs';
import { createPageVectors } from './page-vectors.mjs';
import { productCode } from './product-code.mjs';
import { readLinkageTask } from './task.mjs';
import { createTuningRuns } from './tuning-runs.mjs';

const { values } = parseArgs({ options: { data: { type: 'string' }, vectors: { type: 'string' }, ...APP_OPTIONS } });
if (!values.data || !existsSync(values.data)) {
  console.error('Say where the tasks are: node benchmarks/tuning-by-lot.mjs --data DIR');
  process.exit(1);
}
const TASKS = ['fodors_zagats', 'abt_buy', 'countries_de_ru_zh_en'];
const SEEDS = 8;

const code = await productCode('benchmarks/tuning-code.ts');
const vectorsIn = createPageVectors(values);
try {
  for (const name of TASKS) {
    const task = readLinkageTask(values.data, name);
    const { rowTexts } = createTuningRuns(code);
    const [left, right] = await Promise.all(
      ['left', 'right'].map((side) => vectorsIn.of(`${name}.${side}`, () => rowTexts(task, side))),
    );
    const rows = { left: task.left.rows.length, right: task.right.rows.length };
    const dimensions = left.length / rows.left;
    for (const count of [24, 100]) {
      let kept = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const random = code.createRandom(seed * 77 + count);
        const drawn = (side) => code.shuffled(rows[side], random).slice(0, count);
        const pairs = { left: drawn('left'), right: drawn('right'), isMatch: new Uint8Array(count).fill(1) };
        const trainer = code.createTrainer({ dimensions, left, right, pairs }, { ...code.DEFAULT_TUNING_OPTIONS, seed });
        while (!trainer.step().isDone);
        if (trainer.finish().weights !== null) kept++;
      }
      console.log(`${name}: ${count} pairs by lot, an adapter kept in ${kept} of ${SEEDS} trainings`);
    }
  }
} finally {
  await vectorsIn.close();
}
