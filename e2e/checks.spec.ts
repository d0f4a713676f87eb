import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/accessible';
import { textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const LEFT = [
  'id,name,country',
  '1,Acme,DE',
  '2,Beta,FR',
  '2,Beta,FR',
  '3,,DE',
  ',,',
  ...Array.from({ length: 8 }, (_, row) => `${10 + row},GmbH${row % 2 ? '' : '.'},${row === 0 ? '' : 'DE'}`),
].join('\n');
const RIGHT = 'id,name,country\na,Acme,DE\nb,Beta,FR\nc,Gamma,DE\n';

test('rows that may give trouble are named before matching, and can be looked at and saved', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([textFile('left.csv', LEFT), textFile('right.csv', RIGHT)]);
  const left = app.side('Left');
  await expect(app.side('Right').getByText('No empty or repeated rows, no missing or repeated ids.')).toBeVisible();
  await left.getByText('Worth a look before matching').click();
  for (const sentence of [
    '1 row has no text at all and cannot be linked: row 6 of the file.',
    '2 rows are the same as another in every column (different rows: 1), such as rows 3, 4 of the file.',
    '2 rows share an id in “id” with another (different ids: 1), such as “2” in rows 3, 4 of the file.',
  ]) {
    await expect(left.getByText(sentence)).toBeVisible();
  }
  await expectAccessible(page);

  await app.toSetUp();
  await expect(page.getByText('3 things · 10 rows cannot be linked with certainty')).toBeVisible();
  await page.getByText('Rows worth a look before matching').click();
  const compared = page.getByRole('region', { name: 'Rows worth a look: Left table' });
  await expect(compared.getByText('10 rows are the same as another in all that is compared (different rows: 2)')).toBeVisible();
  await expect(compared.getByText('10 rows (77%) cannot be linked with certainty')).toContainText(
    '2 of them have nothing to compare or no key. 8 of them look like so many others',
  );
  await expect(page.getByRole('region', { name: 'Rows worth a look: Right table' })).toContainText('Every row can be told');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);

  await compared.getByRole('button', { name: 'Show rows: Rows that cannot be linked with certainty' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rows that cannot be linked with certainty' });
  await expect(dialog.getByRole('row', { name: /^7 8 10 GmbH\./ })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save this list' }).click();
  const saved = await readFile(await (await download).path(), 'utf8');
  expect(saved.slice(1).split('\r\n').slice(0, 4)).toEqual([
    'row,file row,rows alike,id,name,country',
    '4,5,0,3,,DE',
    '5,6,0,,,',
    '6,7,8,10,GmbH.,',
  ]);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 800 });

  // What is set changes what is found; nothing keeps anybody from going on.
  await page.getByText('Compare only rows that agree in').click();
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByLabel('Left column of rule 1').selectOption('country');
  await page.getByLabel('Right column of rule 1').selectOption('country');
  await expect(compared.getByText('2 rows have no key in “country” and meet no other row')).toBeVisible();
  await page
    .getByRole('radio', { name: /Many to many|several/i })
    .first()
    .check();
  await expect(page.getByRole('button', { name: 'Match', exact: true })).toBeEnabled();
});

test('the page API names the same rows', async ({ page }) => {
  await new Rowlink(page).open();
  const found = await page.evaluate(async (text) => {
    const blocking = [{ left: 'country', right: 'land' }];
    const { rows, findings } = await window.rowlink.checkTable(text, { id: 'id', on: ['name'], blocking });
    return { rows, findings: findings.map(({ kind, column, groups }) => [kind, column, groups]) };
  }, LEFT);
  const firms = Array.from({ length: 7 }, (_, row) => row + 6);
  expect(found).toEqual({
    rows: 13,
    findings: [
      ['empty-rows', null, [[4]]],
      ['repeated-rows', null, [[1, 2]]],
      ['repeated-ids', 'id', [[1, 2]]],
      ['nothing-compared', 'name', [[3, 4]]],
      ['empty-keys', 'country', [[4, 5]]],
      ['alike', null, [firms, [1, 2]]],
      ['unlinkable', null, [[3, 4, 5, ...firms]]],
    ],
  });
});
