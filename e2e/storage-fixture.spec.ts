import { mkdir, writeFile } from 'node:fs/promises';
import { dumpDatabase } from '../src/adapters/dexie/storage-dump';
import { sealAdapter, writeAdapter } from '../src/core/tuning/adapter-file';
import { adapterParts } from '../src/core/tuning/adapter-fixture';
import { csvFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** Where the fixtures of this version go; see CONTRIBUTING.md. */
const folder = process.env.ROWLINK_FIXTURES;

test('what this version stores, as a fixture for later ones', async ({ page }) => {
  test.skip(folder === undefined, 'ROWLINK_FIXTURES names no folder');
  const app = new Rowlink(page);
  await app.open();
  await app.dropPair();
  await app.match();
  await app.expectCurrent(1);
  for (const key of ['a', 'x', 'a', ' ', 'Control+z', 'a']) await page.keyboard.press(key);
  await app.expectStatus(4, 'Accepted');
  await app.expectStatus(2, 'None');
  await page.keyboard.press('f');
  await page.keyboard.press('m');
  await page.keyboard.type('ask the museum');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('n');
  await app.expectStatus(5, 'Not there');
  await app.expectSaved();
  const dump = await page.evaluate(`(${dumpDatabase.toString()})('rowlink')`);
  await mkdir(folder!, { recursive: true });
  await writeFile(`${folder}/stored.json`, `${JSON.stringify(dump)}\n`);
  await app.goTo('Export');
  const save = page.getByRole('button', { name: 'Save project file' });
  if ((await save.count()) === 0) return;
  const download = page.waitForEvent('download');
  await save.click();
  await (await download).saveAs(`${folder}/project.rowlink`);
  expect(dump).toBeTruthy();
});

test('what this version stores of duplicates, as a fixture for later ones', async ({ page }) => {
  test.skip(folder === undefined, 'ROWLINK_FIXTURES names no folder');
  const app = new Rowlink(page);
  await app.open();
  await page.getByRole('radio', { name: 'Find duplicates in one table' }).check();
  await app.drop([await csvFile('places.csv', PLACES)]);
  await expect(page.getByRole('heading', { name: 'The table is here.' })).toBeVisible();
  await app.toSetUp();
  await page.getByRole('button', { name: 'Find duplicates' }).click();
  await page.waitForURL(/#\/clusters/);
  await app.cluster(1).click();
  await page.getByRole('checkbox', { name: 'Row 3', exact: true }).check();
  await page.keyboard.press('l');
  await expect(page.getByText('1 row left out.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep name of row 2' }).click();
  await page.getByRole('combobox', { name: 'Which cell of city is kept' }).selectOption({ label: 'Longest' });
  await page.keyboard.press('a');
  await expect(app.cluster(1)).toContainText('Confirmed');
  await app.expectSaved();
  const dump = await page.evaluate(`(${dumpDatabase.toString()})('rowlink')`);
  await mkdir(folder!, { recursive: true });
  await writeFile(`${folder}/stored-clusters.json`, `${JSON.stringify(dump)}\n`);
  await app.goTo('Export');
  await writeFile(`${folder}/clusters.rowlink`, (await app.saveProject()).buffer);
});

test('what this version stores of adapters, as a fixture for later ones', async ({ page }) => {
  test.skip(folder === undefined, 'ROWLINK_FIXTURES names no folder');
  const app = new Rowlink(page);
  await app.open();
  const file = writeAdapter(sealAdapter(adapterParts(8)));
  await app.drop([{ name: 'small.adapter.safetensors', mimeType: '', buffer: Buffer.from(file) }]);
  await expect(page.getByText('The adapter “Companies” is kept in this browser now.')).toBeVisible();
  const dump = await page.evaluate(`(${dumpDatabase.toString()})('rowlink-adapters')`);
  await mkdir(folder!, { recursive: true });
  await writeFile(`${folder}/adapters.json`, `${JSON.stringify(dump)}\n`);
});

const PLACES = [
  ['id', 'name', 'city'],
  ['1', "St Anne's Hospital", 'Sheffield'],
  ['2', "Saint Anne's Hospital", 'Sheffield City'],
  ['3', "St Anne's Hospice", 'Sheffield'],
  ['4', 'Museum of Rope', 'Hull'],
  ['5', 'Grand Theatre', 'Leeds'],
];
