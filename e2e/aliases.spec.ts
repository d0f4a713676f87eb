import { expectAccessible } from './fixtures/accessible';
import { csvFile, type Rows, textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const LEFT: Rows = [
  ['id', 'name'],
  ['1', 'WHO Regional Office'],
  ['2', 'Blue Lagoon Hotel'],
  ['3', 'Northwind Traders Ltd'],
  ['4', 'FAO Rome'],
];
const RIGHT: Rows = [
  ['code', 'name'],
  ['a', 'WHOLE Regional Office Supplies'],
  ['b', 'World Health Organization Regional Office'],
  ['c', 'Hotel Blue Lagoon'],
  ['d', 'Northwind Traders Limited'],
  ['e', 'Food and Agriculture Organization Rome'],
];

test('words taught in review act at once, are named, stay, come from a file, and are taken back', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([await csvFile('left.csv', LEFT), await csvFile('right.csv', RIGHT)]);
  await app.match();
  await app.line(2).click();
  await page.keyboard.press('a');
  await app.expectStatus(2, 'Accepted');
  await app.line(1).click();
  const candidates = page.getByRole('list', { name: 'Candidates' }).getByRole('listitem');
  await candidates.filter({ hasText: 'World Health Organization' }).getByRole('button').first().click();

  const record = page.getByText('WHO Regional Office', { exact: true }).last();
  await record.evaluate((node) => getSelection()!.selectAllChildren(node));
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: 'These mean the same' });
  await expect(dialog.getByLabel('Words in the left row')).toHaveValue('WHO Regional Office');
  await page.keyboard.press('Escape');
  await page.evaluate(() => getSelection()!.removeAllRanges());
  await page.keyboard.press('l');
  await expect(dialog.getByLabel('Words in the left row')).toHaveValue('WHO');
  await expect(dialog.getByLabel('Words in the right row')).toHaveValue('World Health Organization');
  await expectAccessible(page, 'teaching words');
  await dialog.getByRole('button', { name: 'Teach' }).click();
  await expect(page.getByText('Candidates and scores follow your words now')).toBeVisible();
  const first = candidates.first();
  await expect(first).toContainText('World Health Organization');
  await expect(first).toContainText('Taught by you: WHO = World Health Organization');
  await expect(first).toContainText('1.00');
  await app.expectStatus(2, 'Accepted');
  await page.keyboard.press('e');
  const why = page.getByRole('complementary', { name: 'Why, and history of this record' });
  await expect(why.getByText(/WHO.+ and .+World Health Organization.+ mean the same/)).toBeVisible();
  await expect(why.getByText('Both texts are the same')).toBeVisible();
  await page.keyboard.press('e');
  await app.expectSaved();

  await page.goto('/#/aliases');
  const list = page.getByRole('region', { name: 'Known words' });
  await expect(list.getByRole('listitem')).toContainText(['WHO = World Health Organization']);
  await expect(list.getByText('1 left, 1 right')).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import a file…' }).click();
  await (await chooser).setFiles(
    textFile('words.csv', 'abbreviation,full form\nFAO,Food and Agriculture Organization\nWHO,World Health Organization\nUN,\n'),
  );
  await expect(page.getByText('1 of them is known already.')).toBeVisible();
  await expect(page.getByText('line 4: a word is missing')).toBeVisible();
  await expectAccessible(page, 'words that mean the same');
  await page.getByRole('button', { name: 'Add 1 group' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);

  await page.getByLabel('Word or phrase').fill('WHO');
  await page.getByLabel('Means the same as').fill('Whole');
  await page.getByRole('radio', { name: 'Keep apart' }).check();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const conflicts = page.getByRole('region', { name: 'Read in two ways' });
  await conflicts.getByRole('button', { name: /^Only: .World Health Organization/ }).click();
  await expect(conflicts).toHaveCount(0);
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await app.matchEnded();
  await app.expectSaved();

  await page.reload();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await app.goTo('Review');
  await app.line(4).click();
  await expect(candidates.first()).toContainText('Taught by you: FAO = Food and Agriculture Organization');

  // The address follows the row after a moment, and would lead back.
  await page.waitForURL(/row=4/);
  await page.goto('/#/aliases');
  await list.getByRole('button', { name: /^Remove: WHO/ }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await app.matchEnded();
  await app.goTo('Review');
  await app.line(1).click();
  await expect(page.getByText('Taught by you')).toHaveCount(0);
  await app.expectStatus(2, 'Accepted');
});
