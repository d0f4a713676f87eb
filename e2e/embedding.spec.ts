import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { NO_CACHE } from '../src/core/vectors/encoder';
import { createUnigramTokenizer } from '../src/core/vectors/tokenizer';
import { readTransformer } from '../src/core/vectors/transformer/read-transformer';
import { createTransformerEncoder } from '../src/core/vectors/transformer/transformer-encoder';
import { embedWork } from '../src/jobs/embed-work';
import { planEmbedding } from '../src/jobs/plan-embedding';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** A promise of the product; the rest is for a machine that is busy. */
const CANCEL_MS = 1_000 + 500;

const names = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, at) => `${['Acme', 'Müller', '東京', 'Банк'][at % 4]} ${at} ${['Foods', 'Steel Works', 'Logistics and Trade'][at % 3]}`,
  );

/** Embeds texts and cancels when `stage` has `done` texts; answers with the error and how long it took to come. */
const cancelAt = (page: Page, texts: readonly string[], stage: string, done: number, afterMs: number) =>
  page.evaluate(
    async ([list, at, least, wait]) => {
      const controller = new AbortController();
      let cancelledAt = 0;
      const cancel = (): void => {
        cancelledAt ||= performance.now();
        controller.abort();
      };
      const embedding = window.rowlink.embed(list, {
        device: 'wasm',
        signal: controller.signal,
        onProgress: (progress) => progress.stage === at && progress.done >= least && setTimeout(cancel, wait),
      });
      const code = await embedding.then(
        () => 'finished',
        (error: { code: string }) => error.code,
      );
      return { code, ms: performance.now() - cancelledAt };
    },
    [texts, stage, done, afterMs] as const,
  );

test('a cancel is obeyed at once, while the model loads, texts are prepared, or vectors are made', async ({ page, context }) => {
  await new Rowlink(page).open();
  await context.route('**/models/**/*.onnx', async (route) => {
    await new Promise((done) => setTimeout(done, 8_000));
    await route.continue().catch(() => {});
  });
  const loading = await cancelAt(page, names(50), 'loading-model', 0, 1_000);
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  const preparing = await cancelAt(page, names(200_000), 'loading-model', 0, 1_500);
  const embedding = await cancelAt(page, names(3_000), 'embedding', 1, 0);
  console.log(`cancelled after ${[loading, preparing, embedding].map(({ ms }) => Math.round(ms)).join(', ')} ms`);
  for (const { code, ms } of [loading, preparing, embedding]) {
    expect(code).toBe('job/cancelled');
    expect(ms).toBeLessThan(CANCEL_MS);
  }
});

test('a page that is closed in the middle goes on where it stopped, with the same vectors', async ({ page, context }) => {
  const texts = names(600);
  const embed = (on: Page, cache: boolean) =>
    on.evaluate(
      async ([list, keep]) => {
        let found = 0;
        const { data } = await window.rowlink.embed(list, {
          device: 'wasm',
          cache: keep,
          onProgress: ({ stage, done }) => {
            if (stage === 'embedding') found ||= done;
          },
        });
        return { data: [...data], found };
      },
      [texts, cache] as const,
    );
  await new Rowlink(page).open();
  await page.evaluate((list) => {
    const progress = { done: 0 };
    Object.assign(window, { progress });
    void window.rowlink.embed(list, { device: 'wasm', onProgress: ({ done }) => Object.assign(progress, { done }) });
  }, texts);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { progress: { done: number } }).progress.done), { timeout: 60_000 })
    .toBeGreaterThan(350);
  await page.close();

  const next = await context.newPage();
  await new Rowlink(next).open();
  const resumed = await embed(next, true);
  const whole = await embed(next, false);
  expect(resumed.data).toEqual(whole.data);
  console.log(`${resumed.found} of ${texts.length} texts were done or found at the first report`);
});

test('the instructions of the browser give the vectors that plain ones give, bit by bit, in other company too', async ({
  page,
}) => {
  const texts = [...names(40), 'x', 'A long name '.repeat(30), 'Société Générale', '株式会社'];
  const folder = new URL('../public/models/rowlink-small/', import.meta.url);
  const read = (name: string): Buffer => readFileSync(new URL(name, folder));
  const manifest = JSON.parse(read('manifest.json').toString('utf8'));
  const model = readTransformer(new Uint8Array(read('onnx/model_quantized.onnx')), manifest.output)!;
  const encoder = createTransformerEncoder({ id: manifest.id, sha256: '', dtype: 'mixed' }, model, 'widened');
  const tokenizer = createUnigramTokenizer(JSON.parse(read('tokenizer.json').toString('utf8')));
  const job = { signal: new AbortController().signal, progress: () => {} };
  const description = { id: manifest.id, sha256: '', dtype: 'mixed', device: 'wasm' } as const;

  await new Rowlink(page).open();
  const made = await page.evaluate(async (list) => {
    const { data, dimensions } = await window.rowlink.embed(list, { device: 'wasm', cache: false });
    return list.map((_, at) => [...data.subarray(at * dimensions, (at + 1) * dimensions)]);
  }, texts);
  for (const [at, text] of texts.entries()) {
    const { answer } = await planEmbedding([text], description, manifest, async () => tokenizer, NO_CACHE, job);
    const alone = await embedWork(answer.work, encoder, NO_CACHE, job);
    expect(made[at], text).toEqual([...alone.answer.data]);
  }
});
