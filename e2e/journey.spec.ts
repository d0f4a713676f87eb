import { allCells, columnCells } from '../src/core/table/cells';
import { cellsOf, column, KEPT, readTable } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

test.describe('from two files to a crosswalk', () => {
  test('drop, match, decide by keyboard, reload, go on', async ({ page }) => {
    const app = new Rowlink(page);
    await app.open();
    await app.dropPair();
    await expect(app.side('Left').getByRole('cell', { name: '123456789012345678' })).toBeVisible();

    await app.match();
    await app.expectCurrent(1);
    await expect(app.line(1)).toContainText('Northwind Traders Limited');

    await page.keyboard.press('a');
    await app.expectStatus(1, 'Accepted');
    await app.expectCurrent(2);
    await page.keyboard.press('Enter');
    await app.expectStatus(2, 'Accepted');
    await app.expectCurrent(3);
    await page.keyboard.press('1');
    await app.expectStatus(3, 'Accepted');
    await page.keyboard.press('Space');
    await app.expectStatus(4, 'Unsure');
    await app.expectCurrent(5);
    await page.keyboard.press('x');
    await app.expectStatus(5, 'None');
    await app.expectProgress('5 of 5 decided');

    await page.keyboard.press('Control+z');
    await app.expectStatus(5, 'Pending');
    await page.keyboard.press('Control+z');
    await app.expectStatus(4, 'Pending');
    await page.keyboard.press('Control+Shift+z');
    await app.expectStatus(4, 'Unsure');
    await page.keyboard.press('k');
    await app.expectCurrent(3);
    await page.keyboard.press('j');
    await app.expectCurrent(4);
    await page.keyboard.press('ArrowUp');
    await app.expectCurrent(3);
    await page.keyboard.press('ArrowDown');
    await app.expectCurrent(4);
    await app.expectSaved();

    await page.reload();
    await expect(app.queue).toBeVisible();
    for (const row of [1, 2, 3]) await app.expectStatus(row, 'Accepted');
    await app.expectStatus(4, 'Unsure');
    await page.keyboard.press('Control+z');
    await app.expectStatus(4, 'Pending');
    await page.keyboard.press('Control+z');
    await app.expectStatus(3, 'Pending');
    await page.keyboard.press('Control+Shift+z');
    await app.expectStatus(3, 'Accepted');
    await app.goTo('Files');
    await expect(app.side('Right').getByRole('cell', { name: 'Granite Quarry Inc' })).toBeVisible();
  });

  test('a number key accepts another candidate, and `?` lists the keys', async ({ page }) => {
    const app = new Rowlink(page);
    await app.open();
    await app.dropPair();
    await app.match();
    await page.keyboard.press('2');
    await app.expectStatus(1, 'Accepted');
    await page.keyboard.press('k');
    const second = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Pick candidate 2,/ }) });
    await expect(second).toContainText('✓');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await app.expectProgress('1 of 5 decided');
  });

  test('exports what was decided, cell by cell', async ({ page }) => {
    const app = new Rowlink(page);
    await app.open();
    await app.dropPair();
    await app.match();
    for (const key of ['a', 'a', 'a', 'a', 'x']) await page.keyboard.press(key);
    await app.expectProgress('5 of 5 decided');
    await app.goTo('Export');

    const csv = await app.save('Joined table');
    await expect(page.getByText(/2 cells that looked like formulas were made harmless/)).toBeVisible();
    const joined = await readTable(csv.name, csv.bytes);
    expect(joined.columns.map(({ name }) => name)).toEqual([
      'id',
      'name_x',
      'note_x',
      'code',
      'name_y',
      'note_y',
      'match_score',
      'match_status',
      'left_row',
      'right_row',
    ]);
    expect(joined.rowCount).toBe(4);
    expect(columnCells(joined, 0)).toEqual(KEPT.id.slice(0, 4));
    expect(cellsOf(joined, 0)).toMatchObject({
      note_x: '01.02.2024',
      name_y: 'Northwind Traders Limited',
      match_status: 'accepted',
    });
    expect(cellsOf(joined, 1)).toMatchObject({ id: '1E5', code: 'b1', note_y: "'@SUM(A1)" });
    expect(cellsOf(joined, 2)).toMatchObject({ code: 'b3', note_x: `'${KEPT.formula}`, left_row: '3', right_row: '3' });

    const xlsx = await app.save('Joined table', () =>
      page
        .getByLabel('File type')
        .selectOption({ label: 'Excel (.xlsx)' })
        .then(() => {}),
    );
    expect(xlsx.name).toMatch(/\.xlsx$/);
    expect(allCells(await readTable(xlsx.name, xlsx.bytes))).toEqual(allCells(joined));

    const crosswalk = await app.save('Crosswalk', () =>
      page
        .getByLabel('File type')
        .selectOption({ label: 'CSV (text)' })
        .then(() => {}),
    );
    const walked = await readTable(crosswalk.name, crosswalk.bytes);
    expect(cellsOf(walked, 0)).toMatchObject({ left_row: '1', right_row: '2', match_status: 'accepted' });
    expect(column(walked, 'left_id')).toEqual(KEPT.id.slice(0, 4));
    expect(column(walked, 'right_id')).toEqual(['b2', 'b1', 'b3', 'b4']);

    const left = await app.save('Left rows without a partner');
    const rest = await readTable(left.name, left.bytes);
    expect([rest.rowCount, cellsOf(rest, 0).id]).toEqual([1, '007']);
    const right = await app.save('Right rows without a partner');
    expect(cellsOf(await readTable(right.name, right.bytes), 0).code).toBe('b5');
    const all = await app.save('Everything in one workbook');
    expect(all.name).toMatch(/\.xlsx$/);
    expect((await readTable(all.name, all.bytes)).source.sheets.map(({ name }) => name)).toEqual([
      'Matches',
      'Crosswalk',
      'To review',
      'Unmatched left',
      'Unmatched right',
      'Settings',
      'Log',
    ]);
    for (const [label, ending] of [
      ['Parquet', 'parquet'],
      ['JSON Lines', 'jsonl'],
    ] as const) {
      const file = await app.save('Joined table', async () => {
        await page.getByLabel('File type').selectOption({ label });
      });
      expect(file.name).toBe(`rowlink-joined.${ending}`);
      expect(column(await readTable(file.name, file.bytes), 'id')).toEqual(KEPT.id.slice(0, 4));
      await expect(page.getByText('All cells are as they were.')).toBeVisible();
    }
  });
});

test('accepts all shown above a score in one step that one undo takes back', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.match();
  await page.getByRole('button', { name: 'Decide all shown…' }).click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: /^Accept \d+ rows$/ });
  const count = Number(/\d+/.exec((await confirm.textContent()) ?? '')?.[0]);
  expect(count).toBeGreaterThan(30);
  await confirm.click();
  await app.expectProgress(`${count} of 68 decided`);
  await page.getByLabel('Status').selectOption({ label: 'Pending' });
  await expect(page.getByText(`${68 - count} of 68 shown`)).toBeVisible();
  await page.getByLabel('Status').selectOption({ label: 'All' });
  await page.getByRole('button', { name: 'Facets and views' }).click();
  await page.getByLabel('Score from').fill('0.9');
  await expect(page.getByText('68 of 68 shown')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await app.expectProgress('0 of 68 decided');
});

test('the samples: suggested links are true, none twice; cardinality can be changed', async ({ page, request }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.match();
  await app.goTo('Export');
  const { name, bytes } = await app.save('Crosswalk');
  const links = await readTable(name, bytes);
  const truth = (await (await request.get('/samples/companies-truth.csv')).text()).trim().split(/\r?\n/).slice(1);
  const [lefts, rights] = [column(links, 'left_id'), column(links, 'right_id')];
  const found = lefts.map((id, row) => `${id},${rights[row]}`);
  expect(new Set(rights).size).toBe(links.rowCount);
  const right = found.filter((pair) => truth.includes(pair)).length;
  expect(right).toBeGreaterThanOrEqual(45);
  expect(right / found.length).toBeGreaterThan(0.85);

  await app.goTo('Set up');
  await page.getByRole('radio', { name: 'Many to many' }).check();
  await app.goTo('Export');
  await expect.poll(async () => (await readSaved(app)).rowCount).toBeGreaterThanOrEqual(links.rowCount);
});

async function readSaved(app: Rowlink) {
  const { name, bytes } = await app.save('Crosswalk');
  return readTable(name, bytes);
}

test('projects are listed, opened again and deleted', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.expectSaved();
  await page.getByRole('button', { name: 'New project' }).click();
  await expect(page.getByRole('heading', { name: 'Recent projects' })).toBeVisible();
  await page
    .getByRole('button', { name: /companies-2023 – companies-2024/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await page.getByRole('button', { name: 'New project' }).click();
  await expect(page.getByRole('button', { name: /companies-2023 – companies-2024 .* rows · .* (kB|MB)$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Rename companies-2023 – companies-2024' }).click();
  await page.getByRole('dialog', { name: 'Rename project' }).getByRole('textbox').fill('Registers');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Delete Registers' })).toBeVisible();
  await page.getByRole('button', { name: 'Rename Registers' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('companies-2023 – companies-2024');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Delete companies-2023 – companies-2024' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete project' }).click();
  await expect(page.getByRole('button', { name: /companies-2023/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Try with sample files' })).toBeVisible();
  await expect(page.getByRole('button', { name: /companies-2023/ })).toHaveCount(0);
});
