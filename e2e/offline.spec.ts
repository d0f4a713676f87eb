import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { type PageServer, startPageServer } from './fixtures/page-server';
import { readTable } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const PORT = Number(process.env.ROWLINK_TEST_PORT ?? 4199) + 1;
const FOLDER = '/tools/rowlink/';

test.use({ serviceWorkers: 'allow', baseURL: `http://localhost:${PORT}${FOLDER}` });

let server: PageServer;
test.beforeEach(async () => {
  server = await startPageServer(PORT, FOLDER, 'dist');
});
test.afterEach(() => server.stop());

const offlinePart = (page: Page) => page.locator('details').filter({ hasText: 'Without a network' });
const prepared = (page: Page) => expect(offlinePart(page)).toContainText('the program is kept, no model yet');

test('below a path, installable, then the whole way from files to a crosswalk without a network', async ({ page, context }) => {
  const app = new Rowlink(page);
  await page.goto(`${server.address}index.html`);
  await prepared(page);
  const session = await context.newCDPSession(page);
  // Browsers of tests are private windows, where nothing can be installed; nothing else may stand in the way.
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  expect((await session.send('Page.getAppManifest')).errors).toEqual([]);

  await offlinePart(page).locator('summary').click();
  await page.getByRole('button', { name: /^Make available offline \(\d/ }).click();
  await expect(page.getByText('every file was read and is the one that was built')).toBeVisible();
  await expectAccessible(page);

  await server.stop();
  await context.setOffline(true);
  const before = server.asked.length;
  await page.goto(server.address);
  await app.dropPair();
  await app.match();
  await app.expectCurrent(1);
  for (const key of ['a', 'a', 'a', 'a', 'x']) await page.keyboard.press(key);
  await app.expectProgress('5 of 5 decided');
  await app.goTo('Export');
  const { name, bytes } = await app.save('Crosswalk');
  expect((await readTable(name, bytes)).rowCount).toBe(4);
  await page.getByLabel('Language').selectOption('de');
  await expect(page.getByRole('link', { name: 'Dateien' })).toBeVisible();
  expect(server.asked).toHaveLength(before);
});
