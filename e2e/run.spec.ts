import { companyLists } from './fixtures/generated';
import { longestTasks } from './fixtures/main-thread';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** The page's own promise: nothing on the main thread takes longer while a match runs. In processor time: see `longestTasks`. */
const LONGEST_TASK_MS = 200;

test('a cancelled run stops, keeps what was there, and goes on where it stopped', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop(await companyLists(3000));
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await app.toSetUp();
  await app.startMatch();
  await expect(page.getByText(/^Reading the meaning of each row/)).toBeVisible({ timeout: 60_000 });
  // Looked at often: the whole of it takes a second or two.
  await expect.poll(() => rowsDone(app), { timeout: 60_000, intervals: [50] }).toBeGreaterThan(2200);
  const stopped = await page.evaluate(async () => {
    const cancel = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Cancel')!;
    const started = performance.now();
    cancel.click();
    while ([...document.querySelectorAll('button')].includes(cancel)) await new Promise((done) => setTimeout(done, 10));
    return performance.now() - started;
  });
  console.log(`cancelled after ${Math.round(stopped)} ms`);
  expect(stopped).toBeLessThan(5_000);
  await expect(page.getByText('Matching was stopped.')).toBeVisible();
  await app.goTo('Review');
  await expect(page.getByRole('heading', { name: 'Nothing to review yet.' })).toBeVisible();

  await app.goTo('Set up');
  await app.startMatch();
  await expect.poll(() => rowsDone(app), { timeout: 30_000, intervals: [50] }).toBeGreaterThan(2000);
  await expect(app.queue).toBeVisible();
  // A record whose candidates have just changed takes no key for a second.
  await expect(async () => {
    await page.keyboard.press('a');
    await expect(app.line(1)).toContainText('Accepted', { timeout: 1_500 });
  }).toPass();
  await expect(page.getByText('links suggested')).toBeVisible({ timeout: 120_000 });
  await app.expectStatus(1, 'Accepted');
});

async function rowsDone(app: Rowlink): Promise<number> {
  const text = await app.page.getByRole('region', { name: 'Matching' }).textContent();
  return Number(/([\d,]+) of/.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? 0);
}

test('the measure of the longest task sees a page that is busy', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const busy = await longestTasks(page, async () => {
    await page.evaluate(() => {
      const end = performance.now() + 300;
      for (let at = 0; performance.now() < end; at++) Math.sqrt(at);
    });
  });
  expect(busy.clock).toBeGreaterThanOrEqual(300);
  expect(busy.processor).toBeGreaterThan(50);
});

test('5,000 x 5,000 rows never freeze the page', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop(await companyLists(5000));
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await app.toSetUp();
  const started = Date.now();
  const longest = await longestTasks(page, async () => {
    await app.startMatch();
    await page.waitForURL(/#\/review/);
    await app.matchEnded();
    await app.expectProgress('0 of 5,000 decided');
  });
  console.log(
    `5,000 x 5,000 in ${((Date.now() - started) / 1000).toFixed(1)} s; of ${longest.tasks} tasks of the main thread the longest took ` +
      `${Math.round(longest.processor)} ms of processor time, ${Math.round(longest.clock)} ms on the clock`,
  );
  expect(longest.processor).toBeLessThan(LONGEST_TASK_MS);
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
});
