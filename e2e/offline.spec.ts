import { cp, link, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { listAnew } from '../scripts/offline-worker.mjs';
import { expectAccessible } from './fixtures/accessible';
import { type PageServer, startPageServer } from './fixtures/page-server';
import { readTable } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const PORT = Number(process.env.ROWLINK_TEST_PORT ?? 4199) + 300;
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
  await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible();
  await app.dropPair();
  await app.match();
  await app.expectCurrent(1);
  for (const key of ['a', 'a', 'a', 'a', 'x']) await page.keyboard.press(key);
  await app.expectProgress('5 of 5 decided');
  await app.goTo('Export');
  const { name, bytes } = await app.save('Crosswalk');
  expect((await readTable(name, bytes)).rowCount).toBe(4);
  await speakGerman(page);
  expect(server.asked).toHaveLength(before);
});

test('what is not the file that was built is refused and explained; what came before stays', async ({ page, watch }) => {
  await page.goto(server.address);
  await prepared(page);
  await offlinePart(page).locator('summary').click();
  await page.getByRole('checkbox', { name: /^Language model: Small/ }).uncheck();
  await page.getByRole('checkbox', { name: /^Runtime of the language models/ }).uncheck();
  const instead = (answer: (response: import('node:http').ServerResponse) => void) =>
    server.intrude((asked, response) => {
      if (!asked.endsWith('tokenizer.json')) return false;
      answer(response);
      return true;
    });
  const keep = page.getByRole('button', { name: /^Make available offline \(/ });

  instead((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>'));
  await keep.click();
  await expect(page.getByText(/^Instead of the file “models\/rowlink-instant\/.*” a web page came\.$/)).toBeVisible();
  instead((response) => {
    response.writeHead(200, { 'content-length': 2_285_878 }).write('half');
    setTimeout(() => response.destroy(), 200);
  });
  watch.expectErrors(/ERR_CONTENT_LENGTH_MISMATCH|ERR_CONNECTION|ERR_EMPTY_RESPONSE/);
  await keep.click();
  await expect(page.getByText('came only in part')).toBeVisible();
  server.intrude(null);
  server.asked.length = 0;
  await keep.click();
  await expect(page.getByText('every file was read and is the one that was built')).toBeVisible();
  expect(server.asked).toEqual(['models/rowlink-instant/tokenizer.json']);

  // A file that went bad on the disk.
  await page.evaluate(async () => {
    const name = (await caches.keys()).find((one) => one.endsWith('parts'))!;
    const cache = await caches.open(name);
    const entry = (await cache.keys()).find(({ url }) => url.includes('tokenizer.json'))!;
    await cache.put(entry, new Response('{}'));
  });
  await page.getByRole('button', { name: 'Check all files' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '1 file was not as it should be' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove models and runtimes' }).click();
  await prepared(page);
});

test('a new version waits, asks, and leaves work and other tabs alone', async ({ page, context }) => {
  const next = await nextVersion();
  try {
    const app = new Rowlink(page);
    await page.goto(server.address);
    await prepared(page);
    await page.reload();
    await app.loadSamples();
    await app.match();
    await page.keyboard.press('a');
    await app.expectStatus(1, 'Accepted');
    const other = await context.newPage();
    // Work of this tab is in memory only: it would be lost.
    await other.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('none', 'SecurityError');
      };
    });
    await other.goto(server.address);
    await new Rowlink(other).loadSamples();

    server.serve(next.folder);
    const notice = page.getByText('A new version is ready. Your work is saved; load it now?');
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
    await expect(notice).toBeVisible();
    await expect(other.getByText('A new version is ready')).toHaveCount(0);
    await page.getByRole('button', { name: 'Load it now' }).click();
    await expect(page.getByText('Another tab of this page is still at work.')).toBeVisible();
    await expect(page).toHaveTitle(/Rowlink/);
    expect(await page.evaluate(() => document.documentElement.dataset.version)).toBeUndefined();

    await other.close();
    const third = await context.newPage();
    await third.goto(server.address);
    await expect(third.getByText('A new version is ready')).toBeVisible();
    await page.getByRole('button', { name: 'Load it now' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-version', 'next');
    await app.expectStatus(1, 'Accepted');

    // The third tab runs the earlier version, whose parts the server no longer has.
    await expect(third.getByText('Another tab now uses a new version.')).toBeVisible();
    await speakGerman(third);
    expect(await shells(page)).toBe(2);
    await third.close();
    await page.reload();
    await expect.poll(() => shells(page)).toBe(1);
  } finally {
    await rm(next.folder, { recursive: true });
  }
});

/** Its texts are a part of the page that is loaded when it is chosen. */
async function speakGerman(page: Page): Promise<void> {
  await page.locator('header [popovertarget]').click();
  await page.locator('header select').filter({ hasText: 'Deutsch' }).selectOption('de');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Dateien' })).toBeVisible();
}

const shells = (page: Page) => page.evaluate(async () => (await caches.keys()).filter((name) => name.includes(' shell ')).length);

/** The built page as another version: another start page, and German under another name. */
async function nextVersion(): Promise<{ readonly folder: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rowlink-next-'));
  const big = /\.(onnx|wasm)$/;
  await cp('dist', folder, { recursive: true, filter: (source) => !big.test(source) });
  for (const entry of await readdir('dist', { recursive: true }))
    if (big.test(entry))
      await link(path.join('dist', entry), path.join(folder, entry)).catch(() =>
        cp(path.join('dist', entry), path.join(folder, entry)),
      );
  const german = (await readdir(path.join(folder, 'assets'))).find((name) => /^de-.*\.js$/.test(name))!;
  await rename(path.join(folder, 'assets', german), path.join(folder, 'assets', 'de-next.js'));
  const start = path.join(folder, 'index.html');
  await writeFile(start, (await readFile(start, 'utf8')).replace('<html lang="en"', '<html lang="en" data-version="next"'));
  await listAnew(folder);
  return { folder };
}
