import type { BrowserContext } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { allowChangedScripts } from './fixtures/changed-scripts';
import { companyLists } from './fixtures/generated';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const GONE = 'A part that works in the background stopped.';

/** One worker of this name ends without a word when it is called for `method`, as one does that the browser ends; later ones live. */
async function endOne(context: BrowserContext, name: string, method: string): Promise<() => boolean> {
  let hasEnded = false;
  const scripts = `**/assets/${name}.worker-*.js`;
  const end = `/ends-${method}`;
  await context.route(scripts, async (route) => {
    const response = await route.fetch();
    // A spare one may have the changed script too: it asks, and lives where another one has ended.
    const code = `let isSpared = false;
    addEventListener('message', (event) => {
      if (isSpared || event.data.method !== '${method}') return;
      event.stopImmediatePropagation();
      fetch('${end}').then((answer) => answer.text()).then((answer) => {
        if (answer === 'end') return setTimeout(close, 300);
        isSpared = true;
        dispatchEvent(new MessageEvent('message', { data: event.data }));
      });
    })`;
    await route.fulfill({ response, body: `${code};${await response.text()}` });
  });
  await context.route(`**${end}`, async (route) => {
    const body = hasEnded ? 'live' : 'end';
    hasEnded = true;
    await context.unroute(scripts);
    await route.fulfill({ body });
  });
  return () => hasEnded;
}

test.beforeEach(({ context }) => allowChangedScripts(context));

test('a worker that is gone at any stage: a match goes on by itself, the rest says what to do and works the second time', async ({
  page,
  context,
}) => {
  const app = new Rowlink(page);
  const told = page.getByText(GONE).first();
  const [left, right] = await companyLists(220);
  await app.open();

  const reading = await endOne(context, 'parse', 'read');
  await app.drop([left]);
  await expect(app.side('Left').getByRole('alert')).toContainText(GONE);
  expect(reading()).toBe(true);
  await app.drop([left, right]);
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();

  // One after the other in three runs of one match: planning, embedding, searching.
  await app.toSetUp();
  for (const [name, method, count] of [
    ['embed', 'plan', 5],
    ['embed', 'embed', 6],
    ['search', 'find', 7],
  ] as const) {
    const ended = await endOne(context, name, method);
    // The page has one of these in hand, which would be taken first.
    if (name === 'search') await page.reload();
    await page.getByLabel('How many').fill(String(count));
    if (method === 'embed') await page.evaluate(() => indexedDB.deleteDatabase('rowlink-vectors'));
    await app.startMatch();
    await page.waitForURL(/#\/review/);
    await app.matchEnded();
    expect(ended(), method).toBe(true);
    await expect(page.getByText('links suggested')).toBeVisible();
    await expect(told).toBeHidden();
    if (method === 'plan') for (const key of 'axa') await page.keyboard.press(key);
    await app.expectStatus(1, 'Accepted');
    await app.expectStatus(3, 'Accepted');
    await app.goTo('Set up');
  }
  await app.goTo('Review');

  const explaining = await endOne(context, 'search', 'explainRows');
  await page.keyboard.press('e');
  await expect(told).toBeVisible();
  expect(explaining()).toBe(true);
  await page.keyboard.press('e');
  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { name: 'In the texts' })).toBeVisible();
  await page.keyboard.press('e');

  const mapping = await endOne(context, 'map', 'startMap');
  await page.getByRole('link', { name: 'Map', exact: true }).click();
  await expect(told).toBeVisible();
  expect(mapping()).toBe(true);
  await app.goTo('Review');
  await page.getByRole('link', { name: 'Map', exact: true }).click();
  await expect(page.getByRole('table')).toBeVisible();

  await app.goTo('Export');
  const exporting = await endOne(context, 'export', 'export');
  await page.getByRole('radio', { name: /^Joined table/ }).check();
  await page.getByRole('button', { name: 'Save file' }).click();
  await expect(told).toBeVisible();
  expect(exporting()).toBe(true);
  const joined = await app.save('Joined table');
  expect(joined.bytes.toString('utf8').split('\n').length).toBeGreaterThan(200);

  const packing = await endOne(context, 'project-file', 'pack');
  await page.getByRole('button', { name: 'Save project file' }).click();
  await expect.poll(packing).toBe(true);
  await expect(told).toBeVisible();
  const file = await app.saveProject();
  expect(file.buffer.length).toBeGreaterThan(1_000);

  await app.goTo('Review');
  await app.expectStatus(1, 'Accepted');
  await app.expectStatus(3, 'Accepted');
  await app.expectProgress('3 of 220 decided');
});

test('what the browser or another tab removes is in the page still, and in the project file', async ({
  page,
  context,
  baseURL,
}) => {
  const app = new Rowlink(page);
  const [left, right] = await companyLists(60);
  await app.open();
  await app.drop([left, right]);
  for (const remover of ['browser', 'tab'] as const) {
    await app.match();
    for (const key of 'axa') await page.keyboard.press(key);
    await app.expectSaved();
    if (remover === 'browser') {
      const session = await context.newCDPSession(page);
      await session.send('Storage.clearDataForOrigin', { origin: new URL(baseURL!).origin, storageTypes: 'indexeddb' });
    } else {
      const other = await context.newPage();
      await other.goto('/favicon.svg');
      await other.evaluate(() => indexedDB.deleteDatabase('rowlink'));
      await other.close();
    }
    await expect(page.getByText('Kept in memory only', { exact: true })).toBeVisible();
    await expect(page.getByText('save the project file before you close the tab')).toBeVisible();
    await app.expectStatus(3, 'Accepted');
    await page.keyboard.press('a');
    await app.expectStatus(4, 'Accepted');
    await page.getByRole('button', { name: 'Kept in memory only' }).click();
    await expect(page.getByText(/^Not saved in any file since/)).toBeVisible();
    await page.keyboard.press('Escape');
    await app.goTo('Export');
    const file = await app.saveProject();
    const parts = unzipSync(new Uint8Array(file.buffer));
    const lines = (name: string) => strFromU8(parts[name]!).trimEnd().split('\n');
    expect(['tables/left.jsonl', 'tables/right.jsonl', 'decisions.jsonl'].map((name) => lines(name).length)).toEqual([61, 61, 4]);
    expect(parts['candidates.json'] ?? Object.keys(parts).find((name) => name.startsWith('candidates'))).toBeDefined();

    // A new page begins with the file.
    await page.reload();
    await app.goTo('Files');
    await app.drop([file]);
    await page.waitForURL(/#\/review/);
    await app.expectProgress('4 of 60 decided');
    await app.expectSaved();
    await app.goTo('Files');
  }
});
