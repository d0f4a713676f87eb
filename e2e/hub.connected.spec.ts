import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { createStaticServer, listen } from '../scripts/serve.mjs';
import { COMMIT, type HubServer, startHub } from '../src/adapters/hub-server-fixture';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';

const HUB = 'https://huggingface.co';
const NAME = 'lab/tiny-bert';
const SMALL = 'lab/small';

const read = (folder: string, paths: readonly string[]) =>
  new Map(paths.map((path) => [path, readFileSync(join(folder, path))] as const));
const TINY_FOLDER = 'e2e/fixtures/models/tiny-bert';
const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
/** The small model as others would publish it: without our manifest. */
const SMALL_FOLDER = 'public/models/rowlink-small';
const SMALL_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'];

let server: HubServer;
test.afterEach(() => server.stop());

const section = (page: Page) => page.getByRole('region', { name: 'From a model hub' });

/** Asks about the model, and shows what would be fetched. */
async function ask(page: Page, typed: string, host: string, name = NAME): Promise<void> {
  await section(page)
    .getByRole('textbox', { name: /^Model/ })
    .fill(typed);
  await section(page)
    .getByRole('button', { name: `Ask ${host} about it` })
    .click();
  await expect(section(page).getByRole('heading', { name })).toBeFocused();
}

const agreeAndFetch = async (page: Page): Promise<void> => {
  await section(page).getByLabel('These addresses may be asked for these files, and I accept the licence.').check();
  await section(page)
    .getByRole('button', { name: /^Fetch \d/ })
    .click();
};

/** Requests to the public hub are answered by the imitation; gives their paths in order. */
async function answerForHub(context: BrowserContext): Promise<string[]> {
  const asked: string[] = [];
  await context.route(`${HUB}/**`, async (route) => {
    const url = new URL(route.request().url());
    asked.push(url.pathname);
    const answer = await fetch(server.hub + url.pathname + url.search);
    const headers = Object.fromEntries(answer.headers);
    await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) });
  });
  return asked;
}

/**
 * The built page with another hub in the place of the public one, as `ROWLINK_HUBS` makes it, served from a folder of its own: browsers let
 * a page ask this computer only if it came from there itself. Models that come with the page are left out.
 */
function buildForMirror(folder: string, hub: string): void {
  cpSync('dist-connected', folder, { recursive: true, filter: (path) => !/dist-connected.models$/.test(path) });
  const scripts = readdirSync(join(folder, 'assets')).filter((name) => /\.js$/.test(name));
  for (const path of ['index.html', ...scripts.map((name) => join('assets', name))]) {
    const text = readFileSync(join(folder, path), 'utf8');
    const changed = text.replaceAll(HUB, hub).replaceAll(/ integrity="[^"]*"/g, '');
    if (changed !== text) writeFileSync(join(folder, path), changed);
  }
}

test('a model from the hub: nothing is asked unasked, the offer is shown first, and it matches without a network', async ({
  page,
  context,
  watch,
}) => {
  server = await startHub(NAME, read(TINY_FOLDER, filesOf(TINY_FOLDER)));
  watch.expectReached(HUB);
  const asked = await answerForHub(context);
  server.describe({ cardData: { license: 'mit', language: ['en', 'de'] } });
  await page.goto('/#/models');
  await section(page).getByText('Known models').click();
  await expectAccessible(page);
  expect(asked).toEqual([]);

  await section(page)
    .getByRole('textbox', { name: /^Model/ })
    .fill('tiny-bert');
  await page.keyboard.press('Enter');
  await expect(section(page).getByRole('alert')).toHaveText('The owner is missing: it should be owner/tiny-bert.');
  await ask(page, `${HUB}/${NAME}/tree/main`, 'huggingface.co');
  expect(asked).toEqual([`/api/models/${NAME}/revision/main`, ...Array(2).fill(`/api/models/${NAME}/tree/${COMMIT}`)]);
  const facts = section(page).getByRole('definition');
  for (const fact of [`${HUB}/${NAME}`, 'mit', 'en, de', /^\d+ kB in 9 files$/, /\*\.hf\.co/]) {
    await expect(facts.filter({ hasText: fact }).first()).toBeVisible();
  }
  await expect(section(page).getByRole('button', { name: /^Fetch/ })).toBeDisabled();
  await expectAccessible(page);

  // A disk that fills up meanwhile: the model is here, is told not to be kept, and is kept once there is room.
  const browser = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
  await agreeAndFetch(page);
  await expect(section(page).getByText(/^lab\/tiny-bert@\w+ was checked and is here\.$/)).toBeVisible({ timeout: 60_000 });
  await expect(section(page).getByText('It is not kept in this browser, and goes when this page is closed.')).toBeVisible();
  await expect(section(page).getByText("This browser's storage is full.")).toBeVisible();
  await expectAccessible(page);
  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('button', { name: 'Keep it in this browser' }).click();
  await expect(page.getByRole('button', { name: 'Keep it in this browser' })).toHaveCount(0);
  expect(asked.slice(3).every((path) => path.startsWith(`/${NAME}/resolve/${COMMIT}/`))).toBe(true);
  expect(asked).toHaveLength(3 + 9);

  await section(page).getByText('Newer versions').click();
  await section(page)
    .getByRole('button', { name: /^Ask huggingface\.co about a newer version/ })
    .click();
  await expect(section(page).getByText('It is the newest.')).toBeVisible();
  expect(asked).toHaveLength(3 + 9 + 1);

  const [id] = /lab\/tiny-bert@\w+/.exec(await section(page).innerText())!;
  await context.unroute(`${HUB}/**`);
  await page.reload();
  const result = await page.evaluate(async (chosen) => {
    const { rowlink } = window as unknown as { rowlink: import('../src/app/page-api/contract').Rowlink };
    await rowlink.ready;
    const left = 'name\nNordwind GmbH\nBlue Harbour\n';
    const { model, links } = await rowlink.merge(left, 'name\nBlue Harbour\nNordwind GmbH\n', { model: chosen });
    return { model, links: links.map((link) => [link.left, link.right]) };
  }, id);
  expect(result.model.id).toBe(id);
  expect(result.links.sort()).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(asked).toHaveLength(3 + 9 + 1);
});

test('a mirror: storage elsewhere, a broken download that goes on, and an address that the policy forbids', async ({
  page,
  watch,
}, testInfo) => {
  const files = read(SMALL_FOLDER, SMALL_FILES);
  server = await startHub(SMALL, files);
  watch.expectErrors(/404|ERR_CONTENT_LENGTH_MISMATCH|ERR_CONNECTION|ERR_INCOMPLETE|Content Security Policy|violates/);
  watch.expectForbidden('rowlink-elsewhere.invalid');
  for (const place of [server.hub, server.storage]) watch.expectReached(place);
  const folder = testInfo.outputPath('mirror');
  buildForMirror(folder, server.hub);
  const pages = createStaticServer(folder);
  const port = await listen(pages, 0);
  watch.expectReached(`http://localhost:${port}`);
  const host = new URL(server.hub).host;
  const weights = files.get('onnx/model_quantized.onnx')!;
  let isBroken = false;
  server.faults.push((path, _request, response) => {
    if (path !== '/onnx/model_quantized.onnx' || isBroken) return false;
    isBroken = true;
    response.writeHead(200, { 'content-length': weights.byteLength });
    response.write(weights.subarray(0, 9_000_000), () => setTimeout(() => response.destroy(), 500));
    return true;
  });
  await page.goto(`http://localhost:${port}/#/models`);
  await ask(page, SMALL, host, SMALL);
  await agreeAndFetch(page);
  await expect(section(page).getByText(/was checked and is here/)).toBeVisible({ timeout: 60_000 });
  await expect(section(page).getByText(`It came from ${host} and ${new URL(server.storage).host}.`)).toBeVisible();
  const parts = server.asked.filter(({ path }) => path === '/onnx/model_quantized.onnx').map(({ range }) => range);
  expect(parts).toEqual([null, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);

  // It knows languages: the same thing in another one is the most alike.
  const texts = ['Germany', 'Deutschland', '東京大学', 'University of Tokyo', 'heart attack', 'infarto de miocardio'];
  const alike = await page.evaluate(async (given) => {
    const { rowlink } = window as unknown as { rowlink: import('../src/app/page-api/contract').Rowlink };
    const { data, dimensions } = await rowlink.embed(given, { model: 'lab/small' });
    const row = (at: number) => data.subarray(at * dimensions, (at + 1) * dimensions);
    const dot = (one: number, other: number) => row(one).reduce((sum, value, at) => sum + value * row(other)[at]!, 0);
    const others = (at: number) => given.map((_, other) => other).filter((other) => other !== at);
    return given.map((_, at) => others(at).reduce((best, other) => (dot(at, other) > dot(at, best) ? other : best)));
  }, texts);
  expect(alike).toEqual([1, 0, 3, 2, 5, 4]);

  server.faults.push((path, _request, response) => {
    if (!path.endsWith(`/resolve/${COMMIT}/config.json`)) return false;
    response.writeHead(302, { location: 'http://storage.rowlink-elsewhere.invalid/config.json' }).end();
    return true;
  });
  await section(page).getByRole('button', { name: 'Close' }).click();
  await ask(page, SMALL, host, SMALL);
  await agreeAndFetch(page);
  await expect(section(page).getByText(`${host} sent on to an address that this edition must not reach.`)).toBeVisible();
  await expectAccessible(page);
  pages.close();
});
