import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** This flag alone gives Chromium an adapter in software; every other one takes it away. */
test.use({
  launchOptions: {
    executablePath: process.env.ROWLINK_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--enable-unsafe-webgpu', '--no-first-run', '--disable-component-update', '--disable-sync'],
  },
});
test.setTimeout(400_000);

const TEXTS = Array.from({ length: 40 }, (_, at) => `Company ${at} ${['GmbH', 'Ltd', '株式会社', 'ООО'][at % 4]}`);

interface Made {
  readonly vectors: number[][];
  readonly model: { readonly device: string; readonly fallback: string | null };
}

async function embed(page: Page, device: 'auto' | 'wasm' | 'webgpu', cache = false): Promise<Made> {
  const made = await page.evaluate(
    async ([texts, where, keep]) => {
      Object.assign(window, { embedded: 0 });
      const onProgress = ({ stage, done }: { stage: string; done: number }): void => {
        if (stage === 'embedding') Object.assign(window, { embedded: done });
      };
      const { data, dimensions, model } = await window.rowlink.embed(texts, { device: where, cache: keep, onProgress });
      return { data: [...data], dimensions, model: model as Made['model'] };
    },
    [TEXTS, device, cache] as const,
  );
  const vectors = TEXTS.map((_, at) => made.data.slice(at * made.dimensions, (at + 1) * made.dimensions));
  return { vectors, model: made.model };
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

function expectSameVectors(made: Made, reference: Made): void {
  for (const [at, vector] of made.vectors.entries()) expect(dot(vector, reference.vectors[at]!), TEXTS[at]).toBeGreaterThan(0.95);
}

test.beforeEach(async ({ page, watch }) => {
  watch.expectErrors(/WebGPU|webgpu|GPU|powerPreference|Some nodes were not assigned|node assignments|ORT|Vulkan|adapter/u);
  await new Rowlink(page).open();
  const hasAdapter = await page.evaluate(async () => {
    const { gpu } = navigator as unknown as { gpu?: { requestAdapter(): Promise<unknown> } };
    return Boolean(await gpu?.requestAdapter());
  });
  test.skip(!hasAdapter, 'this browser has no WebGPU adapter, not even in software');
});

test('WebGPU is used when its vectors are right, and they are kept apart from those of WebAssembly', async ({ page }) => {
  const onGpu = await embed(page, 'webgpu', true);
  expect(onGpu.model).toMatchObject({ device: 'webgpu', fallback: null });
  const onWasm = await embed(page, 'wasm', true);
  expect(onWasm.model).toMatchObject({ device: 'wasm', fallback: null });
  expectSameVectors(onGpu, onWasm);
  const keys = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('rowlink-vectors');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const all = database.transaction('keys').objectStore('keys').getAll();
    return new Promise<string[]>((resolve) => {
      all.onsuccess = () => resolve(all.result.map(({ model }: { model: string }) => model));
    });
  });
  expect(keys.some((key) => key.includes('/webgpu/'))).toBe(true);
  expect(keys.some((key) => key.includes('/wasm/'))).toBe(true);
  expect((await embed(page, 'webgpu', true)).vectors).toEqual(onGpu.vectors);
});

test('an adapter in software is not used unless asked for', async ({ page }) => {
  expect((await embed(page, 'auto')).model).toMatchObject({ device: 'wasm', fallback: null });
});

test('WebGPU is not used when it does not give the vectors that are known to be right, and the result says why', async ({
  page,
  context,
}) => {
  // Longer texts than those that WebAssembly tries as well.
  type Known = { ids: number[]; vector: number[] }[];
  const change = (known: Known): string =>
    JSON.stringify(known.map((one) => (one.ids.length > 8 ? { ...one, vector: one.vector.toReversed() } : one)));
  await context.route('**/models/rowlink-small/golden.json', async (route) => {
    await route.fulfill({ json: JSON.parse(change(await (await route.fetch()).json())) });
  });
  await context.route('**/models/rowlink-small/manifest.json', async (route) => {
    const manifest = await (await route.fetch()).json();
    const known = await (await page.request.get(route.request().url().replace('manifest', 'golden'))).json();
    const bytes = Buffer.from(change(known));
    manifest.files['golden.json'] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    await route.fulfill({ json: manifest });
  });
  const made = await embed(page, 'auto');
  expect(made.model).toMatchObject({ device: 'wasm' });
  const asked = await embed(page, 'webgpu');
  expect(asked.model).toMatchObject({ device: 'wasm', fallback: 'self-test' });
  await context.unrouteAll();
  expectSameVectors(asked, await embed(page, 'wasm'));
});

test('a graphics process that crashes in the middle leaves all rows to WebAssembly: no vectors of two devices side by side', async ({
  page,
}) => {
  const onWasm = await embed(page, 'wasm');
  const embedding = embed(page, 'webgpu', true);
  const embedded = () => page.evaluate(() => (window as unknown as { embedded: number }).embedded);
  await expect.poll(embedded, { timeout: 120_000 }).toBeGreaterThan(0);
  // As when a driver is reset, replaced, or lost in sleep.
  const session = await page.context().browser()!.newBrowserCDPSession();
  await session.send('Browser.crashGpuProcess').catch(() => {});
  const made = await embedding;
  expect(made.model).toMatchObject({ device: 'wasm', fallback: 'lost' });
  expect(made.vectors).toEqual(onWasm.vectors);
});
