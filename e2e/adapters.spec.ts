import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { sha256Hex } from '../src/core/model/fingerprint';
import { sealAdapter, writeAdapter } from '../src/core/tuning/adapter-file';
import { adapterParts } from '../src/core/tuning/adapter-fixture';
import { expectAccessible } from './fixtures/accessible';
import { LEFT, RIGHT } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const MODEL = 'rowlink-small';

/** An adapter that leaves six dimensions of the model's vectors, so that other records are neighbours. */
async function narrowAdapter() {
  const manifest = JSON.parse(await readFile(`public/models/${MODEL}/manifest.json`, 'utf8'));
  const { dimensions } = manifest;
  const parts = adapterParts(dimensions, 1, null, 0);
  const weights = parts.weights.map((weight, at) => (at < 6 * dimensions ? weight : 0));
  const base = { model: MODEL, sha256: manifest.files[manifest.weights].sha256, dimensions };
  return sealAdapter({ ...parts, name: 'Firms', base, weights });
}

/** A project file in whose place of an adapter there is something else, with the hash that it should have. */
function withoutUsableAdapter(file: Buffer): Buffer {
  const parts = unzipSync(new Uint8Array(file));
  const manifest = JSON.parse(strFromU8(parts['rowlink.json']!));
  const [name] = manifest.adapters;
  parts[name] = strToU8('no adapter');
  manifest.sha256[name] = sha256Hex(parts[name]!);
  const { 'rowlink.json': _, ...rest } = parts;
  return Buffer.from(zipSync({ 'rowlink.json': [strToU8(JSON.stringify(manifest)), { level: 0 }], ...rest }));
}

const fileOf = (name: string, bytes: Uint8Array) => ({ name, mimeType: '', buffer: Buffer.from(bytes) });

/** Counts what the page asks of its workers since the last time. */
const countCalls = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const calls: string[] = [];
    Object.assign(window, { calls });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
      const { kind, method } = args[0] as { kind?: string; method?: string };
      if (kind === 'call' && method) calls.push(method);
      return Reflect.apply(postMessage, this, args);
    } as Worker['postMessage'];
  });
const callsSince = async (page: Page): Promise<{ find: boolean; embed: boolean }> => {
  const calls = await page.evaluate(() => (window as unknown as { calls: string[] }).calls.splice(0));
  return { find: calls.includes('find'), embed: calls.includes('embed') };
};

test('an adapter is taken from a file, used, taken along in a project file, and left again', async ({
  page,
  browser,
  baseURL,
}) => {
  const adapter = await narrowAdapter();
  const bytes = writeAdapter(adapter);
  await countCalls(page);
  const app = new Rowlink(page);
  await app.open();
  await app.dropPair();
  await app.match();
  const plain = await app.queue.innerText();
  expect((await callsSince(page)).embed).toBe(true);

  await page.goto('/#/models');
  const broken = bytes.slice();
  new DataView(broken.buffer).setFloat32(broken.length - 4, Number.NaN, true);
  await app.drop([fileOf('broken.adapter.safetensors', broken)]);
  await expect(page.getByText('broken.adapter.safetensors is not an adapter that can be used.')).toBeVisible();
  await app.drop([fileOf('any name.adapter.safetensors', bytes)]);
  await expect(page.getByRole('heading', { name: 'Firms' })).toBeVisible();
  await page.getByRole('button', { name: 'Use in this project: Firms' }).click();
  await expect(page.getByText('In force in this project')).toBeVisible();
  await expectAccessible(page, 'models');

  const field = page.getByLabel('Adapter');
  await test.step('other vectors are compared, and none is made', async () => {
    await app.goTo('Set up');
    await page.getByText('score, model, threshold, device').click();
    await expect(field).toHaveValue(adapter.id);
    await expectAccessible(page, 'set up');
    await app.startMatch();
    await page.waitForURL(/#\/review/);
    await app.matchEnded();
    await expect.poll(() => app.queue.innerText()).not.toBe(plain);
    expect(await callsSince(page)).toEqual({ find: true, embed: false });
  });
  const adapted = await app.queue.innerText();

  await test.step('scripts call it by name', async () => {
    const tables = [LEFT, RIGHT].map(([columns = [], ...rows]) => ({ columns: [...columns], rows: rows.map((row) => [...row]) }));
    const similarities = (options: { adapter?: string; model?: string }) =>
      page.evaluate(
        async ([left, right, given]) => {
          const { candidates } = await window.rowlink.merge(left, right, given);
          return candidates.map(({ similarity }) => similarity);
        },
        [tables[0]!, tables[1]!, options] as const,
      );
    expect(await similarities({ adapter: 'Firms' })).not.toEqual(await similarities({}));
    await expect(similarities({ adapter: 'Firms', model: 'rowlink-instant' })).rejects.toThrow(/does not fit the model/);
    await expect(similarities({ adapter: 'other' })).rejects.toThrow(/is not in this browser/);
    const held = await page.evaluate(
      async (numbers) => {
        const added = await window.rowlink.addAdapter(new Blob([Uint8Array.from(numbers)]));
        return { added, all: await window.rowlink.adapters() };
      },
      [...bytes],
    );
    expect(held).toMatchObject({ added: { id: adapter.id }, all: [{ id: adapter.id, name: 'Firms', base: adapter.base }] });
    expect((await callsSince(page)).embed).toBe(false);
    const others = await page.evaluate(async (table) => {
      const { embed, classifyRows, dedupRows } = window.rowlink;
      const { data } = await embed(['Blue Lagoon Hotel'], { adapter: 'Firms' });
      const labels = ['hotel', 'publisher'];
      const sure = async (adapter?: string) =>
        (await classifyRows(table, { on: ['name'], labels, ...(adapter && { adapter }) })).probabilities;
      const { settings } = await dedupRows(table, { on: ['name'], adapter: 'Firms' });
      return { filled: [...data].filter((value) => value !== 0).length, sure: [await sure(), await sure('Firms')], settings };
    }, tables[0]!);
    expect(others.filled).toBe(6);
    expect(others.sure[1]).not.toEqual(others.sure[0]);
    expect(others.settings).toMatchObject({ adapter: adapter.id, model: MODEL });
  });

  await test.step('it goes along in the project file', async () => {
    await app.goTo('Export');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save recipe' }).click();
    const recipe = await readFile(await (await download).path());
    const file = await app.saveProject();
    const { ROWLINK_FIXTURES: fixtures } = process.env;
    if (fixtures) await writeFile(path.join(fixtures, 'adapters.rowlink'), file.buffer);
    const context = await browser.newContext({ baseURL: baseURL! });
    const other = new Rowlink(await context.newPage());
    await other.open();
    await other.drop([{ ...file, buffer: withoutUsableAdapter(file.buffer) }]);
    await other.page.waitForURL(/#\/review/);
    await expect(other.page.getByText('is not an adapter that can be used.')).toBeVisible();
    expect(await other.queue.innerText()).toBe(adapted);
    await other.goTo('Files');
    await other.drop([fileOf('firms.recipe.json', recipe)]);
    await expect(other.page.getByText('The recipe uses the adapter “Firms”, which is not in this browser.')).toBeVisible();
    await other.drop([file]);
    await other.page.waitForURL(/#\/review/);
    expect(await other.queue.innerText()).toBe(adapted);
    await other.goTo('Set up');
    await other.page.getByText('score, model, threshold, device').click();
    await expect(other.page.getByLabel('Adapter')).toHaveValue(adapter.id);
    await context.close();
  });

  await test.step('without it, nothing is computed', async () => {
    await app.goTo('Set up');
    await page.getByText('score, model, threshold, device').click();
    await field.selectOption('None: the model as it is');
    await app.expectSaved();
    await callsSince(page);
    await app.startMatch();
    await page.waitForURL(/#\/review/);
    await expect.poll(() => app.queue.innerText()).toBe(plain);
    expect(await callsSince(page)).toEqual({ find: false, embed: false });
  });

  await test.step('another model leaves it, and it brings its own back', async () => {
    await page.goto('/#/models');
    await page.getByRole('button', { name: 'Use in this project: Firms' }).click();
    await page.getByRole('button', { name: 'Use in this project: rowlink-instant' }).click();
    await expect(page.getByText('The adapter “Firms” belongs to the model before, and is not used any more.')).toBeVisible();
    await expect(page.getByText('with this adapter it would use Small')).toBeVisible();
    await page.getByRole('button', { name: 'Use in this project: Firms' }).click();
    await expect(page.getByText('In force in this project')).toBeVisible();
    await app.expectSaved();
  });

  await test.step('one that a project uses is removed after a warning', async () => {
    await page.getByRole('button', { name: 'Remove: Firms' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove this adapter?' });
    await expect(dialog.getByRole('alert')).toContainText('These projects use it');
    await expectAccessible(page, 'removing');
    await dialog.getByRole('button', { name: 'Remove adapter' }).click();
    await expect(page.getByText('The adapter “Firms” is not in this browser.')).toBeVisible();
    await page.getByRole('button', { name: 'Use none' }).click();
    await expect(page.getByText('The adapter “Firms” is not in this browser.')).toHaveCount(0);
  });
});
