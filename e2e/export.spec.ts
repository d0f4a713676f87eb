import { open } from 'node:fs/promises';
import type { MatchResult } from '../src/app/page-api/contract';
import { longestTasks } from './fixtures/main-thread';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const ROWS = Number(process.env.ROWLINK_EXPORT_ROWS ?? 300_000);
const PLACES = 100;
const LONGEST_TASK_MS = 200;

declare global {
  interface Window {
    large?: MatchResult;
  }
}

test('a large joined table is saved without the page freezing, and not where it is cancelled', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const links = await page.evaluate(
    async ([rows, places]) => {
      const nameOf = (place: number): string => `Place ${String.fromCharCode(65 + (place % 26))}${place} town`;
      const lines = ['id,place,note,phone,amount'];
      for (let row = 0; row < rows; row++)
        lines.push(`0${row},${nameOf(row % places)},"text ""${row}"", more",+49 30 ${row},${row % 1000 === 0 ? '=1+1' : '-5'}`);
      const right = ['code,place', ...Array.from({ length: places }, (_, place) => `p${place},${nameOf(place)}`)];
      const options = { on: ['place'], score: 'lexical', cardinality: 'm:1', k: 1 } as const;
      window.large = await window.rowlink.merge(lines.join('\n'), right.join('\n'), options);
      return window.large.links.length;
    },
    [ROWS, PLACES] as const,
  );
  expect(links).toBe(ROWS);

  const started = performance.now();
  const saved = page.waitForEvent('download');
  let written: { rows: number; neutralised: number; looks: number } | null = null;
  const tasks = await longestTasks(page, async () => {
    written = await page.evaluate(async () => {
      let looks = 0;
      const onProgress = (): void => void looks++;
      const { rows, neutralised } = await window.rowlink.download(window.large!, 'joined.csv', { onProgress });
      return { rows, neutralised, looks };
    });
  });
  const file = await (await saved).path();
  console.log(
    `${ROWS} rows: ${Math.round(performance.now() - started)} ms with the download, longest task ${Math.round(tasks.processor)} ms`,
  );
  expect(written).toMatchObject({ rows: ROWS, neutralised: Math.ceil(ROWS / 1000) });
  expect(written!.looks).toBeGreaterThan(3);
  expect(tasks.processor).toBeLessThan(LONGEST_TASK_MS);

  const handle = await open(file);
  const { size } = await handle.stat();
  const tail = Buffer.alloc(200);
  await handle.read(tail, 0, 200, size - 200);
  await handle.close();
  const last = ROWS - 1;
  const ending = `,-5,p${last % PLACES},Place ${String.fromCharCode(65 + ((last % PLACES) % 26))}${last % PLACES} town,`;
  expect(tail.toString()).toContain(`"text ""${last}"", more",+49 30 ${last}${ending}`);
  expect(tail.toString()).toMatch(new RegExp(`,suggested,${ROWS},${(last % PLACES) + 1}\\r\\n$`));

  const refused = await page.evaluate(async () => {
    const controller = new AbortController();
    const { signal } = controller;
    return window.rowlink
      .download(window.large!, 'never.csv', { signal, onProgress: () => controller.abort() })
      .then(() => 'saved')
      .catch((error: { code: string }) => error.code);
  });
  expect(refused).toBe('job/cancelled');
});

test('what a file will hold is said before it is saved, by the same counts', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.dropPair();
  await app.match();
  await app.goTo('Export');
  await expect(page.getByText('2 cells look like formulas and will be made harmless.')).toBeVisible();
  await page.getByLabel('Make cells that look like formulas harmless').uncheck();
  await expect(page.getByText('2 cells look like formulas and will be written as they are.')).toBeVisible();
  await page.getByLabel('File type').selectOption({ label: 'Parquet' });
  await expect(page.getByText('look like formulas and will')).toHaveCount(0);
  await page.getByRole('radio', { name: /^Left rows without a partner/ }).check();
  await expect(page.getByText('1 row.', { exact: true })).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save file' }).press('Enter');
  expect((await saved).suggestedFilename()).toBe('rowlink-unmatched-left.parquet');
  await expect(page.getByText(/saved with 1 row\. ?All cells are as they were\./)).toBeVisible();
});
