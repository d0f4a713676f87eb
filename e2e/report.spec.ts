import { readFile } from 'node:fs/promises';
import type { Browser, Download, Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

async function saveReport(page: Page): Promise<Download> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save methods report' }).click();
  const file = await download;
  await expect(page.getByText(`${file.suggestedFilename()} was saved.`)).toBeVisible();
  return file;
}

/** The saved file as a reader opens it, on a computer without a network. */
async function openAlone(browser: Browser, file: Download): Promise<{ readonly page: Page; readonly requests: string[] }> {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.setContent('');
  await file.saveAs(`test-results/reports/${file.suggestedFilename()}`);
  await page.goto(`file://${process.cwd()}/test-results/reports/${encodeURIComponent(file.suggestedFilename())}`);
  return { page, requests };
}

async function expectAlone({ page, requests }: { readonly page: Page; readonly requests: string[] }): Promise<void> {
  expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
  expect(await page.locator('script, link, img, iframe, object').count()).toBe(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}

test('the methods report says what the screens say, and stands alone', async ({ page, browser }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.match();
  for (const key of ['a', 'a', 'x', ' ']) await page.keyboard.press(key);
  await app.expectSaved();
  await page.getByRole('link', { name: 'Check accuracy' }).click();
  await page.setInputFiles(
    'input[type=file]',
    textFile('truth.csv', await readFile('public/samples/companies-truth.csv', 'utf8')),
  );
  const shares = async (name: string) =>
    (await page.locator('dl > div', { hasText: name }).first().innerText()).match(/[\d.]+(?=\s?%)/g)!;
  await expect(page.locator('dl > div', { hasText: 'Precision' }).first()).toContainText('95 % confidence');
  const precision = await shares('Precision');
  const recall = await shares('Recall');

  await app.goTo('Export');
  const countIn = async (name: RegExp) =>
    Number((await page.getByRole('radio', { name }).locator('..').innerText()).match(/: ([\d,]+)/)![1]);
  const accepted = await countIn(/^Accepted by you:/);
  const all = await countIn(/^Accepted by you and suggested/);
  expect(accepted).toBe(2);
  const report = await openAlone(browser, await saveReport(page));
  const figure = (name: string) =>
    report.page
      .getByRole('row', { name: new RegExp(`^${name}`) })
      .first()
      .getByRole('cell')
      .first();
  await expect(figure('Accepted by a person')).toHaveText(String(accepted));
  await expect(report.page.getByRole('table', { name: 'Links by who decided' }).getByRole('row', { name: /^All/ })).toContainText(
    String(all),
  );
  await expect(figure('None of its candidates, decided by a person')).toHaveText('1');
  await expect(figure('Marked unsure')).toHaveText('1');
  await expect(figure('Precision: links that are right')).toHaveText(`${precision[0]}%`);
  await expect(figure('Recall: true pairs that are linked')).toHaveText(`${recall[0]}%`);
  await expect(report.page.getByText('of the 50 records of the random sample')).toBeVisible();
  await expect(report.page.getByRole('img', { name: /^Histogram of the best score/ })).toBeVisible();
  const cell = (await readFile('public/samples/companies-2023.csv', 'utf8')).split(/\r?\n/)[1]!.split(',')[1]!;
  await expect(report.page.getByText('WebAssembly (processor)').last()).toBeVisible();
  await expect(report.page.getByText(/Chrome or Chromium \d+/u)).toBeVisible();
  expect(await report.page.content()).not.toContain(cell);
  await expectAlone(report);
  await report.page.context().close();

  await page.getByLabel('With ten links as examples.').check();
  const shown = await openAlone(browser, await saveReport(page));
  await expect(shown.page.getByRole('table', { name: /^Link \d+/ })).toHaveCount(10);
  await expectAlone(shown);
  await shown.page.context().close();
  await expectAccessible(page);
});

test('the methods report of duplicates counts clusters', async ({ page, browser }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.findDuplicates();
  await app.goTo('Export');
  const kept = Number(
    (
      await page
        .getByRole('radio', { name: /^Table without duplicates/ })
        .locator('..')
        .innerText()
    )
      .match(/([\d,]+) rows/)![1]!
      .replace(',', ''),
  );
  const report = await openAlone(browser, await saveReport(page));
  await expect(report.page.getByText(/\d s, from the start to the candidates/u)).toBeVisible();
  await expect(report.page.getByText(new RegExp(`form ${kept.toLocaleString('en')} clusters`))).toBeVisible();
  await expectAlone(report);
  await report.page.context().close();
});
