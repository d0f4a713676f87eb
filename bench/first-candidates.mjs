// How long a person waits: from the press of Match to the first candidates on screen, and to the final ones.
//   npm run bench -- --first [--rows 10000] [--rounds 3] [--json FILE] [--markdown FILE] [--no-build | --app DIR]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { markdownTable, writeSection } from '../scripts/docs-section.mjs';
import { APP_OPTIONS, builtApp } from './built-app.mjs';
import { openSite } from './built-site.mjs';
import { companyNames, toCsv } from './company-names.mjs';
import { describeMachine, machineSentence } from './machine.mjs';
import { median } from './median.mjs';

const { values } = parseArgs({
  options: {
    first: { type: 'boolean' },
    rows: { type: 'string', multiple: true, default: ['1000', '10000'] },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    ...APP_OPTIONS,
  },
});
const rounds = Math.max(3, Number(values.rounds));
const dist = builtApp(values);

/** Both tables dropped on the page, as from a file manager; stops at the set-up screen. */
async function loadTables(page, left, right) {
  await page.getByRole('button', { name: 'Choose files…' }).waitFor();
  await page.evaluate(
    (tables) => {
      const transfer = new DataTransfer();
      for (const [name, csv] of tables) transfer.items.add(new File([csv], name, { type: 'text/csv' }));
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
      }
    },
    [
      ['left.csv', left],
      ['right.csv', right],
    ],
  );
  await page.getByRole('button', { name: 'Continue to set up' }).click();
  await page.getByRole('button', { name: 'Match', exact: true }).waitFor();
}

/** Runs in the page: presses Match and looks at the screen every frame. Seconds, and the longest task of the main thread in ms. */
function pressAndWatch() {
  let longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  }).observe({ type: 'longtask' });
  const started = performance.now();
  [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === 'Match').click();
  let first = null;
  return new Promise((done, fail) => {
    const look = () => {
      const seconds = (performance.now() - started) / 1000;
      const isListed = document.querySelector('[role="grid"] [id^="record-"]') !== null;
      const isRunning = document.querySelector('section[aria-label="Matching"], [role="region"][aria-label="Matching"]') !== null;
      const alert = document.querySelector('[role="alert"]');
      if (alert?.textContent) return fail(new Error(alert.textContent));
      if (isListed) first ??= seconds;
      if (isListed && !isRunning && seconds > first + 0.5) return done({ first, final: seconds, longestTask });
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

const results = [];
for (const rows of values.rows.map(Number)) {
  const { left, right } = companyNames(rows);
  const site = await openSite(dist);
  const runs = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const page = await site.newPage();
      await loadTables(page, toCsv(left, 'l'), toCsv(right, 'r'));
      const run = await page.evaluate(pressAndWatch);
      runs.push(run);
      console.log(
        `${rows.toLocaleString('en-US').padStart(8)} rows a side: first candidates after ${run.first.toFixed(2)} s,`,
        `final after ${run.final.toFixed(1)} s, longest task ${Math.round(run.longestTask)} ms`,
      );
      await page.context().close();
    }
  } finally {
    await site.close();
  }
  results.push({ rows, runs });
}

const table = markdownTable(
  ['rows a side', 'first candidates, s', 'min – max', 'final, s', 'longest task of the page, ms'],
  results.map(({ rows, runs }) => {
    const first = runs.map((run) => run.first);
    return [
      rows.toLocaleString('en-US'),
      median(first).toFixed(2),
      `${Math.min(...first).toFixed(2)} – ${Math.max(...first).toFixed(2)}`,
      median(runs.map((run) => run.final)).toFixed(1),
      String(Math.round(Math.max(...runs.map((run) => run.longestTask)))),
    ];
  }),
);
console.log(`\n${table}`);
const machine = describeMachine();
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
if (values.markdown)
  writeSection(values.markdown, 'first', `${table}\n\n${machineSentence(machine, 'npm run bench -- --first')}`);
