import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/accessible';
import { textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

test('the log of decisions is saved and checked, and shows what was changed in it', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.dropPair();
  await app.match();
  await page.keyboard.press('a');
  await page.keyboard.press('x');
  await page.keyboard.press('Control+z');
  await app.expectSaved();
  await app.goTo('Export');

  const panel = page.getByRole('region', { name: 'Log of what was decided' });
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save the log' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('left – right log.jsonl');
  const text = await readFile(await file.path(), 'utf8');
  expect(text.trimEnd().split('\n')).toHaveLength(5);
  const hash = text.trimEnd().split('\n').at(-2)!.slice(9, 73);
  await expect(panel.getByText('was saved with 3 entries')).toBeVisible();
  await expect(panel.getByText(hash)).toBeVisible();

  const check = async (content: string) => {
    const chooser = page.waitForEvent('filechooser');
    await panel.getByRole('button', { name: 'Check a log…' }).click();
    await (await chooser).setFiles(textFile('log.jsonl', content));
  };
  await check(text);
  await expect(panel.getByText('log.jsonl is intact: 3 entries of “left – right”')).toBeVisible();
  await expect(panel.getByText(hash)).toBeVisible();
  await check(text.replace('"verdict":"match"', '"verdict":"possible"'));
  await expect(panel.getByText('line 2 was changed')).toBeVisible();
  await check(text.split('\n').toSpliced(2, 1).join('\n'));
  await expect(panel.getByText('before line 3 something was removed, inserted or moved')).toBeVisible();
  await check('id,name\n1,x\n');
  await expect(panel.getByText('log.jsonl is not a log of Rowlink.')).toBeVisible();
  await expectAccessible(page);

  // A decision that is changed behind the page's back shows in a log that is saved afterwards.
  await page.evaluate(async () => {
    const [{ name }] = (await indexedDB.databases()) as [{ name: string }];
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    const store = [...database.objectStoreNames].find((each) => /entr|decision|log/i.test(each) && !/cluster/i.test(each))!;
    await new Promise<void>((resolve) => {
      const transaction = database.transaction(store, 'readwrite');
      const cursor = transaction.objectStore(store).openCursor();
      cursor.onsuccess = () => {
        const value = JSON.parse(JSON.stringify(cursor.result!.value).replace('"match"', '"possible"'));
        cursor.result!.update(value);
      };
      transaction.oncomplete = () => resolve();
    });
    database.close();
  });
  const again = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save the log' }).click();
  await check(await readFile(await (await again).path(), 'utf8'));
  await expect(panel.getByText('line 2 was changed')).toBeVisible();
});
