import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

test('the line is moved by keys, shows what it means, and is taken over', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.match();
  await page.keyboard.press('a');
  await page.getByRole('link', { name: 'Check accuracy' }).click();
  const panel = page.getByRole('region', { name: 'Where the line lies' });
  const slider = panel.getByRole('slider', { name: 'Threshold' });
  const before = Number(await slider.inputValue());
  const reachOf = async () => Number((await slider.getAttribute('aria-valuetext'))!.match(/\d+/)![0]);
  const reaching = await reachOf();

  await slider.focus();
  for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveValue(String(Math.round((before + 0.1) * 100) / 100));
  expect(await reachOf()).toBeLessThanOrEqual(reaching);
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', /^68 of 68/);
  await page.keyboard.press('End');
  const scores = await panel.getByRole('table').last().getByRole('row').getByRole('cell').first().allTextContents();
  expect(scores[0]).toMatch(/^(1\.00|0\.9\d)$/);

  for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowLeft');
  // Figures of the chart as a table: together they are the left rows.
  await panel.getByText('Show the figures').click();
  const cells = await panel.getByRole('table').first().getByRole('cell').allTextContents();
  expect(cells.reduce((sum, cell) => sum + Number(cell), 0)).toBe(68);
  await expectAccessible(page);

  for (const [name, begins] of [
    ['SVG', '<svg'],
    ['PNG', '\u0089PNG'],
  ] as const) {
    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: `(${name})` }).click();
    const saved = await readFile(await (await download).path(), 'latin1');
    expect(saved.startsWith(begins)).toBe(true);
    // A drawing that stands alone has its colours in it.
    if (name === 'SVG') expect(saved).toMatch(/<rect[^>]+fill="(rgb|color)\(/);
    else expect(saved.length).toBeGreaterThan(5_000);
  }

  await panel.getByRole('button', { name: 'Use 0.90 as threshold' }).click();
  await expect(panel.getByRole('button', { name: 'In force' })).toBeDisabled();
  await page.reload();
  await expect(slider).toHaveValue('0.9');
});
