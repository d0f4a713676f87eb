import type { Browser } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** Another computer: a browser profile that knows nothing. */
async function elsewhere(browser: Browser, baseURL: string | undefined): Promise<Rowlink> {
  const context = await browser.newContext({ baseURL: baseURL! });
  const app = new Rowlink(await context.newPage());
  await app.open();
  return app;
}

test('a project goes on elsewhere, with its decisions and their history, protected by a passphrase', async ({
  page,
  browser,
  baseURL,
}) => {
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.match();
  await expect(page.getByText('links suggested')).toBeVisible();
  await app.expectCurrent(1);
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await page.keyboard.press('x');
  await app.expectStatus(2, 'None');
  const queue = await app.queue.innerText();
  await app.goTo('Export');
  await expectAccessible(page);
  const open = await app.saveProject();
  const sealed = await app.saveProject('correct horse');
  expect(open.name).toBe('companies-2023 – companies-2024.rowlink');

  for (const file of [open, sealed]) {
    const other = await elsewhere(browser, baseURL);
    await other.drop([file]);
    if (file === sealed) {
      const dialog = other.page.getByRole('dialog', { name: 'This project is protected' });
      await dialog.getByLabel('Passphrase').fill('wrong');
      await dialog.getByRole('button', { name: 'Open' }).click();
      await expect(dialog.getByRole('alert')).toContainText('does not open with this passphrase');
      await dialog.getByLabel('Passphrase').fill('correct horse');
      await dialog.getByLabel('Passphrase').press('Enter');
    }
    await other.page.waitForURL(/#\/review/);
    await other.expectStatus(1, 'Accepted');
    await other.expectStatus(2, 'None');
    expect(await other.queue.innerText()).toBe(queue);
    await other.page.keyboard.press('Control+z');
    await other.expectStatus(2, 'Pending');
    await other.page.reload();
    await other.expectStatus(1, 'Accepted');
    await other.expectStatus(2, 'Pending');
    await other.page.context().close();
  }

  // On the machine it came from: what is there stays, and the file is a project beside it.
  await app.goTo('Files');
  await app.drop([open]);
  await page.waitForURL(/#\/review/);
  await app.expectStatus(2, 'None');
});

test('clusters too; and a damaged file touches nothing', async ({ page, browser, baseURL }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.findDuplicates();
  await page.keyboard.press('a');
  await expect(app.clusters.getByText('Confirmed')).toHaveCount(1);
  await app.goTo('Export');
  const file = await app.saveProject();

  const other = await elsewhere(browser, baseURL);
  const damaged = { ...file, buffer: Buffer.from(file.buffer) };
  damaged.buffer[Math.floor(damaged.buffer.length / 2)]! ^= 0xff;
  await other.drop([damaged]);
  await expect(other.page.getByText(`${file.name} could not be opened as a project.`)).toBeVisible();
  await other.drop([file]);
  await other.page.waitForURL(/#\/clusters/);
  await expect(other.clusters.getByText('Confirmed')).toHaveCount(1);
  await other.page.context().close();
});

test.describe('with a copy of the page for work without a network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('how much is kept is told, and everything can be removed for good', async ({ page, context }) => {
    const app = new Rowlink(page);
    await app.open();
    await expect(page.getByText('the program is kept, no model yet')).toBeVisible();
    await app.loadSamples();
    await app.match();
    await app.expectCurrent(1);
    await page.keyboard.press('a');
    await app.expectStatus(1, 'Accepted');
    await app.expectSaved();
    const other = new Rowlink(await context.newPage());
    await other.open();
    await page.getByRole('button', { name: 'Saved', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Where your work is kept' });
    await expect(dialog.getByText(/^Used: .* of about .* that this browser allows/)).toBeVisible();
    await expectAccessible(page);
    // A record is seen, and that it was is not written yet.
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.waitForTimeout(200);
    await page.getByRole('button', { name: 'Saved', exact: true }).click();
    await dialog.getByRole('button', { name: 'Remove everything…' }).click();
    await expect(dialog.getByRole('alert')).toContainText('removed for good');
    await dialog.getByRole('button', { name: 'Remove everything now' }).click();
    const wiped = page.getByRole('dialog', { name: 'Everything is removed' });
    for (const found of [/\b2 databases/u, /\b[1-9]\d* caches?\b/u, /\b[1-9]\d* settings?\b/u, /\b1 background worker\b/u]) {
      await expect(wiped.getByRole('list', { name: 'Found and removed:' }).getByText(found)).toBeVisible();
    }
    const left = wiped.getByRole('list', { name: 'Everything is removed' });
    for (const nothing of ['0 databases', '0 caches', '0 settings', '0 background workers']) {
      await expect(left.getByText(nothing)).toBeVisible();
    }
    // What the page would still write as it is left: which records were seen.
    await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    const rest = await page.evaluate(async () => [
      (await indexedDB.databases()).length,
      localStorage.length,
      (await caches.keys()).length,
      (await navigator.serviceWorker.getRegistrations()).length,
    ]);
    expect(rest).toEqual([0, 0, 0, 0]);
    await wiped.getByRole('button', { name: 'Start anew' }).click();
    await expect(page.getByRole('heading', { name: 'Which two spreadsheets belong together?' })).toBeVisible();
    await expect(page.getByText('Recent projects')).toBeHidden();
  });
});
