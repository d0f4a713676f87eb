import type { BrowserContext, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { allowChangedScripts } from './fixtures/changed-scripts';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** From the samples to a match that fails with `sentence`; candidates by spelling are there all the same. */
async function expectFailedMatch(page: Page, sentence: string): Promise<void> {
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.toSetUp();
  await app.startMatch();
  await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
  await page.waitForURL(/#\/review/);
  await app.matchEnded();
  await expect(app.line(1)).toContainText('vd Zwaluw Bloemen BV');
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
}

/** Serves a worker's script with `code` before it, and the page without hashes, which would refuse it. */
async function poisonWorker(context: BrowserContext, name: string, code: string): Promise<void> {
  await context.route(/\/(?:index\.html)?(?:#.*)?$/u, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<meta name="script-hashes"[^>]*>/u, '');
    await route.fulfill({ response, body });
  });
  await context.route(`**/assets/${name}.worker-*.js`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code};${await response.text()}` });
  });
}

test.beforeEach(({ context }) => allowChangedScripts(context));

test('a model file that is missing is named, and spelling still works', async ({ page, context, watch }) => {
  watch.expectErrors(/404/);
  await context.route('**/models/**/*.onnx', (route) => route.fulfill({ status: 404, body: 'Not found' }));
  await expectFailedMatch(page, 'The language model is not there.');
});

test('a model file that is damaged is not used', async ({ page, context }) => {
  await context.route('**/models/**/*.onnx', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[1000]! ^= 1;
    await route.fulfill({ response, body });
  });
  await expectFailedMatch(page, 'The language model is damaged.');
});

test('a page in place of a model file is not taken for one', async ({ page, context }) => {
  await context.route('**/models/**/manifest.json', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await expectFailedMatch(page, 'The language model is damaged.');
});

test('without WebAssembly the page says so and compares by spelling', async ({ page, context }) => {
  await poisonWorker(context, 'embed', 'delete globalThis.WebAssembly');
  await expectFailedMatch(page, 'This browser does not allow WebAssembly.');
});

test('too little memory for the model is told, and spelling still works', async ({ page, context, watch }) => {
  watch.expectErrors(/onnxruntime|memory|alloc/iu);
  await poisonWorker(context, 'embed', "WebAssembly.Memory = function () { throw new RangeError('could not allocate memory'); }");
  await expectFailedMatch(page, "This computer's memory is full.");
});

test('a worker that crashes ends the run with a sentence; the next run starts anew', async ({ page, context }) => {
  await poisonWorker(
    context,
    'embed',
    "addEventListener('message', ({ data }) => { if (data.method === 'embed') throw new Error('crash'); })",
  );
  await expectFailedMatch(page, 'A part that works in the background stopped.');
  await context.unrouteAll();
  const app = new Rowlink(page);
  await app.goTo('Set up');
  await app.startMatch();
  await page.waitForURL(/#\/review/);
  await app.matchEnded();
  await expect(page.getByText('links suggested')).toBeVisible();
  await app.expectStatus(1, 'Accepted');
});

test('a search worker that crashes is replaced, and nothing is lost', async ({ page, context }) => {
  await poisonWorker(
    context,
    'search',
    "let opened = 0; addEventListener('message', ({ data }) => { if (data.method === 'open' && ++opened > 1) throw new Error('crash'); })",
  );
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.match();
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await app.goTo('Set up');
  await page.getByLabel('How many').fill('7');
  await app.startMatch();
  await page.waitForURL(/#\/review/);
  await app.matchEnded();
  await expect(page.getByText('A part that works in the background stopped.')).toBeHidden();
  await app.expectStatus(1, 'Accepted');
});

test('a reader that crashes leaves the other table alone', async ({ page, context }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.dropPair();
  await poisonWorker(context, 'parse', "addEventListener('message', () => { throw new Error('crash'); })");
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a\n1\n') });
  await expect(app.side('Left').getByRole('alert')).toContainText('A part that works in the background stopped.');
  await expect(app.side('Right').getByRole('cell', { name: 'Granite Quarry Inc' })).toBeVisible();
});

test('without storage everything works in memory, and the page says so', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  const app = new Rowlink(page);
  await app.open();
  await expect(page.getByText('Kept in memory only', { exact: true })).toBeVisible();
  await expect(page.getByText('save the project file before you close the tab')).toBeVisible();
  await app.dropPair();
  await app.match();
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await app.goTo('Export');
  expect((await app.save('Joined table')).bytes.toString('utf8')).toContain('Northwind Traders Limited');
  const unsaved = page.getByText(/^Not saved in any file since/);
  await page.getByRole('button', { name: 'Kept in memory only' }).click();
  await expect(unsaved).toBeVisible();
  await page.getByRole('link', { name: 'Save a project file' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save project file' }).click();
  await download;
  await page.getByRole('button', { name: 'Kept in memory only' }).click();
  await expect(page.getByRole('dialog', { name: 'Where your work is kept' })).toBeVisible();
  await expect(unsaved).toBeHidden();
});

test('clusters that are settled without storage wait for a project file too', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  const app = new Rowlink(page);
  await app.open();
  await app.findDuplicates();
  await page.keyboard.press('a');
  await expect(app.clusters.getByText('Confirmed')).toHaveCount(1);
  await page.getByRole('button', { name: 'Kept in memory only' }).click();
  await expect(page.getByText(/^Not saved in any file since/)).toBeVisible();
});

test('a full disk does not stop the work', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.dropPair();
  await app.match();
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await app.expectSaved();
  await page.evaluate(() => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    Object.assign(IDBObjectStore.prototype, { put: full, add: full });
  });
  await page.keyboard.press('a');
  await app.expectStatus(2, 'Accepted');
  await expect(page.getByText("This browser's storage is full.")).toBeVisible();
  await expect(page.getByText('Kept in memory only', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+z');
  await app.expectStatus(2, 'Pending');
  await app.expectStatus(1, 'Accepted');
});

test('a disk that is full while tables are kept: the work goes on, and its project file has all of it', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    let writes = 0;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      if (this.name === 'cells' && ++writes > 1) throw new DOMException('full', 'QuotaExceededError');
      return Reflect.apply(put, this, args);
    };
  });
  await app.dropPair();
  await expect(page.getByText("This browser's storage is full.")).toBeVisible();
  await app.match();
  await app.expectCurrent(1);
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await page.getByRole('button', { name: 'Kept in memory only' }).click();
  await expect(page.getByText(/^Not saved in any file since/)).toBeVisible();
  await page.keyboard.press('Escape');
  await app.goTo('Export');
  const file = await app.saveProject();
  await page.getByRole('button', { name: 'Kept in memory only' }).click();
  await expect(page.getByText(/^Not saved in any file since/)).toBeHidden();
  const parts = unzipSync(new Uint8Array(file.buffer));
  const lines = (name: string) => strFromU8(parts[name]!).trimEnd().split('\n');
  expect([lines('tables/left.jsonl').length, lines('tables/right.jsonl').length, lines('decisions.jsonl').length]).toEqual([
    6, 6, 1,
  ]);
});

test('a second tab on the same project looks on, and takes over when the first one closes', async ({ page, context }) => {
  const first = new Rowlink(page);
  await first.open();
  await first.dropPair();
  await first.match();
  await page.keyboard.press('a');
  await first.expectStatus(1, 'Accepted');
  await first.expectSaved();

  const other = await context.newPage();
  const second = new Rowlink(other);
  await second.open();
  await expect(other.getByText('Read-only', { exact: true })).toBeVisible();
  await second.goTo('Review');
  await second.expectStatus(1, 'Accepted');
  await other.keyboard.press('x');
  await second.expectStatus(1, 'Accepted');
  await page.keyboard.press('a');
  await first.expectStatus(2, 'Accepted');
  await first.expectSaved();

  await page.close();
  await second.expectSaved();
  await second.expectStatus(2, 'Accepted');
  await other.keyboard.press('Control+z');
  await second.expectStatus(2, 'Pending');
});
