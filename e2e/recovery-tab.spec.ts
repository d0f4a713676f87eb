import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** How many vectors this browser keeps. */
const keptVectors = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('rowlink-vectors');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const blocks = await new Promise<{ keys: Uint32Array }[]>((resolve, reject) => {
      const request = database.transaction('keys').objectStore('keys').getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    database.close();
    return blocks.reduce((sum, { keys }) => sum + keys.length / 4, 0);
  });

/** Ends the process of a page, as the browser does with a tab that it discards, and opens the page again. */
async function discard(page: Page): Promise<Page> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
  const next = await page.context().newPage();
  await new Rowlink(next).open();
  return next;
}

test('frozen, discarded, left and come back to, with a clock that jumps: nothing is lost and nothing is done twice', async ({
  page: first,
  context,
}) => {
  await context.addInitScript(() => {
    const { now } = Date;
    Object.assign(window, { hours: 0 });
    Date.now = () => now() + (window as unknown as { hours: number }).hours * 3_600_000;
  });
  const texts = Array.from({ length: 900 }, (_, at) => `Company number ${at} of ${['Graz', 'Lahti', 'Porto'][at % 3]}`);
  const start = (page: Page) =>
    page.evaluate((list) => {
      const seen = { first: 0, done: 0, isEnded: false };
      Object.assign(window, { seen });
      const onProgress = ({ stage, done }: { stage: string; done: number }): void => {
        if (stage !== 'embedding') return;
        seen.first ||= done;
        seen.done = done;
      };
      void window.rowlink.embed(list, { device: 'wasm', onProgress }).then(() => {
        seen.isEnded = true;
      });
    }, texts);
  const seen = (page: Page) =>
    page.evaluate(() => (window as unknown as { seen: { first: number; done: number; isEnded: boolean } }).seen);

  let page = first;
  let app = new Rowlink(page);
  await app.open();
  await start(page);
  await expect.poll(async () => (await seen(page)).done, { timeout: 60_000 }).toBeGreaterThan(0);
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await expect.poll(() => keptVectors(page), { timeout: 60_000 }).toBeGreaterThan(0);
  page = await discard(page);
  const kept = await keptVectors(page);
  expect(kept).toBeGreaterThan(0);
  await start(page);
  await expect.poll(async () => (await seen(page)).isEnded, { timeout: 90_000 }).toBe(true);
  expect(await keptVectors(page)).toBe(texts.length);

  app = new Rowlink(page);
  await app.dropPair();
  await app.match();
  const jump = (hours: number) => page.evaluate((to) => Object.assign(window, { hours: to }), hours);
  await page.keyboard.press('a');
  await jump(48);
  await page.keyboard.press('a');
  await jump(-48);
  await page.keyboard.press('x');
  await app.expectStatus(3, 'None');
  await app.expectSaved();
  page = await discard(page);
  app = new Rowlink(page);
  await app.goTo('Review');
  await app.expectProgress('3 of 5 decided');
  await app.expectStatus(2, 'Accepted');

  await app.goTo('Export');
  const file = await app.saveProject();
  await app.goTo('Files');
  await app.drop([{ ...file, name: 'again.rowlink' }]);
  page = await discard(page);
  app = new Rowlink(page);
  await app.goTo('Files');
  await app.drop([file]);
  await page.waitForURL(/#\/review/);
  await app.expectProgress('3 of 5 decided');
  await page.goto('about:blank');
  await page.goBack();
  await app.expectStatus(3, 'None');
  await page.keyboard.press('Control+z');
  await app.expectStatus(3, 'Pending');
  await app.expectSaved();
});
