import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

test('facets combine, show counts, are in the address and are saved as views', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await page.evaluate(async () => {
    const { rowlink } = window;
    const table = (names: string[]) => names.map((name, at) => ({ id: String(at), name }));
    const options = { on: ['name'], score: 'lexical', k: 3 } as const;
    const left = table(['Anna Berg', 'Bo Dahl', 'Carla Engl', 'Dario Fuchs']);
    rowlink.open(await rowlink.merge(left, table(['Anna Berg', 'Bo Dahl', 'Carla Engel', 'Dario Fux']), options));
  });
  await expect(app.queue).toBeVisible();
  const open = page.getByRole('button', { name: /^Facets and views/ });
  await open.click();
  const agreement = page.getByLabel('name: agreement');
  await expect(agreement.getByRole('option', { name: 'Equal (2)' })).toBeAttached();
  await expect(agreement.getByRole('option', { name: 'Alike (2)' })).toBeAttached();
  await agreement.selectOption('alike');
  await expect(page.getByText('2 of 4 shown')).toBeVisible();
  await page.getByRole('combobox', { name: 'Flagged or noted' }).selectOption('no');
  await app.line(3).click();
  await page.getByLabel('Name of the view').fill('Nearly');
  await page.getByRole('button', { name: 'Save view' }).click();
  await expectAccessible(page);
  await expect(page).toHaveURL(/facet=alike%3Afield%3Aname/);

  await page.reload();
  await expect(page.getByText('2 of 4 shown')).toBeVisible();
  await app.expectCurrent(3);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByText('4 of 4 shown')).toBeVisible();
  await page.getByRole('combobox', { name: 'Saved view' }).selectOption('Nearly');
  await expect(page.getByText('2 of 4 shown')).toBeVisible();
  await page.getByLabel('Name of the view').fill('Near');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('combobox', { name: 'Saved view' })).toHaveValue('Near');
  await page.getByRole('button', { name: 'Show all' }).click();
  // Rows 1 and 3 were on screen.
  await page.getByRole('combobox', { name: 'Seen on screen' }).selectOption('unseen');
  await expect(page.getByText('2 of 4 shown')).toBeVisible();
  await page.getByRole('button', { name: 'Delete view' }).click();
  await expect(page.getByRole('combobox', { name: 'Saved view' })).toHaveValue('');
  for (const width of [820, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(agreement).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});
