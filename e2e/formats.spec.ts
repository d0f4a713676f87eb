import { utils, write } from '@e965/xlsx';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expectAccessible } from './fixtures/accessible';
import { LEFT, RIGHT, type TestFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const file = (name: string, bytes: Uint8Array): TestFile => ({ name, mimeType: '', buffer: Buffer.from(bytes) });
const [header = [], ...rows] = LEFT;
const records = rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])));
const csv = [header, ...rows].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');

function workbook(bookType: 'xls' | 'xlsb' | 'ods'): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([[...header], ...rows.map((cells) => [...cells])]), 'Data');
  return new Uint8Array(write(book, { type: 'array', bookType }));
}

const parquet = parquetWriteBuffer({
  columnData: header.map((name, at) => ({ name, data: rows.map((cells) => cells[at] ?? ''), type: 'STRING' as const })),
});

for (const given of [
  file('left.xls', workbook('xls')),
  file('left.xlsb', workbook('xlsb')),
  file('left.ods', workbook('ods')),
  file('left.parquet', new Uint8Array(parquet)),
  file('left.json', strToU8(JSON.stringify(records, null, 2))),
  file('left.jsonl', strToU8(records.map((record) => JSON.stringify(record)).join('\n'))),
  file('left.csv.gz', gzipSync(strToU8(csv))),
  file('left.zip', zipSync({ 'left.csv': strToU8(csv) })),
]) {
  test(`${given.name} is read as a table`, async ({ page }) => {
    const app = new Rowlink(page);
    await app.open();
    await app.drop([given]);
    const side = app.side('Left');
    await expect(side.getByRole('cell', { name: 'Café Zürich' })).toBeVisible();
    for (const name of header) await expect(side.getByRole('columnheader', { name, exact: true })).toBeVisible();
    await expect(side.getByText('No problems found.')).toBeVisible();
  });
}

test('the files of a zip are offered as sheets', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([file('years.zip', zipSync({ '2023.csv': strToU8(csv), '2024.csv': strToU8('id,name\n1,Only row\n') }))]);
  const side = app.side('Left');
  await expect(side.getByRole('cell', { name: 'Café Zürich' })).toBeVisible();
  await side.getByLabel('Sheet').selectOption('2024.csv');
  await expect(side.getByRole('cell', { name: 'Only row' })).toBeVisible();
});

test('ranges copied from a spreadsheet are pasted one after the other', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const paste = (table: readonly (readonly string[])[]) =>
    page.evaluate(
      (text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      table
        .map((cells) => cells.map((cell) => (/["\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
        .join('\r\n'),
    );
  await paste(LEFT);
  await expect(app.side('Left').getByRole('cell', { name: 'Café Zürich' })).toBeVisible();
  await expect(app.side('Left').getByText('pasted range.tsv')).toBeVisible();
  await paste(RIGHT);
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
});

test('the columns can be looked at, with what other programs would have changed', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const text = 'siret,country,name\n00123,NA, Acme\n00456,DE,Beta\n00123,NA, Acme\n,,\n9007199254740993123,FR,Gamma\n';
  await app.drop([file('companies.csv', strToU8(text))]);
  const side = app.side('Left');
  await side.getByText('Look at the columns').click();
  const siret = side.getByRole('region', { name: 'Columns of companies.csv' }).getByRole('row').filter({ hasText: 'siret' });
  await expect(siret).toContainText('00123 (2)');
  for (const sentence of [
    '3 values in “siret” would lose their leading zeros in a spreadsheet program, such as 00123.',
    '1 value in “siret” would lose its last digits in a spreadsheet program: 9007199254740993123.',
    '2 values in “country” would be taken for missing values by pandas, such as NA.',
    '2 values in “name” have spaces around them.',
  ]) {
    await expect(side.getByText(sentence)).toBeVisible();
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
