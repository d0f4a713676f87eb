import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { csvFile, LEFT, RIGHT, textFile } from './fixtures/tables';
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
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
};

test('reading shows how far it is, and a cancel leaves the side as it was', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await dropLarge(page, 'large.csv', 40);
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
