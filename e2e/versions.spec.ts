import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** Reads or changes the database of the page without the page's own code. */
const OPEN = `const database = await new Promise((resolve, reject) => {
  const request = indexedDB.open('rowlink');
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});`;

test.describe.configure({ timeout: 60_000 });

test('a project of a newer version is refused and stays as it is', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.dropPair();
  await app.match();
  await app.expectCurrent(1);
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await app.expectSaved();
  const projects = `(async () => { ${OPEN}
    const list = await new Promise((resolve) => {
      database.transaction('projects').objectStore('projects').getAll().onsuccess = (event) => resolve(event.target.result);
    });
    database.close();
    return list;
  })()`;
  await page.evaluate(`(async () => { ${OPEN}
    await new Promise((resolve) => {
      const transaction = database.transaction('projects', 'readwrite');
      const store = transaction.objectStore('projects');
      store.getAll().onsuccess = (event) => {
        for (const project of event.target.result) store.put({ ...project, schemaVersion: 99, novel: true });
      };
      transaction.oncomplete = resolve;
    });
    database.close();
  })()`);
  const before = await page.evaluate(projects);
  await page.reload();
  await expect(page.getByText('This project was made by a newer Rowlink.')).toBeVisible();
  await app.goTo('Files');
  await page
    .getByRole('button', { name: /left – right/u })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Which two spreadsheets belong together?' })).toBeVisible();
  expect(await page.evaluate(projects)).toEqual(before);
});

test('a newer database is left alone: the page works in memory and says so, at the start and in the middle', async ({
  page,
  context,
  watch,
}) => {
  // The icon of a page that is only a picture.
  watch.expectErrors(/404/u);
  const app = new Rowlink(page);
  await app.open();
  await app.dropPair();
  await app.match();
  await app.expectCurrent(1);
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await app.expectSaved();

  const upgrade = await context.newPage();
  await upgrade.goto('/favicon.svg');
  await upgrade.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('rowlink', 990);
        request.onupgradeneeded = () => request.result.createObjectStore('novel');
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(request.error);
      }),
  );
  await app.goTo('Review');
  await page.keyboard.press('a');
  await app.expectStatus(2, 'Accepted');
  await expect(page.getByText('A newer version of Rowlink has stored its work in this browser.')).toBeVisible();
  await expect(page.getByText('Kept in memory only', { exact: true })).toBeVisible();

  await page.reload();
  await expect(page.getByText('A newer version of Rowlink has stored its work in this browser.')).toBeVisible();
  const found = await upgrade.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open('rowlink');
        request.onsuccess = () => {
          const database = request.result;
          database.transaction('decisions').objectStore('decisions').count().onsuccess = (event) => {
            resolve([database.version, (event.target as IDBRequest).result]);
            database.close();
          };
        };
      }),
  );
  expect(found).toEqual([990, 1]);
});
