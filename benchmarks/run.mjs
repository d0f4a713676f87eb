// Accuracy runs: the built app in a headless Chromium, through the page API.
//   npm run benchmark -- --data DIR [--task NAME …] [--json FILE] [--score hybrid|dense|lexical]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findBrowser, NO_BROWSER } from '../scripts/find-browser.mjs';
import { createStaticServer, listen } from '../scripts/serve.mjs';
import { ROOT, runTool } from '../scripts/tools.mjs';
import { measureTask } from './measure.mjs';
import { listTasks, readTask } from './task.mjs';

const FIRST_PORT = 4250;
const PORTS_TO_TRY = 50;
const LONGEST_TASK_MS = 3_600_000;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    task: { type: 'string', multiple: true },
    json: { type: 'string' },
    score: { type: 'string', default: 'hybrid' },
    'no-build': { type: 'boolean', default: false },
  },
});
if (!values.data) {
  console.error('Say where the tasks are: npm run benchmark -- --data DIR');
  process.exit(1);
}
const executablePath = await findBrowser();
if (executablePath === null) {
  console.error(NO_BROWSER);
  process.exit(1);
}
if (!values['no-build'] && runTool('vite', 'vite', ['build', '--logLevel', 'warn']) !== 0) process.exit(1);

const server = createStaticServer(join(ROOT, 'dist'));
const port = await listen(server, FIRST_PORT, PORTS_TO_TRY);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const results = [];
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(LONGEST_TASK_MS);
  await page.goto(`http://localhost:${port}/`);
  console.log('task'.padEnd(24), 'R@1    R@5    R@10   MRR    best F1 (at)    F1 at default  seconds');
  const known = listTasks(values.data);
  for (const name of values.task ?? known) {
    if (!known.includes(name)) {
      console.error(`${name}: no linkage of two tables, or no such task.`);
      process.exitCode = 1;
      continue;
    }
    const result = await measureTask(page, readTask(values.data, name), { score: values.score });
    results.push(result);
    const three = (value) => value.toFixed(3);
    console.log(
      name.padEnd(24),
      [result.recall1, result.recall5, result.recall10, result.mrr].map(three).join('  '),
      ` ${three(result.bestF1)} (${three(result.bestThreshold)})  ${three(result.f1AtDefault)}         `,
      result.seconds.toFixed(1),
    );
  }
} finally {
  await browser.close();
  server.close();
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
