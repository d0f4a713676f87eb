import type { Page } from '@playwright/test';
import { companyLists } from './fixtures/generated';
import { csvFile, LEFT, RIGHT } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** Counts what the page asks of its workers, by method. */
const countCalls = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const calls: Record<string, number> = {};
    Object.assign(window, { calls });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
      const { kind, method } = args[0] as { kind?: string; method?: string };
      if (kind === 'call' && method) calls[method] = (calls[method] ?? 0) + 1;
      return Reflect.apply(postMessage, this, args);
    } as Worker['postMessage'];
  });

/** What was asked since the last time: searches, links, and whether a model was loaded. */
const callsSince = (page: Page) =>
  page.evaluate(() => {
    const { calls } = window as unknown as { calls: Record<string, number> };
    const { find = 0, link = 0, embed = 0 } = calls;
    for (const method of Object.keys(calls)) delete calls[method];
    return { find, link, embed: embed > 0 };
  });

/** How many vectors of the accurate or small model are kept in the browser. */
const vectorCount = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'rowlink-vectors')) return 0;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('rowlink-vectors');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const blocks = await new Promise<{ model: string; keys: Uint32Array }[]>((resolve, reject) => {
      const request = database.transaction('keys').objectStore('keys').getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    database.close();
    return blocks.filter(({ model }) => model.startsWith('rowlink-small')).reduce((sum, { keys }) => sum + keys.length / 4, 0);
  });

const KEPT_NOTICE = 'the candidates of that run are back';

test.describe.configure({ timeout: 90_000 });

test('a change computes only what it changes, and going back computes nothing', async ({ page }) => {
  await countCalls(page);
  const app = new Rowlink(page);
  await app.open();
  await app.dropPair();
  await app.match();
  expect(await callsSince(page)).toMatchObject({ embed: true });
  const vectors = await vectorCount(page);
  expect(vectors).toBe(LEFT.length - 1 + (RIGHT.length - 1));
  await app.expectCurrent(1);
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  const first = await app.queue.innerText();

  await test.step('reload: the review is there', async () => {
    await page.reload();
    await app.expectStatus(1, 'Accepted');
    expect(await app.queue.innerText()).toBe(first);
    expect(await callsSince(page)).toEqual({ find: 0, link: 0, embed: false });
  });

  await test.step('other links: no search', async () => {
    await app.goTo('Set up');
    await page.getByRole('radio', { name: 'Many to many' }).check();
    await app.expectSaved();
    await expect.poll(async () => (await callsSince(page)).link).toBe(1);
    await page.getByRole('radio', { name: 'One to one' }).check();
    await app.expectSaved();
    await expect.poll(async () => callsSince(page)).toEqual({ find: 0, link: 1, embed: false });
  });

  await test.step('another column: only its texts are read', async () => {
    await page.getByRole('button', { name: 'Remove pair 2' }).click();
    await app.startMatch();
    await page.waitForURL(/#\/review/);
    await app.matchEnded();
    expect(await callsSince(page)).toMatchObject({ embed: true });
    // Rows whose note is empty have the same text with and without it.
    const emptyNotes =
      LEFT.slice(1).filter(([, , note]) => note === '').length + RIGHT.slice(1).filter(([, , note]) => note === '').length;
    expect(await vectorCount(page)).toBe(2 * vectors - emptyNotes);
  });

  await test.step('back to the first settings: nothing is computed', async () => {
    await app.goTo('Set up');
    await page.getByRole('button', { name: 'Add a pair' }).click();
    await page.getByLabel('Left column of pair 2').selectOption('note');
    await page.getByLabel('Right column of pair 2').selectOption('note');
    await app.startMatch();
    await page.waitForURL(/#\/review/);
    await expect(page.getByText(KEPT_NOTICE)).toBeVisible();
    expect(await callsSince(page)).toEqual({ find: 0, link: 0, embed: false });
    expect(await app.queue.innerText()).toBe(first);
  });

  await test.step('the same files again, in a project of their own: nothing but reading', async () => {
    await app.goTo('Files');
    await app.dropPair();
    await app.expectSaved();
    await app.goTo('Review');
    await app.expectStatus(1, 'Accepted');
    await app.goTo('Files');
    await app.drop([await csvFile('left.csv', LEFT.slice(0, -1)), await csvFile('right.csv', RIGHT)]);
    await expect(app.side('Left').getByText('4 rows')).toBeVisible();
    await app.match();
    expect(await callsSince(page)).toMatchObject({ embed: false });
    expect(await vectorCount(page)).toBe(2 * vectors - 4);
  });
});

test('what was embedded before a crash is not embedded again', async ({ page, context }) => {
  const rows = 500;
  const files = await companyLists(rows, 31);
  const app = new Rowlink(page);
  await app.open();
  await app.drop(files);
  await app.toSetUp();
  await app.startMatch();
  await expect.poll(() => vectorCount(page), { timeout: 60_000, intervals: [50] }).toBeGreaterThan(100);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;

  const next = new Rowlink(await context.newPage());
  await next.open();
  const kept = await vectorCount(next.page);
  expect(kept).toBeGreaterThan(100);
  await next.match();
  console.log(`${kept} of ${2 * rows} vectors were there after the crash`);
  expect(await vectorCount(next.page)).toBe(2 * rows);
});
