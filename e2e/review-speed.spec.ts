import type { Page } from '@playwright/test';
import { traceSpans } from '../bench/main-thread-tasks.mjs';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const ROWS = 100_000;
const FRAMES = 120;
const KEYS = 40;
/** At 55 frames a second. */
const MOST_A_FRAME_MS = 1000 / 55;
const MOST_A_KEY_MS = 50;

/** A review of so many invented rows, compared by letters within their city. */
async function openLargeReview(page: Page): Promise<void> {
  await page.evaluate(async (count) => {
    const { rowlink } = window;
    const columns = ['id', 'name', 'city'];
    const rows = (form: string) =>
      Array.from({ length: count }, (_, row) => {
        const place = ['North', 'South', 'East', 'West'][row % 4];
        return [String(row), `${place} ${((row * 7919) % 99_991).toString(36)} ${form}`, `City ${row % 5000}`];
      });
    const left = { columns, rows: rows('Works') };
    const right = { columns, rows: rows('Wks') };
    const blocking = [{ left: 'city', right: 'city' }];
    rowlink.open(await rowlink.merge(left, right, { on: ['name'], cardinality: '1:1', score: 'lexical', k: 5, blocking }));
  }, ROWS);
}

const spread = (values: readonly number[]): { readonly median: number; readonly p95: number } => {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1]!, p95: sorted[Math.ceil(sorted.length * 0.95) - 1]! };
};

/** Scrolls the queue frame by frame and decides by keys; what a frame and a key took of the processor and on the clock. */
async function measure(page: Page, app: Rowlink) {
  const browser = page.context().browser()!;
  const frames = await traceSpans(browser, page, { from: 'frame', to: 'frame' }, () =>
    app.queue.evaluate(async (grid, count) => {
      for (let frame = 0; frame <= count; frame++) {
        await new Promise(requestAnimationFrame);
        performance.mark('frame');
        // Steps of three lines as a wheel gives them, and now and then a jump, as the scroll bar does.
        grid.scrollTop += frame % 20 === 19 ? 200_000 : 144;
      }
    }, FRAMES),
  );
  await expect(app.queue.getByRole('row').nth(3)).toContainText('Works');
  await app.queue.getByRole('row').nth(3).click();
  const keys = await traceSpans(browser, page, { from: 'key', to: 'painted' }, async () => {
    for (let at = 0; at < KEYS; at++) {
      await page.keyboard.press(['a', 'ArrowDown', 'x', 'n'][at % 4]!);
      await page.waitForTimeout(80);
    }
  });
  expect(keys).toHaveLength(KEYS);
  const of = (pick: (span: (typeof keys)[number]) => number) => ({
    frame: spread(frames.map(pick)),
    key: spread(keys.map(pick)),
  });
  return { work: of(({ processor }) => processor), clock: of(({ clock }) => clock) };
}

/** Marks every key, and the frame that has the next record. */
const markKeys = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const heading = () => document.querySelector('h2')?.textContent;
    window.addEventListener(
      'keydown',
      () => {
        performance.mark('key');
        const before = heading();
        const look = () =>
          requestAnimationFrame(() => {
            if (heading() === before) look();
            else {
              // After the frame that has the next record.
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => performance.mark('painted');
              port2.postMessage(null);
            }
          });
        look();
      },
      { capture: true },
    );
  });

test('a queue of 100,000 records scrolls at 55 frames a second, and a key shows the next record within 50 ms, with facets open too', async ({
  page,
}) => {
  const app = new Rowlink(page);
  await app.open();
  await openLargeReview(page);
  await expect(app.queue).toBeVisible({ timeout: 120_000 });
  await app.expectProgress('0 of 100,000 decided');
  await app.expectCurrent(1);
  await markKeys(page);
  for (const [at, facets] of ['closed', 'open', 'one chosen'].entries()) {
    if (facets === 'open') {
      await page.getByRole('button', { name: 'Facets and views' }).click();
      await expect(page.getByLabel('name: agreement').getByRole('option')).toContainText([
        /^All$/,
        /\(\d/,
        /\(\d/,
        /\(\d/,
        /\(\d/,
      ]);
    }
    if (facets === 'one chosen') {
      await page.getByLabel('Seen on screen').selectOption({ index: 1 });
      await expect(page.getByText('100,000 of 100,000 shown')).toHaveCount(0);
    }
    const { work, clock } = await measure(page, app);
    await app.expectProgress(`${(at + 1) * KEYS * 0.75} of 100,000 decided`);
    const ms = ({ median, p95 }: { median: number; p95: number }): string =>
      `${median.toFixed(1)} ms, 95 % within ${p95.toFixed(1)} ms`;
    console.log(`facets ${facets}: a frame ${ms(work.frame)} of work; on the clock ${ms(clock.frame)}`);
    console.log(`facets ${facets}: a key to the next record ${ms(work.key)} of work; on the clock ${ms(clock.key)}`);
    expect.soft(work.frame.p95, `facets ${facets}: a frame`).toBeLessThan(MOST_A_FRAME_MS);
    expect.soft(work.key.p95, `facets ${facets}: a key`).toBeLessThan(MOST_A_KEY_MS);
  }
});
