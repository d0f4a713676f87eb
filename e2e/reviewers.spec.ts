import type { Browser } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { csvFile, LEFT, RIGHT, type TestFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** A reviewer at a computer of their own: the same two tables, matched, and some keys pressed. */
async function review(browser: Browser, baseURL: string | undefined, keys: string): Promise<Rowlink> {
  const context = await browser.newContext({ baseURL: baseURL! });
  const app = new Rowlink(await context.newPage());
  await app.open();
  await app.dropPair();
  await app.match();
  await app.expectCurrent(1);
  for (const key of keys) await app.page.keyboard.press(key === '_' ? ' ' : key);
  await app.expectSaved();
  return app;
}

async function saveAs(app: Rowlink, name: string): Promise<TestFile> {
  await app.goTo('Export');
  await app.page.getByLabel('Your name').fill(name);
  return app.saveProject();
}

test('decisions of two reviewers are merged, their differences come to review, and the history keeps both', async ({
  page,
  browser,
  baseURL,
}) => {
  const ben = await review(browser, baseURL, 'axxa');
  const file = await saveAs(ben, 'Ben');
  await ben.page.context().close();

  const ann = new Rowlink(page);
  await ann.open();
  await ann.dropPair();
  await ann.match();
  await ann.goTo('Export');
  await page.getByLabel('Your name').fill('Ann');
  await ann.goTo('Review');
  await ann.expectCurrent(1);
  for (const key of 'aax') await page.keyboard.press(key);
  await ann.expectStatus(3, 'None');
  await ann.expectSaved();

  await ann.drop([file]);
  const offer = page.getByRole('dialog', { name: 'Merge decisions' });
  await expect(offer).toContainText('2 of 3 records that both decided are decided alike (67%)');
  await expect(offer).toContainText('kappa');
  await expect(offer.getByLabel('Their name')).toHaveValue('Ben');
  await expect(offer).toContainText('1 record that only they decided takes their decision.');
  await expectAccessible(page);
  await offer.getByRole('button', { name: 'Merge', exact: true }).click();

  await page.waitForURL(/#\/review\?.*status=differs/);
  await expect(page.getByText('Reviewers differ on 1 record.')).toBeVisible();
  await ann.expectCurrent(2);
  const panel = page.getByRole('region', { name: 'Reviewers differ on this record' });
  await expect(panel).toContainText('Here: right row 1');
  await expect(panel).toContainText('Ben: none of these');
  await expectAccessible(page);
  await panel.getByRole('button', { name: "Take Ben's" }).click();
  await expect(page.getByText('No record fits these filters.').first()).toBeVisible();
  await page.getByLabel('Status').selectOption('All');
  await ann.expectStatus(2, 'None');
  await ann.expectStatus(4, 'Accepted');

  await expect(page).not.toHaveURL(/status=/);
  await page.reload();
  await ann.expectStatus(4, 'Accepted');
  await page.getByRole('button', { name: 'History…' }).click();
  const history = page.getByRole('dialog', { name: 'History of decisions' });
  await expect(history.getByText('9 entries')).toBeVisible();
  await expect(history.getByText('Decisions of Ben merged, 4 entries')).toBeVisible();
  await expect(history.getByText('merged in 4')).toHaveCount(4);
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  // The same file again: nothing is new in it, so it is offered as a project only when asked.
  await ann.goTo('Export');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Merge another reviewer' }).click();
  await (await chooser).setFiles({ ...file, mimeType: 'application/octet-stream' });
  await expect(page.getByRole('dialog', { name: 'Nothing new to merge' })).toBeVisible();
});

test('an old decision is taken back without the later ones, and stays so after a reload', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.dropPair();
  await app.match();
  await app.expectCurrent(1);
  for (const key of 'axa') await page.keyboard.press(key);
  await app.expectStatus(3, 'Accepted');
  await page.getByRole('button', { name: 'History…' }).click();
  const history = page.getByRole('dialog', { name: 'History of decisions' });
  await history.getByLabel('Your name').fill('Ann');
  await history.getByRole('button', { name: 'Take back decision 1' }).click();
  await expect(history.getByText('Decision 1 was taken back.')).toBeVisible();
  await expect(history.getByRole('listitem').first()).toContainText('Ann');
  await history.getByLabel('Show').selectOption('What counts');
  await expect(history.getByText('3 entries')).toBeVisible();
  await history.getByRole('button', { name: 'Go to row 2' }).click();
  await app.expectCurrent(2);
  for (let visit = 0; visit < 2; visit++) {
    await app.expectStatus(1, 'Pending');
    await app.expectStatus(2, 'None');
    await app.expectStatus(3, 'Accepted');
    await page.reload();
  }
  await app.expectStatus(3, 'Accepted');
  await page.keyboard.press('Control+z');
  await app.expectStatus(1, 'Accepted');
});

test('decisions on other rows are not merged: what differs is said', async ({ page, browser, baseURL }) => {
  const ben = await review(browser, baseURL, 'a');
  const file = await saveAs(ben, 'Ben');
  await ben.page.context().close();
  const app = new Rowlink(page);
  await app.open();
  await app.drop([await csvFile('left.csv', LEFT), await csvFile('right-v2.csv', RIGHT.slice(0, -1))]);
  await app.match();
  await app.goTo('Export');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Merge another reviewer' }).click();
  await (await chooser).setFiles({ ...file, mimeType: 'application/octet-stream' });
  const refusal = page.getByRole('dialog', { name: 'These decisions cannot be merged' });
  await expect(refusal).toContainText('Right table: right-v2.csv has 4 rows here, right.csv has 5 rows in the file.');
  await expectAccessible(page);
  await refusal.getByRole('button', { name: 'Open as a project of its own' }).click();
  await page.waitForURL(/#\/review/);
  await app.expectStatus(1, 'Accepted');
});

test('edits of clusters by two reviewers are merged, with agreement, differing clusters to settle, and a log that holds', async ({
  page,
  browser,
  baseURL,
}) => {
  const [cluster, other] = [1, 4];
  /** Leaves a row out of the first cluster, confirms the others. */
  const work = async (app: Rowlink, leftOut: number | null): Promise<TestFile> => {
    await app.open();
    await app.page.getByRole('radio', { name: 'Find duplicates in one table' }).check();
    await app.drop([await csvFile('places.csv', PLACES)]);
    await app.toSetUp();
    await app.page.getByRole('button', { name: 'Find duplicates' }).click();
    await app.page.waitForURL(/#\/clusters/);
    await app.goTo('Export');
    await app.page.getByLabel('Your name').fill(leftOut === null ? 'Ann' : 'Ben');
    await app.goTo('Clusters');
    await app.cluster(cluster).click();
    if (leftOut !== null) {
      await app.page.getByRole('checkbox', { name: `Row ${leftOut}`, exact: true }).check();
      await app.page.keyboard.press('l');
      await expect(app.page.getByText('1 row left out.')).toBeVisible();
    }
    for (const row of [cluster, other]) {
      await app.cluster(row).click();
      await app.page.getByRole('button', { name: 'Confirm' }).click();
      await expect(app.cluster(row)).toContainText('Confirmed');
    }
    await app.expectSaved();
    if (leftOut === null) return { name: '', mimeType: '', buffer: Buffer.of() };
    await app.goTo('Export');
    return app.saveProject();
  };
  const context = await browser.newContext({ baseURL: baseURL! });
  const file = await work(new Rowlink(await context.newPage()), 3);
  await context.close();
  const ann = new Rowlink(page);
  await work(ann, null);

  await ann.drop([file]);
  const offer = page.getByRole('dialog', { name: 'Merge decisions' });
  await expect(offer).toContainText(
    'Of 5 rows that both settled, 4 pairs were put together by at least one of you, 2 of them by both.',
  );
  await expect(offer).toContainText('adjusted Rand index');
  await expect(offer).toContainText('1 group of rows on which you differ');
  await expectAccessible(page);
  await offer.getByRole('button', { name: 'Merge', exact: true }).click();

  await page.waitForURL(/#\/clusters/);
  await expect(page.getByText('Reviewers differ on 1 group of rows.')).toBeVisible();
  await ann.cluster(other).click();
  await page.getByRole('button', { name: 'Show them' }).click();
  const panel = page.getByRole('region', { name: 'Ben put these rows together otherwise' });
  await expect(panel).toContainText('Here: { 1, 2, 3 }');
  await expect(panel).toContainText('Ben: { 1, 2 } { 3 }');
  await expectAccessible(page);
  await panel.getByRole('button', { name: "Take Ben's" }).click();
  await expect(panel).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Show' }).selectOption('All clusters');
  await expect(ann.cluster(cluster).getByRole('gridcell').nth(1)).toHaveText('2');

  await page.reload();
  await page.getByRole('button', { name: 'History…' }).click();
  const history = page.getByRole('dialog', { name: 'History of clusters' });
  await expect(history.getByText('Edits of Ben merged, 3 entries')).toBeVisible();
  await history.getByRole('button', { name: 'Close' }).first().click();
  await page.keyboard.press('Control+z');
  await expect(ann.cluster(cluster).getByRole('gridcell').nth(1)).toHaveText('3');
  await expect(page.getByText('Reviewers differ on 1 group of rows.')).toBeVisible();

  await ann.goTo('Export');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the log' }).click();
  const log = await download;
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Check a log…' }).click();
  await (await chooser).setFiles(await log.path());
  await expect(page.getByText('is intact: 5 entries of “places”')).toBeVisible();
});

const PLACES = [
  ['id', 'name', 'city'],
  ['1', "St Anne's Hospital", 'Sheffield'],
  ['2', "Saint Anne's Hospital", 'Sheffield'],
  ['3', "St Anne's Hospital Annexe", 'Sheffield'],
  ['4', 'Museum of Rope', 'Hull'],
  ['5', 'The Museum of Rope', 'Hull'],
  ['6', 'Grand Theatre', 'Leeds'],
];
