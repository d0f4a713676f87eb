import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const NAMES = 'Alpha Bravo Cedar Delta Ember Falcon Garnet Harbor'
  .split(' ')
  .map((name, at) => `${name} Möbelwerke ${at + 3} GmbH`);
const tableFile = (name: string, rows: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(['id,name,town', ...rows.map((row, at) => `${at + 1},${row},Old Town Street`)].join('\n')),
});

test('kinds of noise that the settings handle worst, found on variants of the rows themselves', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([
    tableFile('left.csv', NAMES),
    tableFile(
      'right.csv',
      NAMES.map((name) => name.toUpperCase()),
    ),
  ]);
  await app.toSetUp();
  await page.getByRole('link', { name: 'How well will this model do on these tables?' }).click();
  const part = page.getByRole('region', { name: 'Where the model is weak on this table' });
  await part.getByRole('button', { name: 'Look for weak spots' }).click();
  await part.getByRole('button', { name: 'Cancel' }).click();
  await expect(part.getByRole('table')).toHaveCount(0);
  await part.getByRole('button', { name: 'Look for weak spots' }).click();

  const same = part.getByRole('table').filter({ hasText: 'Own row first' });
  await expect(same.getByRole('row', { name: /A letter missing/ })).toBeVisible({ timeout: 60_000 });
  const shares = (await same.locator('tbody tr td:nth-child(2) strong').allTextContents()).map((text) =>
    Number.parseInt(text, 10),
  );
  expect(shares.length).toBeGreaterThan(10);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  await same.getByText('Examples').first().click();
  await expect(same.locator('details[open] dd').first()).toContainText('→');
  const others = part.getByRole('table').filter({ hasText: 'Before the right row' });
  await expect(others.getByRole('row', { name: /Another number|Another name in it/ }).first()).toBeVisible();
  await expect(part.getByRole('table').last().getByText('(in force)')).toBeVisible();
  await expectAccessible(page);
});
