import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** 1-based left rows that the panel of chosen records lists, and those of the queue. */
const listed = async (page: Page) =>
  (await page.getByRole('region', { name: 'Records chosen' }).locator('li > span:first-child').allTextContents())
    .filter((text) => text.startsWith('●'))
    .map((text) => Number(/\d+/.exec(text)![0]));
const queued = async (queue: Locator) =>
  (await queue.locator('[id^="record-"]').evaluateAll((lines) => lines.map((line) => Number(line.id.slice(7)) + 1))).sort(
    (a, b) => a - b,
  );

test('a line drawn on the map, or a region of its table, gives the queue exactly those rows', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.match();
  await page.getByRole('link', { name: 'Map', exact: true }).click();
  const regions = page.getByRole('table');
  await expect(regions).toBeVisible();
  await expect(page.getByText(/are among its thirty nearest by meaning/)).toBeVisible();
  await expectAccessible(page);

  // By pointer: a third of the map, row by row of the table in the panel.
  const map = page.getByRole('application', { name: 'Map of records' });
  const box = (await map.boundingBox())!;
  const corners = [
    [0.1, 0.1],
    [0.5, 0.05],
    [0.62, 0.3],
    [0.4, 0.45],
    [0.1, 0.4],
  ] as const;
  const to = ([x, y]: readonly [number, number]) => page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 6 });
  await to(corners[0]);
  await page.mouse.down();
  for (const corner of corners) await to(corner);
  await page.mouse.up();
  const review = page.getByRole('button', { name: /^Review th\w+ \d+ rows?$/ });
  await expect(review).toBeEnabled();
  const rows = await listed(page);
  expect(rows.length).toBeGreaterThan(0);
  await review.click();
  await expect(page.getByText(`Chosen on the map (${rows.length} row`)).toBeVisible();
  await expect(page.getByText(`${rows.length} of 68 shown`)).toBeVisible();
  // The head of the list is a row too.
  await expect(app.queue).toHaveAttribute('aria-rowcount', String(rows.length + 1));
  expect(await queued(app.queue)).toEqual(rows.slice(0, (await queued(app.queue)).length));
  await page.reload();
  await expect(page.getByText(`${rows.length} of 68 shown`)).toBeVisible();
  await page.getByRole('button', { name: 'Show all rows' }).click();
  await expect(page.getByText('68 of 68 shown')).toBeVisible();

  // By keys alone: a circle on the map, then a region of the table.
  await page.getByRole('link', { name: 'Map', exact: true }).click();
  await expect(regions).toBeVisible();
  await map.focus();
  await page.keyboard.press('ArrowRight');
  for (let press = 0; press < 5; press++) await page.keyboard.press('+');
  await page.keyboard.press('Enter');
  await expect(review).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(page.getByText('None yet.')).toBeVisible();
  const line = regions.getByRole('row').nth(1);
  const count = Number(await line.getByRole('cell').first().textContent());
  await line.getByRole('button', { name: /^1 · / }).press('Enter');
  await expect(review).toHaveText(new RegExp(`${count} row`));
  const [svg, png] = [
    await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /as a drawing/ }).press('Enter')]),
    await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /as a picture/ }).press('Enter')]),
  ].map(([download]) => download);
  expect(await readFile(await svg!.path(), 'utf8')).toMatch(/^<svg xmlns[\s\S]*<path [\s\S]*<\/svg>$/);
  expect((await readFile(await png!.path())).subarray(1, 4).toString()).toBe('PNG');
  await line.getByRole('button', { name: /^Review these rows/ }).press('Enter');
  await expect(page.getByText(`${count} of 68 shown`)).toBeVisible();

  // A set that this browser does not have is said to be gone, and holds nothing back.
  await page.goto('/#/review?facet=00000000:map');
  await expect(page.getByText('no longer kept in this browser')).toBeVisible();
  await expect(page.getByText('68 of 68 shown')).toBeVisible();
});
