import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { COLUMNS, cellsOfRow } from '../bench/large-tables.mjs';
import { watchRenderers } from '../bench/renderer-memory.mjs';
import { writeLargeCsv, writeLargeWorkbook } from '../bench/write-large-tables.mjs';
import { longestTasks } from './fixtures/main-thread';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const CSV_ROWS = 1_000_000;
const SHEET_ROWS = 200_000;
const LONGEST_TASK_MS = 200;
/** Of the text of the CSV file. */
const MOST_MEMORY = 4;

/** Cells of the table with so many rows as they are kept in the browser, `[row asked for][column]`. */
const storedCells = (page: Page, rowCount: number, rows: readonly number[]): Promise<string[][]> =>
  page.evaluate(
    async ([count, wanted]) => {
      const ask = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((done, fail) => {
          request.onsuccess = () => done(request.result);
          request.onerror = () => fail(request.error);
        });
      const database = await ask(indexedDB.open('rowlink'));
      const store = (name: string): IDBObjectStore => database.transaction(name).objectStore(name);
      const heads = await ask(store('datasets').getAll());
      const head = heads.find((one: { rowCount: number }) => one.rowCount === count);
      const columns = head.sizes.map(({ bytes, ends }: { bytes: number; ends: number }) => ({
        bytes: new Uint8Array(bytes),
        ends: new Uint32Array(ends),
      }));
      for (let part = 0; part < head.partCount; part++) {
        const { pieces } = await ask(store('cells').get([head.fingerprint, part]));
        for (const { column, at, data } of pieces) columns[column][data instanceof Uint32Array ? 'ends' : 'bytes'].set(data, at);
      }
      database.close();
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      return wanted.map((row) =>
        columns.map(({ bytes, ends }: { bytes: Uint8Array; ends: Uint32Array }) =>
          decoder.decode(bytes.subarray(row === 0 ? 0 : ends[row - 1], ends[row])),
        ),
      );
    },
    [rowCount, rows] as const,
  );

test('a million rows of CSV and 200,000 of XLSX are read, kept and set up without the page freezing', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'rowlink-large-'));
  const csv = join(folder, 'firms.csv');
  const workbook = join(folder, 'register.xlsx');
  try {
    writeLargeCsv(csv, CSV_ROWS);
    writeLargeWorkbook(workbook, SHEET_ROWS);
    const app = new Rowlink(page);
    await app.open();
    const before = await watchRenderers(process.pid).stop();
    const memory = watchRenderers(process.pid);
    const choose = async (path: string): Promise<void> => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: /^Choose (a file|files)…$/ }).click();
      await (await chooser).setFiles(path);
    };
    const progress: number[] = [];
    const loading = await longestTasks(page, async () => {
      await choose(csv);
      const bar = app.side('Left').getByRole('progressbar');
      await expect(bar).toBeVisible();
      const left = app.side('Left').getByText('1,000,000 rows ×');
      while (!(await left.isVisible()))
        progress.push(Number((await bar.getAttribute('value', { timeout: 500 }).catch(() => null)) ?? 0));
      await expect(app.side('Left').getByRole('cell', { name: cellsOfRow(0)[1]! })).toBeVisible();
      // Rows worth a look are found beside it, in a worker that has a copy.
      await expect(app.side('Left').getByText('No empty or repeated rows')).toBeVisible({ timeout: 60_000 });
    });
    const peak = await memory.stop();
    const times = before === null || peak === null ? null : (peak - before) / statSync(csv).size;
    const second = await longestTasks(page, async () => {
      await choose(workbook);
      await expect(app.side('Right').getByText('200,000 rows ×')).toBeVisible({ timeout: 120_000 });
      await app.toSetUp();
      await expect(page.getByRole('button', { name: 'Match', exact: true })).toBeVisible();
    });
    const again = await longestTasks(page, async () => {
      await page.reload();
      await expect(page.getByRole('button', { name: 'Match', exact: true })).toBeVisible({ timeout: 60_000 });
      await page.getByRole('link', { name: 'Files' }).click();
      await expect(app.side('Left').getByRole('cell', { name: cellsOfRow(0)[1]! })).toBeVisible();
    });
    console.log(
      `longest task: ${Math.round(loading.processor)} ms reading CSV, ${Math.round(second.processor)} ms reading XLSX and setting up, ` +
        `${Math.round(again.processor)} ms opening again; ${times === null ? 'memory not known' : `${times.toFixed(1)} times the text in memory`}`,
    );
    for (const { processor } of [loading, second, again]) expect(processor).toBeLessThan(LONGEST_TASK_MS);
    if (times !== null) expect(times).toBeLessThan(MOST_MEMORY);
    expect(new Set(progress).size, 'different values of the progress bar').toBeGreaterThan(2);
    const rows = [0, 1, 4711, 31_007, SHEET_ROWS - 1];
    expect(await storedCells(page, SHEET_ROWS, rows)).toEqual(rows.map(cellsOfRow));
    const far = [...rows, 654_321, CSV_ROWS - 1];
    const cells = await storedCells(page, CSV_ROWS, far);
    expect(cells).toEqual(far.map(cellsOfRow));
    expect(cells[0]).toHaveLength(COLUMNS.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
