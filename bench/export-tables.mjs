// What saving a large joined table costs: seconds, and memory of the page with its workers and of the whole browser.
//   npm run bench -- --export [--rows 1048575] [--rounds 3] [--json FILE] [--markdown FILE] [--no-build | --app DIR]
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { markdownTable, writeSection } from '../scripts/docs-section.mjs';
import { APP_OPTIONS, builtApp } from './built-app.mjs';
import { openSite } from './built-site.mjs';
import { describeMachine, machineSentence } from './machine.mjs';
import { median } from './median.mjs';
import { processesBelow, residentBytes } from './processes.mjs';
import { writeLargeCsv } from './write-large-tables.mjs';

const { values } = parseArgs({
  options: {
    export: { type: 'boolean' },
    // With the line of headers as many as a sheet of XLSX can hold.
    rows: { type: 'string', default: '1048575' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    ...APP_OPTIONS,
  },
});
const MIB = 2 ** 20;
const EVERY_MS = 50;
const LINKED_ROWS = 1000;
const FORMATS = [
  ['CSV', 'csv'],
  ['XLSX', 'xlsx'],
  ['Parquet', 'parquet'],
  ['JSON Lines', 'jsonl'],
];
const folder = mkdtempSync(join(tmpdir(), 'rowlink-export-'));
const rows = Number(values.rows);
const [leftPath, rightPath] = ['left.csv', 'right.csv'].map((name) => join(folder, name));
writeLargeCsv(leftPath, rows);
writeLargeCsv(rightPath, Math.min(rows, LINKED_ROWS));
const textBytes = statSync(leftPath).size;
const dist = builtApp(values);

/** Resident memory of the processes below this program, of the renderers and of all. */
const resident = () => {
  const sum = (word) => processesBelow(process.pid, word).reduce((total, pid) => total + residentBytes(pid), 0);
  return { renderers: sum('--type=renderer'), all: sum('chrom') };
};

async function watched(work) {
  const before = resident();
  const peak = { ...before };
  const look = () => {
    const now = resident();
    for (const key of ['renderers', 'all']) peak[key] = Math.max(peak[key], now[key]);
  };
  const timer = setInterval(look, EVERY_MS);
  const started = performance.now();
  const answer = await work();
  const seconds = (performance.now() - started) / 1000;
  clearInterval(timer);
  look();
  const added = (key) => (before[key] > 0 ? peak[key] - before[key] : null);
  return { answer, seconds, renderers: added('renderers'), all: added('all') };
}

/** The linked tables on the Export screen. Few rows are linked, as it is the writing that counts. */
async function openExport(site) {
  const page = await site.newPage();
  page.setDefaultTimeout(300_000);
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'tables' });
    document.body.append(input);
  });
  await page.locator('#tables').setInputFiles([leftPath, rightPath]);
  await page.evaluate(async () => {
    await globalThis.rowlink.ready;
    const [left, right] = document.querySelector('#tables').files;
    const blocking = [{ left: 'id', right: 'id', key: 'exact' }];
    const result = await globalThis.rowlink.merge(left, right, { on: ['name'], score: 'lexical', k: 1, blocking });
    document.querySelector('#tables').remove();
    globalThis.rowlink.open(result);
  });
  await page.waitForURL(/#\/review/u);
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: 'Export' }).click();
  await page.getByRole('radio', { name: /^Joined table/u }).check();
  await page.getByLabel('Keep rows').selectOption('left');
  return page;
}

const results = [];
const site = await openSite(dist);
try {
  const page = await openExport(site);
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [name, format] of FORMATS) {
      await page.getByLabel('File type').selectOption(format);
      // The page counts formulas beforehand; what earlier files held is given back meanwhile.
      await page.waitForTimeout(4000);
      const run = await watched(async () => {
        const download = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Save file' }).click();
        const file = await download;
        const bytes = statSync(await file.path()).size;
        await file.delete();
        return bytes;
      });
      results.push({ name, ...run });
      const memory = (bytes) => (bytes === null ? 'not known' : `${Math.round(bytes / MIB)} MiB`);
      console.log(
        `${name}: ${(run.answer / MIB).toFixed(0)} MiB in ${run.seconds.toFixed(1)} s; more memory at most: page ${memory(run.renderers)}, browser ${memory(run.all)}`,
      );
    }
  }
} finally {
  await site.close();
  rmSync(folder, { recursive: true });
}

const most = (runs, key) => (runs.some((run) => run[key] === null) ? null : Math.max(...runs.map((run) => run[key])));
const table = markdownTable(
  [
    'file',
    'its size, MiB',
    'saved after, s',
    'rows/s',
    'memory of the page at most, MiB',
    'of the text',
    'of the whole browser, MiB',
  ],
  FORMATS.map(([name]) => {
    const runs = results.filter((run) => run.name === name);
    const seconds = median(runs.map((run) => run.seconds));
    const [page, all] = [most(runs, 'renderers'), most(runs, 'all')];
    return [
      name,
      (runs[0].answer / MIB).toFixed(0),
      seconds.toFixed(1),
      Math.round(rows / seconds).toLocaleString('en-US'),
      page === null ? '–' : (page / MIB).toFixed(0),
      page === null ? '–' : `${(page / textBytes).toFixed(1)}×`,
      all === null ? '–' : (all / MIB).toFixed(0),
    ];
  }),
);
console.log(`\n${table}`);
const machine = describeMachine();
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, textBytes, results }, null, 2)}\n`);
if (values.markdown)
  writeSection(values.markdown, 'export', `${table}\n\n${machineSentence(machine, 'npm run bench -- --export')}`);
