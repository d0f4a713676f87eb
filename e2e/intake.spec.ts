import { mkdir, writeFile } from 'node:fs/promises';
import { utils, write } from '@e965/xlsx';
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { expectAccessible } from './fixtures/accessible';
import { csvFile, LEFT, RIGHT, type TestFile, textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

/** Drops a CSV file of `megabytes` that is made in the page, so that it need not travel there. */
const dropLarge = (page: Page, name: string, megabytes: number): Promise<void> =>
  page.evaluate(
    ([fileName, size]) => {
      const part = Array.from({ length: 10_000 }, (_, i) => `${i},Company number ${i} of many,Town ${i % 97},${i * 7919}\n`).join(
        '',
      );
      const parts = Array.from({ length: Math.ceil((size * 1e6) / part.length) }, () => part);
      const transfer = new DataTransfer();
      transfer.items.add(new File(['id,name,town,code\n', ...parts], fileName));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    [name, megabytes] as const,
  );

const axe = async (page: Page): Promise<void> => {
  await expectAccessible(page);
};

test('reading shows how far it is, and a cancel leaves the side as it was', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  // Large enough that axe is through before it is read.
  await dropLarge(page, 'large.csv', 160);
  const left = app.side('Left');
  await expect(left.getByRole('progressbar', { name: 'Reading large.csv' })).toBeVisible();
  await expect(left.getByText('Reading the cells')).toBeVisible();
  await axe(page);
  // A file that comes meanwhile takes the other side, and its turn.
  await app.drop([await csvFile('right.csv', RIGHT)]);
  await expect(app.side('Right').getByText('Waiting for the other file')).toBeVisible();
  await left.getByRole('button', { name: 'Cancel' }).click();
  await expect(left.getByRole('heading', { name: 'No file yet' })).toBeVisible({ timeout: 1000 });
  await expect(app.side('Right').getByRole('cell', { name: 'Hotel Blue Lagoon' })).toBeVisible();

  await app.drop([await csvFile('left.csv', LEFT)]);
  await expect(left.getByRole('cell', { name: 'Café Zürich' })).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await left.getByRole('button', { name: 'Replace…' }).click();
  await (await chooser).setFiles({ name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.alloc(8_000_000, 'a,b,c,d\n') });
  await left.getByRole('button', { name: 'Cancel' }).click();
  await expect(left.getByRole('cell', { name: 'Café Zürich' })).toBeVisible({ timeout: 1000 });
  await page.reload();
  await expect(left.getByRole('cell', { name: 'Café Zürich' })).toBeVisible();
});

const REPORT = `Companies 2019;;\nas of 1 January 2020;;\n\nid;name;vat\n1;Acme;DE1\n2;Café Beta;DE2\n\nTotal;2;\nSource: registry;;\n`;

test('the headers are a row that is picked, totals at the end are offered to be left out', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([textFile('report.csv', REPORT)]);
  const left = app.side('Left');
  await expect(left.getByText('2 rows above the headers are left out.')).toBeVisible();
  await expect(left.getByText('The last 2 rows look like totals or notes, not records.')).toBeVisible();
  await expect(left.getByText('4 rows × 3 columns')).toBeVisible();
  await left.getByRole('button', { name: 'Leave out' }).click();
  await expect(left.getByText('2 rows × 3 columns')).toBeVisible();
  await expect(left.getByText('2 rows at the end are left out.')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await axe(page);
  }

  await left.getByRole('button', { name: 'Row 4: these are the headers' }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(left.getByRole('button', { name: 'Take row 2 as the headers' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(left.getByRole('columnheader', { name: 'as of 1 January 2020' })).toBeVisible();
  await expect(left.getByRole('button', { name: 'Row 2: these are the headers' })).toBeFocused();
  await left.getByRole('button', { name: 'Take row 4 as the headers' }).click();
  await expect(left.getByRole('columnheader', { name: 'vat' })).toBeVisible();
  await left.getByRole('combobox', { name: 'Headers' }).selectOption('No headers');
  await expect(left.getByRole('columnheader', { name: 'Column 3' })).toBeVisible();

  // What cannot be read leaves the table as it was.
  await left.getByRole('combobox', { name: 'Headers' }).selectOption('In row 10');
  await expect(page.getByText('report.csv has headers but no rows.')).toBeVisible();
  await expect(left.getByRole('columnheader', { name: 'Column 3' })).toBeVisible();
  await page.reload();
  await expect(left.getByText('To read the file in another way, choose it again.')).toBeVisible();
  await expect(left.getByRole('button', { name: 'Take row 4 as the headers' })).toBeDisabled();
});

const YEARS = [
  textFile('2019.csv', 'id,name,vat\n1,Acme,DE1\n2,Beta,DE2\n'),
  textFile('2020.csv', Buffer.from('ID;Name;city\n3;Caf\xe9 Gamma;K\xf6ln\n', 'latin1')),
  textFile('2021.json', '[{"id": "4", "name": "Delta"}]'),
];

test('more than two files are asked about, and stacked with file and row', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([...YEARS, textFile('broken.xlsx', Buffer.from('PK\x03\x04 no workbook')), await csvFile('other.csv', RIGHT)]);
  const dialog = page.getByRole('dialog', { name: 'Where do these 5 files go?' });
  await expect(dialog).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await axe(page);
  }
  await dialog.getByRole('group', { name: 'other.csv' }).getByRole('radio', { name: 'Right table' }).check();
  await expect(dialog.getByText('Left table: 4 files, stacked.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Read the files' }).click();
  const left = app.side('Left');
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await expect(left.getByRole('heading', { name: '2019.csv + 2' })).toBeVisible();
  await expect(left.getByText('4 rows × 6 columns')).toBeVisible();
  for (const name of ['id', 'name', 'vat', 'city', 'file', 'file row']) {
    await expect(left.getByRole('columnheader', { name, exact: true })).toBeVisible();
  }
  await expect(left.getByRole('row').filter({ hasText: 'Café Gamma' })).toContainText('2020.csv');
  await expect(left.getByText('It has no column “vat”; those cells are empty.')).toBeVisible();
  await expect(left.getByRole('listitem').filter({ hasText: 'broken.xlsx' })).toContainText('could not be read and is left out.');
  await axe(page);
  await left.getByLabel('Name of the column that says the file or sheet').fill('year');
  await left.getByRole('checkbox', { name: 'A column that says the row there' }).uncheck();
  await left.getByRole('button', { name: 'Apply' }).click();
  await expect(left.getByRole('columnheader', { name: 'year', exact: true })).toBeVisible();
  await expect(left.getByRole('columnheader', { name: 'file row' })).toHaveCount(0);

  // One more file, where both sides have a table: asked, not swallowed; put below.
  await app.drop([textFile('2022.csv', 'id,name\n5,Epsilon\n')]);
  const again = page.getByRole('dialog', { name: 'Where does this file go?' });
  await again.getByRole('radio', { name: 'Left table' }).check();
  await again.getByRole('checkbox', { name: 'Left table: keep the rows' }).check();
  await again.getByRole('button', { name: 'Read the files' }).click();
  await expect(left.getByText('5 rows × 5 columns')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('a folder is stacked, and so are sheets of one file', async ({ page }, info) => {
  const app = new Rowlink(page);
  await app.open();
  const folder = info.outputPath('years');
  await mkdir(`${folder}/older`, { recursive: true });
  for (const { name, buffer } of YEARS) await writeFile(`${folder}/${name === '2019.csv' ? 'older/' : ''}${name}`, buffer);
  await writeFile(`${folder}/readme.md`, 'not a table');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await (await chooser).setFiles(folder);
  await page.getByRole('dialog', { name: 'Where do these 3 files go?' }).getByRole('button', { name: 'Read the files' }).click();
  const left = app.side('Left');
  await expect(left.getByText('4 rows × 6 columns')).toBeVisible();

  await app.drop([
    {
      name: 'years.zip',
      mimeType: '',
      buffer: Buffer.from(zipSync({ '2023.csv': strToU8('id,name\n1,A\n'), '2024.csv': strToU8('id,name\n1,B\n2,C\n') })),
    },
  ]);
  const right = app.side('Right');
  await right.getByRole('button', { name: 'Stack several sheets…' }).click();
  await page.getByRole('button', { name: 'Stack 2 sheets' }).click();
  await expect(right.getByText('3 rows × 4 columns')).toBeVisible();
  await expect(right.getByRole('row').filter({ hasText: '2024.csv' })).toHaveCount(2);
});

/** As a spreadsheet program saves it: a cover, a sheet with merged cells, and one that is hidden. */
function workbook(): TestFile {
  const book = utils.book_new();
  const sites = utils.aoa_to_sheet([
    ['company', 'site', 'city'],
    ['Acme', 'North', 'Oslo'],
    ['', 'South', 'Malmö'],
    ['', 'West', 'Bergen'],
    ['Beta', 'Main', 'Gent'],
  ]);
  sites['!merges'] = [utils.decode_range('A2:A4')];
  utils.book_append_sheet(book, sites, 'Sites');
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['id', 'name'],
      ['1', 'Old Acme'],
      ['2', 'Old Beta'],
    ]),
    'Archive',
  );
  utils.book_append_sheet(book, utils.aoa_to_sheet([['draft'], ['x']]), 'Scratch');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 0 }, { Hidden: 1 }] };
  return { name: 'sites.xlsx', mimeType: '', buffer: write(book, { type: 'buffer', bookType: 'xlsx' }) };
}

test('sheets are listed with their rows, hidden ones said, merged cells said and filled when asked for', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([workbook()]);
  const left = app.side('Left');
  await expect(left.getByText('4 rows × 3 columns')).toBeVisible();
  const sheets = left.getByRole('combobox', { name: 'Sheet' });
  await expect(sheets.getByRole('option')).toHaveText([
    'Sites: 5 rows',
    'Archive: about 3 rows',
    'Scratch (hidden): about 2 rows',
  ]);
  const south = left.getByRole('row').filter({ hasText: 'South' });
  await expect(south.getByRole('cell').first()).toHaveText('');
  const fill = left.getByRole('checkbox', { name: '1 merged area: the text stands in its first cell only.' });
  await fill.click();
  await expect(fill).toBeChecked();
  await expect(south.getByRole('cell').first()).toHaveText('Acme');
  await expect(left.getByRole('row').filter({ hasText: 'West' }).getByRole('cell').first()).toHaveText('Acme');
  await expect(left.getByRole('row').filter({ hasText: 'Gent' }).getByRole('cell').first()).toHaveText('Beta');
  await expectAccessible(page);
  await fill.click();
  await expect(south.getByRole('cell').first()).toHaveText('');
  await sheets.selectOption('Scratch');
  await expect(left.getByRole('columnheader', { name: 'draft' })).toBeVisible();
  await expect(left.getByText('merged area')).toHaveCount(0);
});

test('a folder that is dropped from a file manager is read however deep', async ({ page }, info) => {
  const app = new Rowlink(page);
  await app.open();
  const folder = info.outputPath('dropped');
  await mkdir(`${folder}/older`, { recursive: true });
  for (const { name, buffer } of YEARS) await writeFile(`${folder}/${name === '2019.csv' ? 'older/' : ''}${name}`, buffer);
  await writeFile(`${folder}/readme.md`, 'not a table');
  await mkdir(info.outputPath('letters'));
  await writeFile(info.outputPath('letters/letter.docx'), 'no table');
  const browser = await page.context().newCDPSession(page);
  const drag = async (path: string): Promise<void> => {
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await browser.send('Input.dispatchDragEvent', { type, x: 200, y: 200, data });
    }
  };
  await drag(info.outputPath('letters'));
  await expect(page.getByText('The folder holds no table that Rowlink can read.')).toBeVisible();
  await drag(folder);
  const dialog = page.getByRole('dialog', { name: 'Where do these 3 files go?' });
  await expect(dialog.getByRole('group')).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Read the files' }).click();
  await expect(app.side('Left').getByText('4 rows × 6 columns')).toBeVisible();
});
