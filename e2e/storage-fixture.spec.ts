import { mkdir, writeFile } from 'node:fs/promises';
import { dumpDatabase } from '../src/adapters/dexie/storage-dump';
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
