import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/accessible';
import { column, readTable, textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const TEXTS = {
  delivery: ['The parcel came late', 'My package never arrived', 'Courier left the box outside', 'Shipping took three weeks'],
  billing: ['I was charged twice', 'The invoice is wrong', 'Please refund my payment', 'My card was billed again'],
  quality: ['The handle broke off', 'It stopped working', 'The fabric has holes', 'Screen is scratched'],
};
const WHEN = ['yesterday', 'last week', 'on Monday', 'again', 'in May', 'today'];
const KINDS = Object.keys(TEXTS) as (keyof typeof TEXTS)[];

/** 72 complaints; every sixth without its kind, one with a wrong one. */
const COMPLAINTS = KINDS.flatMap((kind) =>
  TEXTS[kind].flatMap((text) => WHEN.map((when) => ({ text: `${text} ${when}`, kind }))),
);
const given = COMPLAINTS.map(({ kind }, row) => (row % 6 === 0 ? '' : row === 8 ? 'quality' : kind));
const TABLE = textFile(
  'complaints.csv',
  `complaint,kind\n${COMPLAINTS.map(({ text }, row) => `${text},${given[row]}`).join('\n')}\n`,
);

test('rows are sorted into the categories of a column, looked at, kept and saved', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await page.getByRole('link', { name: 'Sort rows into categories' }).click();
  await page.setInputFiles('input[type=file]', TABLE);
  await expect(page.getByRole('checkbox', { name: 'complaint' })).toBeChecked();
  await page.getByRole('radio', { name: /A column of this table/u }).check();
  await page.getByLabel('Column with categories').selectOption('kind');
  await page.getByRole('button', { name: 'Sort all rows' }).click();
  await expect(page.getByRole('heading', { name: 'How well categories are told' })).toBeVisible({ timeout: 60_000 });

  const counts = page.getByRole('list', { name: 'Rows by category' });
  await expect(counts.getByRole('button')).toHaveCount(3);
  await page.getByRole('button', { name: /label(s)? looks? wrong/u }).click();
  const rows = page.getByRole('grid', { name: 'Rows whose label looks wrong' });
  await expect(rows.getByRole('row').nth(1)).toContainText('My package never arrived on Monday');
  await expect(rows.getByRole('row').nth(1)).toContainText('(model: delivery)');
  await page.getByRole('button', { name: '1 rows labelled quality, the model says delivery' }).click();
  await expect(page.getByRole('grid', { name: 'Labelled quality, the model says delivery' })).toHaveAttribute(
    'aria-rowcount',
    '2',
  );

  await expect(page.getByText('12 rows nobody has labelled; 0 labelled by you.')).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('1');
  await page.keyboard.press('z');
  await expect(page.getByText('11 rows nobody has labelled; 1 labelled by you.')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }

  await page.reload();
  await expect(page.getByText('1 row that you labelled is kept.')).toBeVisible();
  await page.getByRole('button', { name: 'Sort all rows' }).click();
  await expect(page.getByText('11 rows nobody has labelled; 1 labelled by you.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: '98.0% right' }).click();
  const [table, classifier] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the table (CSV)' }).click(),
  ]).then(async ([first]) => {
    const second = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the classifier' }).click();
    return [first, await second];
  });
  const saved = await readTable(table!.suggestedFilename(), await readFile(await table!.path()));
  expect(column(saved, 'category_source').filter((source) => source === 'You')).toHaveLength(1);
  expect(column(saved, 'category').slice(1, 6)).toEqual(given.slice(1, 6));

  const file = await readFile(await classifier!.path(), 'utf8');
  expect(classifier!.suggestedFilename()).toBe('kind.classifier.json');
  expect(file).not.toContain('package');
  const used = await page.evaluate(
    (text) =>
      window.rowlink.classifyRows([{ complaint: 'The box was delivered late' }, { complaint: 'You charged my card' }], {
        classifier: text,
      }),
    file,
  );
  expect(used.labels).toEqual(['delivery', 'billing']);
  const zero = await page.evaluate(() =>
    window.rowlink.classifyRows([{ text: 'apple pie' }, { text: 'steel bridge' }], {
      on: 'text',
      labels: [{ name: 'food', description: ['dishes and drinks', 'fruit'] }, 'building'],
    }),
  );
  expect(zero.labels).toEqual(['food', 'building']);
  await expect(
    page.evaluate(
      (text) =>
        window.rowlink
          .classifyRows([{ complaint: 'x' }], { classifier: text, model: 'me5-small-96k' })
          .catch((error: { code: string }) => error.code),
      file,
    ),
  ).resolves.toBe('classifier/other-model');
});
