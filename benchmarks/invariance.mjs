// How many rows keep their best candidate when the tables only look different: the built app in a headless Chromium.
//   node benchmarks/invariance.mjs --data DIR [--task NAME …] [--rows NUMBER] [--no-build | --app DIR]
// Ends with 1 where fewer than 99 % of the rows of a task keep it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { APP_OPTIONS, builtApp } from '../bench/built-app.mjs';
import { openSite } from '../bench/built-site.mjs';
import { readTask } from './task.mjs';
import { VARIATIONS } from './variations.mjs';

const LEAST_KEPT = 0.99;
const DEFAULT_TASKS = ['fodors_zagats', 'dblp_acm', 'febrl4'];
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    task: { type: 'string', multiple: true, default: DEFAULT_TASKS },
    rows: { type: 'string', default: '500' },
    ...APP_OPTIONS,
  },
});
if (!values.data || !existsSync(values.data)) {
  console.error('Say where the tasks are: node benchmarks/invariance.mjs --data DIR');
  process.exit(1);
}

/** Only the first left rows, so that a run takes a minute: candidates are sought among all right rows all the same. */
const firstRows = ({ columns, rows }, count) => ({ columns, rows: rows.slice(0, count) });

const site = await openSite(builtApp(values));
try {
  for (const name of values.task) {
    if (!existsSync(join(values.data, name, 'task.json'))) {
      console.log(`${name}: skipped, there is no such task.`);
      continue;
    }
    const { left, right, leftOn, rightOn, cardinality } = readTask(values.data, name);
    const tables = {
      left: firstRows(left, Number(values.rows)),
      right: firstRows(right, Number.POSITIVE_INFINITY),
      leftOn,
      rightOn,
    };
    const page = await site.newPage();
    await page.evaluate(() => window.rowlink.ready);
    const bestOf = async (variant) =>
      page.evaluate(
        async ([input, options]) => {
          const found = await window.rowlink.merge(input.left, input.right, {
            ...options,
            leftOn: input.leftOn,
            rightOn: input.rightOn,
          });
          const best = new Array(input.left.rows.length).fill(-1);
          for (const pair of found.candidates) if (pair.rank === 1) best[pair.left] = pair.right;
          return best;
        },
        [variant, { cardinality, k: 5 }],
      );
    const plain = await bestOf(tables);
    for (const [what, vary] of VARIATIONS) {
      const varied = await bestOf(vary(tables));
      const kept = plain.filter((right, row) => varied[row] === right).length / plain.length;
      console.log(`${name.padEnd(24)} ${what.padEnd(16)} ${(100 * kept).toFixed(1)} %`);
      if (kept < LEAST_KEPT) process.exitCode = 1;
    }
    await page.context().close();
  }
} finally {
  await site.close();
}
