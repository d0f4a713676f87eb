import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const ROWS = 40;

/** A review of so many invented rows, compared by letters. */
async function openReview(page: Page): Promise<Rowlink> {
  const app = new Rowlink(page);
  await app.open();
  await page.evaluate(async (count) => {
    const { rowlink } = window;
    const table = (ending: string) =>
      Array.from({ length: count }, (_, row) => ({
        id: String(row),
        name: `${(row * 7919 + 46_656).toString(36)} Works ${ending}`,
      }));
    rowlink.open(await rowlink.merge(table('Ltd'), table('Limited'), { on: ['name'], score: 'lexical', k: 2 }));
  }, ROWS);
  await expect(app.queue).toBeVisible();
  return app;
}

test('the pace of deciding, the time left and the progress of the review as a chart', async ({ page }) => {
  const app = await openReview(page);
  await app.expectCurrent(1);
  let time = Date.UTC(2025, 2, 3, 9);
  const decide = async (key: string, seconds: number): Promise<void> => {
    time += seconds * 1_000;
    await page.clock.setFixedTime(time);
    const before = await page.getByRole('heading', { name: /^Left row/ }).textContent();
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { name: /^Left row/ })).not.toHaveText(before!);
  };
  await decide('a', 0);
  for (let at = 0; at < 9; at++) await decide('axn'[at % 3]!, 12);
  await expect(page.getByRole('button', { name: 'Progress…', exact: true })).toBeVisible();
  // A break of an hour.
  await decide('a', 3_600);
  await decide('x', 12);
  await expect(page.getByText('5 a minute, about 5 minutes left')).toBeVisible();
  await page.getByLabel('Search text').fill('zzzz');
  await expect(page.getByRole('button', { name: /5 a minute$/ })).toBeVisible();
  await page.getByLabel('Search text').fill('');

  await page.getByRole('button', { name: /^Progress…/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Progress of the review' });
  await expect(dialog).toContainText('12 of 40 decided: 5 matches, 7 non-matches, 0 unsure.');
  await expect(dialog.getByRole('row', { name: 'Today' })).toContainText('12');
  await expect(dialog).toContainText('answer the sample for accuracy to tell; 12 of 40 are answered.');
  await dialog.getByRole('combobox', { name: 'Draw over' }).selectOption('Number of decisions');
  await dialog.getByText('Show the figures').first().click();
  await expect(dialog.getByRole('row', { name: /^12 5 7 0 12$/ })).toBeVisible();
  await expectAccessible(page, 'progress');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save “Progress” as a drawing (SVG)' }).click();
  expect((await download).suggestedFilename()).toBe('rowlink-review-progress.svg');
});

test('two reviewers share the queue, and everything keeps to one part of it', async ({ page }) => {
  const app = await openReview(page);
  await page.getByRole('button', { name: /^Facets and views/ }).click();
  await page.getByRole('combobox', { name: 'Reviewers' }).selectOption('2');
  await app.expectProgress('0 of 20 decided');
  await expect(page.getByText('20 of 20 shown')).toBeVisible();
  await page.getByRole('combobox', { name: 'I am' }).selectOption('Reviewer 2 of 2');
  await expect(app.line(2)).toBeVisible();
  await expect(app.line(1)).toHaveCount(0);
  await page.getByRole('combobox', { name: 'For everybody' }).selectOption('10%');
  await app.expectProgress('0 of 22 decided');
  await page.getByText('How to review together').click();
  await expect(page.getByText('Match on one computer')).toBeVisible();
  await expectAccessible(page, 'shared out');

  await app.line(2).click();
  await page.keyboard.press('a');
  await app.expectProgress('1 of 22 decided');
  await page.getByLabel('Search text').fill('works');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByText('22 of 22 shown')).toBeVisible();
  await expect(page).toHaveURL(/part=2\.2\.rows\.10/);
  await page.getByRole('button', { name: 'Decide all shown…' }).click();
  await page.getByRole('button', { name: 'Accept 21 rows' }).click();
  await app.expectProgress('22 of 22 decided');
  await expect(page).toHaveURL(/part=/);
  await app.goTo('Export');
  await app.goTo('Review');
  await app.expectProgress('22 of 22 decided');
  await page.getByRole('combobox', { name: 'Reviewers' }).selectOption('Only me');
  await app.expectProgress('22 of 40 decided');
});

test('extra large text is remembered, fits every width and leaves print alone', async ({ page }) => {
  const app = await openReview(page);
  const height = async (): Promise<number> => (await app.line(1).boundingBox())!.height;
  const before = await height();
  const display = page.getByRole('button', { name: /^English: language/ });
  await display.click();
  await expect(page.getByRole('dialog', { name: /^English: language/ })).toBeFocused();
  await page.keyboard.press('a');
  await page.getByRole('combobox', { name: 'Text size' }).selectOption('Extra large text');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: 'Text size' })).toBeHidden();
  await expect(display).toBeFocused();
  await app.expectStatus(1, 'Pending');
  await expect.poll(async () => (await height()) / before).toBeGreaterThan(1.4);
  await page.reload();
  await expect(app.line(1)).toBeVisible();
  for (const [width, tall] of [
    [1280, 720],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height: tall });
    const accept = page.getByRole('button', { name: 'Accept', exact: true });
    await accept.scrollIntoViewIfNeeded();
    await expect(accept).toBeInViewport();
    const beyond = await page.evaluate(() => {
      const main = document.querySelector('main')!;
      return Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth);
    });
    expect(beyond, `${width} px`).toBeLessThanOrEqual(0);
    const clipped = await page.evaluate(() =>
      [...document.querySelectorAll('main button, main label, main p, main h2, main a')].flatMap((one) =>
        one.checkVisibility() &&
        getComputedStyle(one).clipPath === 'none' &&
        one.scrollWidth > one.clientWidth + 2 &&
        one.clientWidth > 0
          ? [one.textContent]
          : [],
      ),
    );
    expect(clipped, `${width} px`).toEqual([]);
    await expectAccessible(page, `extra large text, ${width} px`);
  }
  const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  expect(await size()).toBe('22px');
  await page.emulateMedia({ media: 'print' });
  expect(await size()).toBe('15px');
});
