import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

test('a cluster is split, merged and left out of on its graph, by keyboard, and looked at by mouse', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.findDuplicates();
  const graph = page.getByRole('listbox', { name: /^The cluster as a graph/ });
  const members = graph.getByRole('option', { name: /^Row \d+: / });
  const near = graph.getByRole('option', { name: /could belong here/ });
  const heading = page.getByRole('heading', { name: /^Cluster of / });
  const said = (text: string | RegExp) => expect(page.getByRole('status').filter({ hasText: text })).toBeVisible();
  const pointedAt = async (): Promise<string | null> => {
    const id = await graph.getAttribute('aria-activedescendant');
    return page.locator(`[id="${id}"]`).getAttribute('aria-label');
  };
  const placeOf = (row: number) => graph.getByRole('option', { name: new RegExp(`^Row ${row}\\b`) }).getAttribute('transform');

  await page.keyboard.press('g');
  await expect(heading).toHaveText('Cluster of 5 rows, from row 10');
  await expect(members).toHaveCount(5);
  await expect(graph.getByRole('option', { name: /Row 10: St Anne's Hospital .* kept record/ })).toBeVisible();
  await said(/Weakest place: 1 of 5 rows hang on 4 pairs, the best 0\.\d\d\./);
  const before = await placeOf(30);

  // The split at the weak place is shown, done, undone.
  await graph.focus();
  expect(await pointedAt()).toMatch(/^Row 10: /);
  await page.keyboard.press('b');
  await said(/1 chosen would come off, 4 stay\. 4 pairs are between them, the best 0\.\d\d\./);
  await expect(graph.getByRole('option', { selected: true })).toHaveAccessibleName(/^Row 19: St Anne's Hospice/);
  await expectAccessible(page);
  await page.keyboard.press('s');
  await said('1 row is a cluster of its own now.');
  await expect(heading).toHaveText('Cluster of 4 rows, from row 10');
  await expect(near).toHaveAccessibleName(
    /^Row 19, alone, could belong here: St Anne's Hospice .* strongest 0\.\d\d with row 10$/,
  );
  expect(await placeOf(30)).toBe(before);
  await page.keyboard.press('Control+z');
  await expect(members).toHaveCount(5);
  await page.keyboard.press('Control+y');
  await expect(members).toHaveCount(4);

  // The row of the other cluster is merged in one step, by pointing at it.
  await expect(graph).toBeFocused();
  await page.keyboard.press('End');
  expect(await pointedAt()).toContain('could belong here');
  await expect(page.getByRole('button', { name: 'Merge with row 19', exact: true })).toBeVisible();
  await page.keyboard.press('m');
  await said('Clusters merged.');
  await expect(members).toHaveCount(5);
  await expect(near).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(near).toHaveCount(1);
  await page.keyboard.press('m');
  await expect(members).toHaveCount(5);

  // Arrows walk, Space chooses, L leaves out.
  await page.keyboard.press('Home');
  const first = await pointedAt();
  await page.keyboard.press('PageDown');
  expect(await pointedAt()).not.toBe(first);
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowRight']) await page.keyboard.press(key);
  await page.keyboard.press(' ');
  await expect(graph.getByRole('option', { selected: true })).toHaveAccessibleName((await pointedAt())!);
  await page.keyboard.press('l');
  await said('1 row left out.');
  await expect(members).toHaveCount(4);
  await page.keyboard.press('Control+z');
  await expect(members).toHaveCount(5);

  // By mouse: a click, one more with Shift, a rectangle, the ground.
  await members.nth(0).click();
  await expect(graph.getByRole('option', { selected: true })).toHaveCount(1);
  await members.nth(1).click({ modifiers: ['Shift'] });
  await expect(graph.getByRole('option', { selected: true })).toHaveCount(2);
  const box = (await graph.boundingBox())!;
  await page.mouse.move(box.x + 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height - 2, { steps: 3 });
  await page.mouse.up();
  await expect(graph.getByRole('option', { selected: true })).toHaveCount(5);
  await said('All rows are chosen: there is nothing to split.');
  await page.mouse.click(box.x + 3, box.y + 3);
  await expect(graph.getByRole('option', { selected: true })).toHaveCount(0);

  // The same as a table and as a picture of all of it, whatever is in view.
  await page.getByText('Show the figures').click();
  await expect(page.getByRole('row', { name: /^10 – 30 .* 0\.97 Reaches the threshold/ })).toBeVisible();
  for (let step = 0; step < 2; step++) await page.getByRole('button', { name: 'Closer' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /drawing \(SVG\)/ }).click();
  const picture = await readFile(await (await download).path(), 'utf8');
  for (const row of [10, 19, 26, 30, 32]) expect(picture).toContain(`>${row}</text>`);
  const widthOf = (viewBox: string | null): number => Number(viewBox?.split(' ')[2]);
  const saved = /<svg[^>]* viewBox="([^"]+)"/.exec(picture)?.[1] ?? '';
  expect(widthOf(saved)).toBeGreaterThan(widthOf(await graph.getAttribute('viewBox')));

  // Readable by tools in the dark, on a phone and with letters of another script; remembered over a reload.
  for (const [width, colorScheme] of [
    [1280, 'dark'],
    [390, 'light'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await expectAccessible(page);
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(isWide).toBe(false);
  }
  await app.expectSaved();
  await page.reload();
  await expect(members).toHaveCount(5);
});
