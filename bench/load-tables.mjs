// What a large file costs the page: seconds until it is shown, the longest task of the main thread, memory.
//   npm run bench -- --load [--rows 1000000] [--sheet-rows 200000] [--rounds 3] [--json FILE] [--markdown FILE] [--no-build | --app DIR]
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { markdownTable, writeSection } from '../scripts/docs-section.mjs';
import { APP_OPTIONS, builtApp } from './built-app.mjs';
import { openSite } from './built-site.mjs';
import { describeMachine, machineSentence } from './machine.mjs';
import { traceTasks } from './main-thread-tasks.mjs';
import { median } from './median.mjs';
import { watchRenderers } from './renderer-memory.mjs';
import { writeLargeCsv, writeLargeWorkbook } from './write-large-tables.mjs';

const { values } = parseArgs({
  options: {
    load: { type: 'boolean' },
    rows: { type: 'string', default: '1000000' },
    'sheet-rows': { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    ...APP_OPTIONS,
  },
});
const MIB = 2 ** 20;
const folder = mkdtempSync(join(tmpdir(), 'rowlink-load-'));
/** What reading any file takes: its worker, the preview, the browser's own code for them. */
const SMALL_ROWS = 1000;
const files = [
  { name: 'CSV', path: join(folder, 'small.csv'), rows: SMALL_ROWS },
  { name: 'CSV', path: join(folder, 'firms.csv'), rows: Number(values.rows) },
  { name: 'XLSX', path: join(folder, 'firms.xlsx'), rows: Number(values['sheet-rows']) },
];
for (const { path, rows } of files.slice(0, 2)) writeLargeCsv(path, rows);
writeLargeWorkbook(files[2].path, files[2].rows);
const textPath = join(folder, 'text.csv');
writeLargeCsv(textPath, files[2].rows);
const textBytes = [statSync(files[0].path).size, statSync(files[1].path).size, statSync(textPath).size];
const dist = builtApp(values);

/** One file in a browser of its own: its memory is that of nothing else. */
async function load({ path, rows }) {
  const site = await openSite(dist);
  try {
    const page = await site.newPage();
    await page.getByRole('button', { name: 'Choose files…' }).waitFor();
    const before = await watchRenderers(process.pid).stop();
    const memory = watchRenderers(process.pid);
    let seconds = 0;
    const longest = await traceTasks(site.browser, page, async () => {
      const started = performance.now();
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose files…' }).click();
      await (await chooser).setFiles(path);
      await page
        .getByText(`${rows.toLocaleString('en-US')} rows`)
        .first()
        .waitFor();
      seconds = (performance.now() - started) / 1000;
      // Suggestions, saving and whatever else follows.
      await page.waitForTimeout(3000);
    });
    const peak = await memory.stop();
    return { seconds, longest, added: peak === null ? null : peak - before };
  } finally {
    await site.close();
  }
}

const results = [];
for (const [at, file] of files.entries()) {
  const runs = [];
  for (let round = 0; round < Math.max(3, Number(values.rounds)); round++) {
    const run = await load(file);
    runs.push(run);
    console.log(
      `${file.rows.toLocaleString('en-US')} rows of ${file.name}: ${run.seconds.toFixed(1)} s, longest task ${Math.round(run.longest.processor)} ms of processor time`,
      `(${Math.round(run.longest.clock)} ms on the clock), ${run.added === null ? 'memory not known' : `${Math.round(run.added / MIB)} MiB more memory at most`}`,
    );
  }
  results.push({ ...file, path: undefined, textBytes: textBytes[at], runs });
}
rmSync(folder, { recursive: true });

const table = markdownTable(
  [
    'file',
    'rows',
    'its text, MiB',
    'shown after, s',
    'rows/s',
    'longest task of the page, ms of processor time',
    'memory at most, MiB',
    'of the text',
    `less a file of ${SMALL_ROWS.toLocaleString('en-US')} rows`,
  ],
  results.map(({ name, rows, textBytes: bytes, runs }) => {
    const seconds = median(runs.map((run) => run.seconds));
    const isKnown = results.every((result) => result.runs.every((run) => run.added !== null));
    const added = isKnown ? Math.max(...runs.map((run) => run.added)) : null;
    const small = isKnown ? median(results[0].runs.map((run) => run.added)) : 0;
    const isSmall = rows === SMALL_ROWS;
    return [
      name,
      rows.toLocaleString('en-US'),
      (bytes / MIB).toFixed(isSmall ? 1 : 0),
      seconds.toFixed(1),
      Math.round(rows / seconds).toLocaleString('en-US'),
      String(Math.round(Math.max(...runs.map((run) => run.longest.processor)))),
      added === null ? '–' : (added / MIB).toFixed(0),
      added === null || isSmall ? '–' : `${(added / bytes).toFixed(1)}×`,
      added === null || isSmall ? '–' : `${((added - small) / bytes).toFixed(1)}×`,
    ];
  }),
);
console.log(`\n${table}`);
const machine = describeMachine();
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
if (values.markdown) writeSection(values.markdown, 'load', `${table}\n\n${machineSentence(machine, 'npm run bench -- --load')}`);
