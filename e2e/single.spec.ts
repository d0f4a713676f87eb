import { copyFileSync, existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, TestInfo } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { csvFile, LEFT, RIGHT, readTable } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const BUILT = fileURLToPath(new URL('../dist-single/rowlink.html', import.meta.url));

test.skip(!existsSync(BUILT), 'npm run build:single has not made the file');

/** The file alone in a folder, under a name as downloads get it, opened from the disk. All that the page asks for is noted. */
async function openFile(browser: Browser, testInfo: TestInfo) {
  const file = testInfo.outputPath('Röwlink (1) models #2.html');
  copyFileSync(BUILT, file);
  const address = pathToFileURL(file).href;
  const context = await browser.newContext({ locale: 'en-US' });
  const [asked, complaints]: [string[], string[]] = [[], []];
  context.on('request', (request) => {
    if (!request.url().startsWith('blob:')) asked.push(request.url());
  });
  context.on('weberror', (webError) => complaints.push(webError.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  const app = await openIn(context, address);
  return { app, address, context, asked, complaints };
}

async function openIn(context: BrowserContext, address: string): Promise<Rowlink> {
  const page = await context.newPage();
  await page.goto(address);
  await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible();
  return new Rowlink(page);
}

const keptIn = ({ page }: Rowlink) =>
  page.evaluate(async () => [...(await indexedDB.databases()).map(({ name }) => name), ...Object.keys(localStorage)]);

test('one file from the disk: drop, match, accept, export, save, go on; it asks for nothing else and keeps nothing', async ({
  browser,
}, testInfo) => {
  const { app, address, context, asked, complaints } = await openFile(browser, testInfo);
  const { page } = app;
  const note = page.getByRole('region', { name: 'Rowlink as one file' });
  await expect(note).toContainText('Your work is kept in memory');
  await expect(note).toContainText('“Accurate” and the graphics processor (WebGPU) are not');
  await note.getByRole('button', { name: 'Keep work in this browser…' }).click();
  await expect(note.getByRole('alert')).toContainText('share one storage');
  await expectAccessible(page);
  await note.getByRole('button', { name: 'Leave it in memory' }).click();

  await app.drop([await csvFile('left.csv', LEFT), await csvFile('right.csv', RIGHT)]);
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await app.match();
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await page.keyboard.press('a');
  await app.expectStatus(2, 'Accepted');
  await expect(page.getByRole('button', { name: /^Not saved since / })).toBeVisible();
  const leaving = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  expect((await leaving).type()).toBe('beforeunload');
  await (await leaving).dismiss();

  await app.goTo('Export');
  const csv = await app.save('Crosswalk');
  expect((await readTable(csv.name, csv.bytes)).rowCount).toBeGreaterThanOrEqual(2);
  for (const label of ['Excel (.xlsx)', 'Parquet']) {
    const file = await app.save('Crosswalk', () =>
      page
        .getByLabel('File type')
        .selectOption({ label })
        .then(() => {}),
    );
    expect((await readTable(file.name, file.bytes)).rowCount).toBe((await readTable(csv.name, csv.bytes)).rowCount);
  }
  const project = await app.saveProject();
  await expect(page.getByRole('button', { name: 'Kept in memory only' })).toBeVisible();
  expect(await keptIn(app)).toEqual([]);
  await page.close();

  const again = await openIn(context, address);
  await again.drop([project]);
  await again.page.waitForURL(/#\/review/);
  await again.expectStatus(2, 'Accepted');
  await again.page.getByRole('button', { name: 'English: language, theme, text size' }).click();
  await again.page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(again.page.getByRole('navigation', { name: 'Schritte' })).toBeVisible();
  expect(asked.map((url) => url.replace(/#.*/, ''))).toEqual([address, address]);
  expect(complaints).toEqual([]);
  await context.close();
});

test('one file: work goes into the storage of the browser once somebody asks for it, and out of it again', async ({
  browser,
}, testInfo) => {
  const { app, address, context, complaints } = await openFile(browser, testInfo);
  const { page } = app;
  await app.findDuplicates();
  await page.keyboard.press('a');
  await expect(app.clusters.getByText('Confirmed')).toHaveCount(1);
  await page.getByRole('button', { name: /^Not saved since / }).click();
  const dialog = page.getByRole('dialog', { name: 'Where your work is kept' });
  await dialog.getByRole('button', { name: 'Keep work in this browser…' }).click();
  await dialog.getByRole('button', { name: 'Keep it all the same' }).click();
  await expect(dialog.getByRole('button', { name: 'Keep work in this browser…' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await app.expectSaved();
  await page.close();

  const again = await openIn(context, address);
  await again.goTo('Clusters');
  await expect(again.clusters.getByText('Confirmed')).toHaveCount(1);
  await again.page.evaluate(() => localStorage.setItem('of-another-page', 'x'));
  await again.page.getByRole('button', { name: 'Saved', exact: true }).click();
  await again.page.getByRole('button', { name: 'Remove everything…' }).click();
  await again.page.getByRole('button', { name: 'Remove everything now' }).click();
  await again.page.getByRole('button', { name: 'Start anew' }).click();
  await expect(again.page.getByText('Your work is kept in memory')).toBeVisible();
  expect(await keptIn(again)).toEqual(['of-another-page']);
  expect(complaints).toEqual([]);
  await context.close();
});
