import { expectAccessible } from './fixtures/accessible';
import { csvFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const GOODS = [
  ['goods'],
  ['Horses, asses, mules and hinnies; live'],
  ['Bricks and tiles of fired clay for the walls of houses'],
  ['Original sculptures and statuary, in any material'],
  ['Sheep and goats; live'],
];
const SECTIONS = [
  ['section'],
  ['Works of art, pieces of collectors and antiques'],
  ['Articles of stone, plaster and cement; ceramic products'],
  ['Live animals and other animal products'],
];

test('English tables: a hint, models side by side, one measured and chosen by keyboard, a match with it', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([await csvFile('goods.csv', GOODS), await csvFile('sections.csv', SECTIONS)]);
  await app.toSetUp();
  const hint = page.getByRole('complementary', { name: 'Language model' });
  await expect(hint).toContainText('The English model may do better');
  await hint.getByRole('button', { name: 'Compare models' }).click();

  const dialog = page.getByRole('dialog', { name: 'Language models' });
  const card = (name: string) => dialog.getByRole('article', { name, exact: true });
  await expect(dialog.getByRole('radio')).toHaveCount(4);
  await expect(dialog.getByRole('radio', { name: 'Small' })).toBeChecked();
  const use = dialog.getByRole('button', { name: 'Use this model' });
  await expect(use).toBeDisabled();
  await expect(card('English')).toContainText('Not measured yet');
  await expect(card('English')).toContainText('Apache-2.0');
  await expect(card('Accurate')).toContainText(/\d+ languages/u);
  await card('English').getByRole('button', { name: 'Measure the speed of English' }).click();
  await expect(card('English')).toContainText(/[\d,]+ texts a second/u, { timeout: 60_000 });
  await expectAccessible(page);
  await card('English').getByRole('button', { name: 'Where these figures come from' }).click();
  await expect(dialog.getByText('hs_heading_to_section')).toBeVisible();

  await dialog.getByRole('radio', { name: 'Small' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'English' })).toBeChecked();
  await use.click();
  await expect(dialog).toBeHidden();
  await expect(hint).toBeHidden();
  await app.startMatch();
  await page.waitForURL(/#\/review/);
  await app.matchEnded();
  for (const [row, section] of ['Live animals', 'Articles of stone', 'Works of art', 'Live animals'].entries()) {
    await expect(app.line(row + 1)).toContainText(section);
  }

  await page.reload();
  await app.goTo('Set up');
  await page.getByText('score, model, threshold, device').click();
  const field = page.getByRole('group', { name: 'Language model' });
  await expect(field).toContainText('English');
  await field.getByRole('button', { name: 'Compare and change' }).click();
  await expect(card('English')).toContainText(/[\d,]+ texts a second/u);
  await page.keyboard.press('Escape');
  await expect(field.getByRole('button', { name: 'Compare and change' })).toBeFocused();
});

test('a model that does not know the letters of the tables is said to', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const greek = [['πόλη'], ['Αθήνα'], ['Θεσσαλονίκη'], ['Πάτρα']];
  await app.drop([await csvFile('left.csv', greek), await csvFile('right.csv', greek)]);
  await app.toSetUp();
  await expect(page.getByRole('complementary', { name: 'Language model' })).toHaveCount(0);
  await app.chooseModel('English');
  const hint = page.getByRole('complementary', { name: 'Language model' });
  await expect(hint).toContainText('letters that this model does not know: Greek');
  await expectAccessible(page);
});
