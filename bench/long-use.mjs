// What a tab holds after many matches: does its memory come back?
//   npm run bench -- --long [--matches 50] [--rows 400] [--no-rest] [--snapshots 5 --snapshots 20] [--json FILE] [--markdown FILE] [--no-build | --app DIR]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { markdownTable, writeSection } from '../scripts/docs-section.mjs';
import { createStaticServer, listen } from '../scripts/serve.mjs';
import { openBarePage } from './bare-browser.mjs';
import { APP_OPTIONS, builtApp } from './built-app.mjs';
import { companyNames, toCsv } from './company-names.mjs';
import { putHand } from './hand.mjs';
import { describeMachine, machineSentence } from './machine.mjs';
import { lookAtPage, memoryOf, saveSnapshot } from './tab-memory.mjs';

const FIRST_PORT = 4450;
const PORTS_TO_TRY = 100;
/** The look that all later ones are compared with: by then everything was loaded and compiled once. */
const WARM = 5;
const MOST_GROWTH = 0.1;
/** Of the keyboard, as the browser's tools number modifiers. */
const CONTROL = 2;
/** Workers that wait for the next run are ended after a minute. */
const REST_MS = 65_000;
const SETTLE_MS = 1_000;

const { values } = parseArgs({
  options: {
    long: { type: 'boolean' },
    matches: { type: 'string', default: '50' },
    rows: { type: 'string', default: '400' },
    rest: { type: 'boolean', default: true },
    /** After which matches a snapshot of the page's heap is saved, to look into what grows. */
    snapshots: { type: 'string', multiple: true },
    json: { type: 'string' },
    markdown: { type: 'string' },
    ...APP_OPTIONS,
  },
  allowNegative: true,
});
const matches = Number(values.matches);
const dist = builtApp(values);

const page = await openBarePage();
const hand = Object.fromEntries(
  ['see', 'gone', 'isThere', 'click', 'at', 'drop'].map((verb) => [
    verb,
    (...args) => page.call(`(verb, ...args) => window.hand[verb](...args)`, verb, ...args),
  ]),
);
const BUTTON = 'button';
const RUNNING = 'section[aria-label="Matching"]';
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const goTo = (name) => hand.click('nav[aria-label="Steps"] a', name);

async function newProject(task, isFirst = false) {
  await goTo('Files');
  if (!isFirst) await hand.click(BUTTON, 'New project');
  await hand.click('input[type="radio"]', task);
}

async function match() {
  await hand.click(BUTTON, 'Match');
  await hand.at('review');
  await hand.gone(RUNNING);
}

/** Cancelled while it embeds, then run to its end: what was made before is used. */
async function matchAfterCancel() {
  await hand.click(BUTTON, 'Match');
  await pause(1_200);
  await hand.click(`${RUNNING} button`, 'Cancel');
  await hand.gone(RUNNING);
  await goTo('Set up');
  await match();
}

/** One project from its tables to its export, other tables each time, with what people do on the way. */
async function workOnce(number, rows) {
  const { left, right } = companyNames(rows, 1_000 + number);
  await newProject('Link two tables', number === 1);
  await hand.drop([
    [`left-${number}.csv`, toCsv(left, 'l')],
    [`right-${number}.csv`, toCsv(right, 'r')],
  ]);
  await hand.click(BUTTON, 'Continue to set up');
  await (number % WARM === 2 ? matchAfterCancel() : match());
  await hand.see('[role="grid"][aria-label="Records"]');
  for (const key of ['a', 'a', 'x', 'a']) await page.press(key);
  await page.press('z', CONTROL);
  await page.press('a');
  await page.press('e');
  await hand.see('h3, h4', 'In the texts');
  await page.press('e');
  if (number % WARM === 3) {
    await hand.click('a', 'Map');
    await hand.see('table');
  }
  await goTo('Export');
  await hand.click('input[type="radio"]', 'Joined table');
  await hand.click(BUTTON, 'Save file');
  await hand.see('[role="status"], p', 'rowlink');
  if (number % WARM === 4) await hand.click(BUTTON, 'Save project file');
  if (number % WARM === 0) {
    await newProject('Find duplicates in one table');
    await hand.drop([[`both-${number}.csv`, toCsv([...left, ...right], 'b')]]);
    await hand.click(BUTTON, 'Continue to set up');
    await hand.see('h1', 'What should be compared?');
    // No person is as quick as this hand.
    await pause(500);
    await hand.click(BUTTON, 'Find duplicates');
    await hand.at('clusters');
    await hand.see('[role="grid"][aria-label="Clusters"]');
    await hand.gone(RUNNING);
  }
  await goTo('Files');
}

const server = createStaticServer(dist);
const port = await listen(server, FIRST_PORT, PORTS_TO_TRY);
const looks = [];
try {
  await page.send('Page.enable');
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${putHand})()` });
  await page.send('Page.navigate', { url: `http://localhost:${port}/` });
  await page.send('Page.disable');
  await pause(1_000);
  await hand.see('nav[aria-label="Steps"]');
  for (let number = 1; number <= matches; number++) {
    const startedAt = performance.now();
    await workOnce(number, Number(values.rows));
    const seconds = (performance.now() - startedAt) / 1000;
    if (values.rest && (number === WARM || number === matches)) await pause(REST_MS);
    const inPage = await lookAtPage(page);
    const { browserMiB: unaskedMiB } = memoryOf(page.pid);
    await page.askForMemory();
    await pause(SETTLE_MS);
    const look = { unaskedMiB, ...memoryOf(page.pid), ...inPage };
    looks.push({ number, seconds, ...look });
    const figures = Object.entries(look).map(([kind, value]) => `${kind} ${Math.round(value * 10) / 10}`);
    console.log(`${String(number).padStart(3)} ${seconds.toFixed(1)} s  ${figures.join('  ')}`);
    if (values.snapshots?.includes(String(number))) await saveSnapshot(page, `heap-${number}.heapsnapshot`);
  }
} finally {
  await page.close();
  server.close();
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
