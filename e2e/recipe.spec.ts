import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { csvFile, type Rows, type TestFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const APRIL: Rows = [
  ['id', 'name', 'town'],
  ['a1', 'Dr. Northwind Traders', 'Lyon'],
  ['a2', 'Blue Lagoon Hotel', 'Nice'],
  ['a3', 'Alpine Glass Works', 'Bern'],
  ['a4', 'Harbour Mill', 'Kiel'],
];
const REGISTER: Rows = [
  ['key', 'title', 'place'],
  ['r1', 'Northwind Traders', 'Lyon'],
  ['r2', 'Blue Lagoon Hotel', 'Nice'],
  ['r3', 'Alpine Glassworks', 'Bern'],
  ['r4', 'Harbor Mill', 'Kiel'],
];
/** Another order, a row that changed, one that is new, one that is gone. */
const MAY: Rows = [
  ['id', 'name', 'town'],
  ['a5', 'Copper Kettle', 'Graz'],
  ['a3', 'Alpine Glass Works', 'Bern'],
  ['a1', 'Dr. Northwind Traders', 'Lyon'],
  ['a2', 'Blue Lagoon Hotel & Spa', 'Nice'],
];
const NEW_REGISTER: Rows = [REGISTER[0]!, ...REGISTER.slice(1).toReversed(), ['r9', 'Copper Kettle', 'Graz']];

async function download(page: Page, button: string): Promise<TestFile> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), mimeType: 'application/json', buffer: await readFile(await file.path()) };
}

test('a recipe does the same with the files of next month, and decisions on unchanged rows come along', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([await csvFile('shops-2026-04.csv', APRIL), await csvFile('register-2026-04.csv', REGISTER)]);
  await app.toSetUp();
  await page.getByText('Clean before comparing').click();
  await page.getByLabel('Step to add').first().selectOption('titles');
  await page.getByRole('button', { name: 'Add a step' }).first().click();
  await app.startMatch();
  await page.waitForURL(/#\/review/);
  await app.matchEnded();
  for (const row of [1, 2, 3]) {
    await app.expectCurrent(row);
    await page.keyboard.press('a');
    await app.expectStatus(row, 'Accepted');
  }
  await page.keyboard.press('x');
  await app.expectStatus(4, 'None');
  await app.goTo('Export');
  await expectAccessible(page);

  const recipe = await download(page, 'Save recipe');
  await expect(page.getByText('with 4 decisions')).toBeVisible();
  expect(recipe.name).toMatch(/\.recipe\.json$/);
  const text = recipe.buffer.toString('utf8');
  expect(text).toContain('"kind": "titles"');
  for (const [, ...cells] of [...APRIL.slice(1), ...REGISTER.slice(1)])
    for (const cell of cells) expect(text).not.toContain(cell);
  const script = await download(page, 'Save as Python script');
  expect(script.buffer.toString('utf8')).toContain('lt.merge(');

  // Elsewhere, with files in the wrong order.
  const context = await page
    .context()
    .browser()!
    .newContext({ baseURL: new URL(page.url()).origin });
  const other = new Rowlink(await context.newPage());
  await other.open();
  await other.drop([recipe]);
  const banner = other.page.getByRole('region', { name: 'Recipe' });
  await expect(banner.getByText('It was made with shops-2026-04.csv on the left')).toBeVisible();
  await other.drop([await csvFile('register-2026-05.csv', NEW_REGISTER), await csvFile('shops-2026-05.csv', MAY)]);
  await expect(banner.getByText('2 decisions carried over, 2 left rows are new, changed or were not decided.')).toBeVisible();
  await expect(banner.getByText('2 decisions speak of rows that are gone or changed.')).toBeVisible();
  await other.match();
  await other.expectStatus(1, 'Pending');
  await other.expectStatus(2, 'Accepted');
  await other.expectStatus(3, 'Accepted');
  await other.expectStatus(4, 'Pending');
  await other.page.reload();
  await other.expectStatus(3, 'Accepted');
  await expect(other.page.getByText('compared as: Northwind Traders')).toBeHidden();
  await other.line(3).click();
  await expect(other.page.getByText('compared as: Northwind Traders')).toBeVisible();

  // A column has another name: it is named, with the nearest one, and one press puts it right.
  await other.goTo('Files');
  await other.page.getByRole('button', { name: 'New project' }).click();
  await other.drop([
    recipe,
    await csvFile('shops-2026-06.csv', [['id', 'shop name', 'town'], ...MAY.slice(1)]),
    await csvFile('register-2026-06.csv', NEW_REGISTER),
  ]);
  await expect(banner.getByText('“name” is not in the left table; “shop name” is the most similar.')).toBeVisible();
  await expect(banner.getByText('Decisions were not carried over')).toBeVisible();
  await expectAccessible(other.page);
  await banner.getByRole('button', { name: 'Use “shop name”' }).click();
  await expect(banner.getByText('2 decisions carried over')).toBeVisible();
  await other.toSetUp();
  await expect(other.page.getByLabel('Left column of pair 1')).toHaveValue('=shop name');
  await context.close();

  // The short way, on the page itself; and a recipe of a newer version is refused.
  await page.getByRole('button', { name: 'Use these settings and decisions for new files' }).click();
  await expect(page.getByRole('heading', { name: 'is ready: now the files' })).toBeVisible();
  await app.drop([await csvFile('shops-2026-05.csv', MAY), await csvFile('register-2026-05.csv', NEW_REGISTER)]);
  await expect(page.getByText('2 decisions carried over, 2 left rows are new')).toBeVisible();
  await app.drop([{ ...recipe, buffer: Buffer.from(text.replace('"version": 1', '"version": 2')) }]);
  await expect(page.getByText('was saved by a newer version of Rowlink')).toBeVisible();
});

test('a recipe of stacked files stacks those of the next month, and waits for them over a reload', async ({ page }) => {
  const app = new Rowlink(page);
  const [head, ...shops] = APRIL;
  const part = (rows: Rows): Rows => [head!, ...rows];
  await app.open();
  await app.drop([
    await csvFile('shops-2026-04-north.csv', part(shops.slice(0, 2))),
    await csvFile('shops-2026-04-south.csv', part(shops.slice(2))),
    await csvFile('register-2026-04.csv', REGISTER),
  ]);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Stack all: Left table' }).click();
  await dialog.getByRole('group', { name: 'register-2026-04.csv' }).getByRole('radio', { name: 'Right table' }).check();
  await dialog.getByRole('button', { name: 'Read the files' }).click();
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await page.getByText('Stacked from 2 tables').click();
  await page.getByLabel('Name of the column that says the file or sheet').fill('source');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('columnheader', { name: 'source' }).first()).toBeAttached();
  await app.match();
  await app.goTo('Export');
  const recipe = await download(page, 'Save recipe');
  expect(JSON.parse(recipe.buffer.toString()).tables.left.stack.settings.sourceColumn).toBe('source');
  const script = await download(page, 'Save as Python script');
  expect(script.buffer.toString()).toContain('read_stack(arguments[0], LEFT_PARTS');

  await app.goTo('Files');
  await page.getByRole('button', { name: 'New project' }).click();
  await app.drop([recipe]);
  const banner = page.getByRole('region', { name: 'Recipe' });
  await expect(banner.getByText('2 stacked files (shops-2026-04-north.csv, …) on the left')).toBeVisible();
  await expectAccessible(page);
  await app.expectSaved();
  await page.reload();
  await expect(banner.getByText('2 stacked files (shops-2026-04-north.csv, …) on the left')).toBeVisible();
  await app.drop([
    await csvFile('shops-2026-05-south.csv', part(shops.slice(2))),
    await csvFile('register-2026-05.csv', NEW_REGISTER),
    await csvFile('shops-2026-05-north.csv', part(shops.slice(0, 2))),
  ]);
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await expect(app.side('Left')).toContainText('4 rows');
  await expect(app.side('Left')).toContainText('source');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await expect(banner).toHaveCount(0);
});

test('a row without a counterpart is asked again when the right table has a new row that may be it, also after a reload', async ({
  page,
}) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([await csvFile('shops-2026-04.csv', APRIL), await csvFile('register-2026-04.csv', REGISTER.slice(0, 3))]);
  await app.match();
  for (const row of [1, 2, 3, 4]) {
    await app.expectCurrent(row);
    await page.keyboard.press(row < 3 ? 'a' : 'x');
    await app.expectStatus(row, row < 3 ? 'Accepted' : 'None');
  }
  await app.goTo('Export');
  await page.getByRole('button', { name: 'Use these settings and decisions for new files' }).click();
  await expect(page.getByRole('button', { name: 'Choose files…' })).toBeVisible();
  await app.drop([
    await csvFile('shops-2026-05.csv', APRIL),
    await csvFile('register-2026-05.csv', [...REGISTER.slice(0, 3), ['r7', 'Alpine Glass Works', 'Bern']]),
  ]);
  await expect(page.getByText('After matching, those are asked again')).toBeVisible();
  await app.expectSaved();
  await page.reload();
  await app.match();
  await expect(page.getByText('Asked again, because the right table has new rows')).toBeVisible();
  await app.expectStatus(2, 'Accepted');
  await app.expectStatus(3, 'Pending');
  await app.expectStatus(4, 'None');
  await page.getByRole('button', { name: 'History…' }).click();
  await expect(page.getByText('1 row without a counterpart asked again')).toBeVisible();
});
