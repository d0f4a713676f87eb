import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { type PageServer, startPageServer } from './fixtures/page-server';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const PORT = Number(process.env.ROWLINK_TEST_PORT ?? 4199) + 310;

test.use({ baseURL: `http://localhost:${PORT}/tools/rowlink/` });

let server: PageServer;
test.beforeEach(async () => {
  server = await startPageServer(PORT, '/tools/rowlink/', 'dist');
});
test.afterEach(() => server.stop());

/** Whoever got hold of the server adds a line to a script; it goes on to say that the file may be kept for ever. */
async function tamper(script: RegExp, times = Number.POSITIVE_INFINITY): Promise<void> {
  let left = times;
  server.intrude((asked, response) => {
    if (!script.test(asked) || left-- <= 0) return false;
    void readFile(path.join('dist', asked)).then((built) => {
      const headers = {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      };
      response.writeHead(200, headers).end(`globalThis.isTampered = true;\n${built}`);
    });
    return true;
  });
}

async function speak(page: Page, tag: string): Promise<void> {
  await page.locator('header [popovertarget]').click();
  await page.locator('header select').filter({ hasText: 'Deutsch' }).selectOption(tag);
  await page.keyboard.press('Escape');
}

const isTampered = (page: Page) => page.evaluate(() => 'isTampered' in globalThis);

test('a part of the page that is loaded later and was changed on the server is not run, whatever it says', async ({
  page,
  watch,
}) => {
  watch.expectErrors(/integrity|digest/);
  await tamper(/^assets\/de-.*\.js$/);
  await page.goto(server.address);
  await expect(page.getByRole('link', { name: 'Files' })).toBeVisible();
  const refused = page.waitForEvent('console', (message) => /integrity|digest/.test(message.text()));
  await speak(page, 'de');
  await refused;
  await speak(page, 'fr');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  expect(await isTampered(page)).toBe(false);

  server.intrude(null);
  await speak(page, 'de');
  await expect(page.getByRole('link', { name: 'Dateien' })).toBeVisible();
});

test('a worker that was changed on the server is not started, and it is said; the file that was built is, once it is back', async ({
  page,
  watch,
}) => {
  watch.expectErrors(/integrity|digest/);
  await tamper(/^assets\/parse\.worker-.*\.js$/);
  await page.goto(server.address);
  const app = new Rowlink(page);
  await page.getByRole('button', { name: 'Try with sample files' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'A part of the program was not run.' });
  await expect(alert.first()).toContainText(/“parse\.worker-.*\.js”/);

  // The broken file stands in the browser's cache for a year, which a new one has to replace.
  server.intrude(null);
  await app.dropPair();
  await tamper(/^assets\/search\.worker-.*\.js$/, 1);
  await app.match();
  expect(await isTampered(page)).toBe(false);
});
