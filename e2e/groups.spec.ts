import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/accessible';
import { companyLists } from './fixtures/generated';
import { csvFile, type TestFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const ROWS = 160;
/** Rows from this one on have no counterpart. */
const LONELY = 120;

const rowsOf = ({ buffer }: TestFile): string[][] =>
  buffer
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));

test('a group of rows that is linked less often stands apart; a recipe says when the next files look different', async ({
  page,
}) => {
  const [left, right] = (await companyLists(ROWS)).map(rowsOf);
  const country = (row: number): string => (row >= LONELY ? 'Chile' : ['Austria', 'Norway'][row % 2]!);
  const firms = left!.map((cells, at) => [...cells, at === 0 ? 'country' : country(Number(cells[0]))]);
  const register = right!.filter(([id], at) => at === 0 || Number(id!.slice(1)) < LONELY);
  const app = new Rowlink(page);
  await app.open();
  await app.drop([await csvFile('firms-04.csv', firms), await csvFile('register-04.csv', register)]);
  await app.toSetUp();
  await app.chooseModel('Instant');
  await app.startMatch();
  await page.waitForURL(/#\/review/);
  await app.matchEnded();

  await page.getByRole('link', { name: 'Check accuracy' }).click();
  const groups = page.getByRole('region', { name: 'By groups of rows', exact: true });
  await groups.getByLabel('Compare rows by').selectOption('country (left table)');
  const line = (name: string) => groups.getByRole('row', { name: new RegExp(`^${name}`, 'u') });
  await expect(line('Chile')).toContainText('percentage points less than the rest');
  await expect(line('Austria')).toContainText('60');
  await expect(groups.getByRole('row')).toHaveCount(4);
  await expectAccessible(page);
  // A decision is counted at once.
  await app.goTo('Review');
  await app.expectCurrent(1);
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await page.getByRole('link', { name: 'Check accuracy' }).click();
  await groups.getByLabel('Compare rows by').selectOption('country (left table)');
  await expect(groups.getByText('100.0%').first()).toBeVisible();

  await app.goTo('Export');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save recipe' }).click();
  const saved = await saving;
  const recipe = { name: saved.suggestedFilename(), mimeType: 'application/json', buffer: await readFile(await saved.path()) };
  const next = firms.map(([id, name, land], at) => [id!, at > 0 && at % 3 === 0 ? '' : name!, land!]);
  await app.goTo('Files');
  await page.getByRole('button', { name: 'New project' }).click();
  await app.drop([recipe, await csvFile('firms-05.csv', next), await csvFile('register-05.csv', register)]);
  const banner = page.getByRole('region', { name: 'Recipe' });
  await expect(banner.getByText('These tables look different')).toBeVisible();
  await expect(banner.getByText('Left table, name: 33% of the cells are empty, 0% before. A large change.')).toBeVisible();
  await expect(banner.getByText('Right table')).toHaveCount(0);
  await expectAccessible(page);
});
