import { csvFile, LEFT, RIGHT, textFile, workbookFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

test.describe('files that cannot be read', () => {
  for (const { title, file, says } of [
    { title: 'an empty file', file: async () => textFile('empty.csv', ''), says: ['empty.csv is empty.', 'save it again'] },
    {
      title: 'a binary file',
      file: async () => textFile('photo.csv', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 37) % 256))),
      says: ['photo.csv is not a table that can be read.', 'save it as .xlsx or .csv'],
    },
    {
      title: 'a truncated workbook',
      file: async () => {
        const whole = await workbookFile('cut.xlsx', LEFT);
        return { ...whole, buffer: whole.buffer.subarray(0, Math.floor(whole.buffer.length * 0.6)) };
      },
      says: ['cut.xlsx stops in the middle.', 'Download or copy it again'],
    },
    {
      title: 'a file of headers only',
      file: async () => textFile('headers.csv', 'id,name\n'),
      says: ['headers.csv has headers but no rows.', 'a file with rows'],
    },
  ]) {
    test(`${title} is named, explained, and costs nothing`, async ({ page }) => {
      const app = new Rowlink(page);
      await app.open();
      await app.drop([await csvFile('left.csv', LEFT), await file()]);
      const alert = app.side('Right').getByRole('alert');
      for (const text of says) await expect(alert).toContainText(text);
      await expect(app.side('Left').getByRole('cell', { name: 'Café Zürich' })).toBeVisible();
      await app.drop([await csvFile('right.csv', RIGHT)]);
      await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
    });
  }

  test('a bad file in place of a good one leaves decisions alone', async ({ page }) => {
    const app = new Rowlink(page);
    await app.open();
    await app.dropPair();
    await app.match();
    await page.keyboard.press('a');
    await app.expectStatus(1, 'Accepted');
    await app.goTo('Files');
    await app.side('Left').getByRole('button', { name: 'Remove' }).waitFor();
    await page.locator('input[type="file"]').first().setInputFiles(textFile('empty.csv', ''));
    await expect(app.side('Left').getByRole('alert')).toContainText('empty.csv is empty.');
    await page.reload();
    await app.goTo('Review');
    await app.expectStatus(1, 'Accepted');
  });
});

test('headers that are missing, doubled, empty or `__proto__` each name a column', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([
    textFile('odd.csv', 'name,name,,__proto__,constructor\nAlpha,a,b,c,d\nBeta,e,f,g,h\n'),
    textFile('plain.csv', 'name\nAlpha Ltd\nBeta Ltd\n'),
  ]);
  const headers = app.side('Left').getByRole('columnheader');
  await expect(headers).toHaveCount(6);
  const names = await headers.allTextContents();
  expect(new Set(names).size).toBe(6);
  expect(names).toEqual(expect.arrayContaining(['__proto__', 'constructor']));
  await app.toSetUp();
  await page.getByLabel('Left column of pair 1').selectOption({ label: '__proto__' });
  await app.startMatch();
  await page.waitForURL(/#\/review/);
  await app.matchEnded();
  await app.expectProgress('0 of 2 decided');
});

test('encodings other than UTF-8 read right', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const text = 'id;name\n1;Müller & Söhne\n2;Café Zürich – „Oper“\n3;Ærø Færgefart\n';
  await app.drop([
    textFile('utf16.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])),
    textFile('western.csv', windows1252(text)),
  ]);
  for (const side of ['Left', 'Right'] as const) {
    await expect(app.side(side).getByRole('cell', { name: 'Café Zürich – „Oper“' })).toBeVisible();
    await expect(app.side(side).getByRole('cell', { name: 'Ærø Færgefart' })).toBeVisible();
  }
  await expect(app.side('Left').getByLabel('Letters (encoding)')).toHaveValue('utf-16le');
  await expect(app.side('Right').getByLabel('Letters (encoding)')).toHaveValue('windows-1252');
});

const windows1252 = (text: string): Buffer =>
  Buffer.from(Array.from(text, (letter) => ({ '–': 0x96, '„': 0x84, '“': 0x93 })[letter] ?? letter.charCodeAt(0)));

test('a workbook with several sheets offers the choice', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([await workbookFile('left.xlsx', LEFT), await csvFile('right.csv', RIGHT)]);
  await expect(app.side('Left').getByLabel('Sheet')).toBeVisible();
  await expect(app.side('Left').getByRole('cell', { name: '123456789012345678' })).toBeVisible();
});

test('a chosen column that is all empty is named', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([textFile('l.csv', 'id,name,blank\n1,Alpha,\n2,Beta,\n'), textFile('r.csv', 'id,name\n1,Alpha\n2,Beta\n')]);
  await app.toSetUp();
  await page.getByLabel('Left column of pair 1').selectOption({ label: 'blank' });
  await app.startMatch();
  await expect(page.getByText('The column “blank” has no text in any row.')).toBeVisible();
  await page.getByLabel('Left column of pair 1').selectOption({ label: 'name' });
  await app.startMatch();
  await page.waitForURL(/#\/review/);
});

test('identical files are pointed out and still match', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([await csvFile('a.csv', LEFT), await csvFile('b.csv', LEFT)]);
  await expect(page.getByText('Both sides hold the same content.')).toBeVisible();
  await app.match();
  for (const row of [1, 2, 3, 4, 5]) await expect(app.line(row)).toContainText('1.00');
});

test('one row against one row', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([textFile('l.csv', 'name\nAlpha Works\n'), textFile('r.csv', 'name\nAlpha Works Ltd\n')]);
  await app.match();
  await page.keyboard.press('a');
  await app.expectProgress('1 of 1 decided');
});

test('a cell of 30,000 characters is read, matched and shown', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const long = 'lorem ipsum dolor '.repeat(1667).slice(0, 30_000);
  const rows = (first: string) => [['name'], [`${first} ${long}`], ['Beta Works']];
  await app.drop([await csvFile('l.csv', rows('Alpha')), await csvFile('r.csv', rows('Alpha'))]);
  await app.match();
  await expect(app.line(1)).toContainText('1.00');
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
});
