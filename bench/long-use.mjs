// What a tab holds after many matches: does its memory come back?
//   npm run bench -- --long [--matches 50] [--rows 400] [--json FILE] [--markdown FILE] [--no-build | --app DIR]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { markdownTable, writeSection } from '../scripts/docs-section.mjs';
import { findBrowser, NO_BROWSER } from '../scripts/find-browser.mjs';
import { createStaticServer, listen } from '../scripts/serve.mjs';
import { APP_OPTIONS, builtApp } from './built-app.mjs';
import { companyNames, toCsv } from './company-names.mjs';
import { describeMachine, machineSentence } from './machine.mjs';
import { countAddresses, lookAtTab } from './tab-memory.mjs';

const FIRST_PORT = 4450;
const PORTS_TO_TRY = 100;
/** The look that all later ones are compared with: by then everything was loaded and compiled once. */
const WARM = 5;
const MOST_GROWTH = 0.1;
/** Workers that wait for the next run are ended after a minute. */
const REST_MS = 65_000;

const { values } = parseArgs({
  options: {
    long: { type: 'boolean' },
    matches: { type: 'string', default: '50' },
    rows: { type: 'string', default: '400' },
    rest: { type: 'boolean', default: true },
    json: { type: 'string' },
    markdown: { type: 'string' },
    ...APP_OPTIONS,
  },
  allowNegative: true,
});
const matches = Number(values.matches);
const dist = builtApp(values);
const executablePath = await findBrowser();
if (executablePath === null) throw new Error(NO_BROWSER);

/** Drops tables on the window, as from a file manager. */
const drop = (page, files) =>
  page.evaluate((list) => {
    const transfer = new DataTransfer();
    for (const [name, csv] of list) transfer.items.add(new File([csv], name, { type: 'text/csv' }));
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, files);

const button = (page, name) => page.getByRole('button', { name, exact: true });
const step = (page, name) => page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name }).click();
const downloaded = async (page, press) => {
  const waiting = page.waitForEvent('download');
  await press();
  const file = await waiting;
  const path = await file.path();
  if (path) rmSync(path, { force: true });
};

async function newProject(page, task, isFirst = false) {
  await step(page, 'Files');
  if (!isFirst) await button(page, 'New project').click();
  await page.getByRole('radio', { name: task }).check();
}

async function match(page) {
  await button(page, 'Match').click();
  await page.waitForURL(/#\/review/);
  await page.getByRole('region', { name: 'Matching', exact: true }).waitFor({ state: 'detached' });
}

/** Cancelled while it embeds, then run to its end: what was made before is used. */
async function matchAfterCancel(page) {
  await button(page, 'Match').click();
  await page.waitForTimeout(1_200);
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true }).first();
  if (await cancel.isVisible()) await cancel.click({ timeout: 2_000 }).catch(() => {});
  await page.getByRole('region', { name: 'Matching', exact: true }).waitFor({ state: 'detached' });
  if (await page.getByText('Matching was stopped.').isVisible()) {
    await step(page, 'Set up');
    await match(page);
  } else await page.waitForURL(/#\/review/);
}

/** One project from its tables to its export, other tables each time, with what people do on the way. */
async function workOnce(page, number, rows) {
  const { left, right } = companyNames(rows, 1_000 + number);
  await newProject(page, 'Link two tables', number === 1);
  await drop(page, [
    [`left-${number}.csv`, toCsv(left, 'l')],
    [`right-${number}.csv`, toCsv(right, 'r')],
  ]);
  await button(page, 'Continue to set up').click();
  await page.getByRole('heading', { name: 'What should be compared?' }).waitFor();
  await (number % WARM === 2 ? matchAfterCancel(page) : match(page));
  const grid = page.getByRole('grid', { name: 'Records' });
  await grid.waitFor();
  for (const key of ['a', 'a', 'x', 'a', 'Control+z', 'a']) await page.keyboard.press(key);
  await page.keyboard.press('e');
  await page.getByRole('heading', { name: 'In the texts' }).first().waitFor();
  await page.keyboard.press('e');
  if (number % WARM === 3) {
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await page.getByRole('table').first().waitFor();
  }
  await step(page, 'Export');
  await page.getByRole('radio', { name: /^Joined table/ }).check();
  await downloaded(page, () => button(page, 'Save file').click());
  if (number % WARM === 4) await downloaded(page, () => button(page, 'Save project file').click());
  if (number % WARM === 0) {
    await newProject(page, 'Find duplicates in one table');
    await drop(page, [[`both-${number}.csv`, toCsv([...left, ...right], 'b')]]);
    await button(page, 'Continue to set up').click();
    await button(page, 'Find duplicates').click();
    await page.waitForURL(/#\/clusters/);
    await page.getByRole('grid', { name: 'Clusters' }).waitFor();
    await page.getByRole('region', { name: 'Matching', exact: true }).waitFor({ state: 'detached' });
  }
  await step(page, 'Files');
}

const server = createStaticServer(dist);
const port = await listen(server, FIRST_PORT, PORTS_TO_TRY);
// A profile on the disk: what is kept in a private window is kept in memory.
const profile = mkdtempSync(join(tmpdir(), 'rowlink-long-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath,
  args: ['--no-sandbox'],
  serviceWorkers: 'block',
  acceptDownloads: true,
});
const looks = [];
try {
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => console.error(error.stack ?? error.message));
  await page.addInitScript(countAddresses);
  await page.goto(`http://localhost:${port}/`);
  await page.getByRole('navigation', { name: 'Steps' }).waitFor();
  const session = await context.newCDPSession(page);
  for (let number = 1; number <= matches; number++) {
    const startedAt = performance.now();
    await workOnce(page, number, Number(values.rows));
    const seconds = (performance.now() - startedAt) / 1000;
    if (values.rest && (number === WARM || number === matches)) await page.waitForTimeout(REST_MS);
    const look = await lookAtTab(page, session, process.pid);
    looks.push({ number, seconds, ...look });
    const figures = Object.entries(look).map(([kind, value]) => `${kind} ${Math.round(value * 10) / 10}`);
    console.log(`${String(number).padStart(3)} ${seconds.toFixed(1)} s  ${figures.join('  ')}`);
  }
} finally {
  await context.close();
  server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

const warm = looks[WARM - 1];
const last = looks.at(-1);
if (warm && last !== warm) {
  const growth = (kind) => (warm[kind] === 0 ? (last[kind] === 0 ? 0 : Number.POSITIVE_INFINITY) : last[kind] / warm[kind] - 1);
  const kinds = Object.keys(warm).filter((kind) => kind !== 'number' && kind !== 'seconds');
  const figure = (value) => (Math.round(value * 10) / 10).toLocaleString('en-US');
  const table = markdownTable(
    ['kind', `after ${WARM} matches`, `after ${last.number} matches`, 'growth'],
    kinds.map((kind) => [kind, figure(warm[kind]), figure(last[kind]), `${(100 * growth(kind)).toFixed(1)} %`]),
  );
  console.log(`\n${table}`);
  const isHeld = growth('browserMiB') <= MOST_GROWTH;
  console.log(
    `\nmemory of the browser grew by ${(100 * growth('browserMiB')).toFixed(1)} %; at most ${100 * MOST_GROWTH} % is asked for`,
  );
  const machine = describeMachine();
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows: Number(values.rows), looks }, null, 2)}\n`);
  if (values.markdown)
    writeSection(values.markdown, 'long', `${table}\n\n${machineSentence(machine, 'npm run bench -- --long')}`);
  if (!isHeld) process.exitCode = 1;
}
