import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { csvFile, LEFT, RIGHT } from './fixtures/tables';
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
  await dropLarge(page, 'large.csv', 60);
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
  await (await chooser).setFiles({ name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.alloc(16_000_000, 'a,b,c,d\n') });
  await left.getByRole('button', { name: 'Cancel' }).click();
  await expect(left.getByRole('cell', { name: 'Café Zürich' })).toBeVisible({ timeout: 1000 });
  await page.reload();
  await expect(left.getByRole('cell', { name: 'Café Zürich' })).toBeVisible();
});
