import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/accessible';
import { column, readTable, textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const FIRST = textFile('a-b.csv', 'left_id,right_id,match_score\n007,b1,0.9\n007,b2,0.8\n008,b3,0.5\n');
const SECOND = textFile('c-b.csv', 'code,b\nc1,b1\nc1,b2\nc9,b9\n');

test('two crosswalks become one', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await page.goto('/#/chain');
  await page.setInputFiles('input[type=file]', FIRST);
  await expect(page.getByText('Add the crosswalk that goes on from here.')).toBeVisible();
  await app.drop([SECOND]);
  const counts = page.getByRole('status').filter({ hasText: 'Links from first to last' });
  await expect(counts).toHaveText(/last1.*ids1.*off2/);
  await expect(page.getByRole('row', { name: '007 b1 c1 0.90' })).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save joined crosswalk (CSV)' }).click();
  const file = await download;
  const saved = await readTable(file.suggestedFilename(), await readFile(await file.path()));
  expect(column(saved, 'left_id')).toEqual(['007']);
  expect(column(saved, 'via_1')).toEqual(['b1']);
  expect(column(saved, 'paths')).toEqual(['2']);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: 'Move a-b.csv down' }).click();
  await expect(page.getByText('No id of one crosswalk goes on in the next.')).toBeVisible();

  const joined = await page.evaluate(([first, second]) => window.rowlink.chain([first, second], { rule: 'minimum' }), [
    FIRST.buffer.toString(),
    SECOND.buffer.toString(),
  ] as const);
  expect(joined.links).toMatchObject([{ left: '007', right: 'c1', paths: 2, via: ['b1'] }]);
  expect(joined.gaps).toHaveLength(2);
});
