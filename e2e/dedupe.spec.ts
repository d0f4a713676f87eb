import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expectAccessible } from './fixtures/accessible';
import { column, readTable } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const sample = (name: string): Promise<Buffer> => readFile(fileURLToPath(new URL(`../public/samples/${name}`, import.meta.url)));

test.describe('duplicates by the page API', () => {
  test('the sample: the true clusters are found, rows without a duplicate stay, order of rows does not matter', async ({
    page,
  }) => {
    await new Rowlink(page).open();
    const text = (await sample('places.csv')).toString();
    const truth = column(await readTable('truth.csv', await sample('places-truth.csv')), 'cluster_id');
    const [header = '', ...lines] = text.trimEnd().split('\n');
    const backwards = [header, ...lines.toReversed()].join('\n');
    const [found, reversed] = await page.evaluate(
      async (tables) => {
        await window.rowlink.ready;
        const on = ['name', 'street', 'city', 'phone'];
        return [await window.rowlink.dedupRows(tables[0]!, { on }), await window.rowlink.dedupRows(tables[1]!, { on })];
      },
      [text, backwards],
    );
    const { f1 } = pairwise(found!.clusterOf, truth);
    expect(f1).toBeGreaterThanOrEqual(0.8);
    expect(found!.clusterOf).toHaveLength(truth.length);
    expect(found!.kept).toHaveLength(new Set(found!.clusterOf).size);
    expect(pairwise(reversed!.clusterOf.toReversed(), found!.clusterOf.map(String)).f1).toBe(1);
    expect(found!.timings.total).toBeGreaterThan(0);
  });

  test('eleven rows of ten things: ten are kept, by every method', async ({ page }) => {
    await new Rowlink(page).open();
    const kept = await page.evaluate(async () => {
      const names = ['Ada', 'Bridge', 'Carpet', 'Dolphin', 'Ember', 'Forest', 'Glacier', 'ADA ', 'Harvest', 'Island', 'Jigsaw'];
      const rows = names.map((name) => ({ name }));
      const methods = ['average', 'complete', 'components', 'density'] as const;
      const results = methods.map((method) => window.rowlink.clusterRows(rows, { method, score: 'lexical', threshold: 0.9 }));
      return (await Promise.all(results)).map((result) => result.kept);
    });
    for (const rows of kept) expect(rows).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 9, 10]);
  });

  test('an option that does not exist is refused by name', async ({ page }) => {
    await new Rowlink(page).open();
    const refusals = await page.evaluate(() =>
      Promise.all(
        [{ method: 'magic' }, { minimumNeighbours: 0 }, { threshold: 2 }].map((options) =>
          window.rowlink.dedupRows([{ a: 'x' }], options as never).then(
            () => null,
            (error) => [error.code, error.params.option],
          ),
        ),
      ),
    );
    expect(refusals).toEqual(['method', 'minimumNeighbours', 'threshold'].map((option) => ['input/invalid-option', option]));
  });
});

test.describe('duplicates on the page', () => {
  test('find, split, merge, leave out, undo, confirm, export, reload', async ({ page }) => {
    const app = new Rowlink(page);
    await app.open();
    await app.findDuplicates();
    const table = await readTable('places.csv', await sample('places.csv'));
    const names = column(table, 'name');
    const rowOf = (name: string): number => names.indexOf(name) + 1;
    const size = async (row: number): Promise<number> =>
      Number(await app.cluster(row).getByRole('gridcell').nth(1).textContent());
    const member = (row: number) => page.getByRole('checkbox', { name: `Row ${row}`, exact: true });
    const said = (text: string) => expect(page.getByRole('status').filter({ hasText: text })).toBeVisible();

    const hospital = Math.min(...names.flatMap((name, row) => (/^(St|Saint)\.? Anne'?s Hosp/.test(name) ? [row + 1] : [])));
    const hospice = rowOf("St Anne's Hospice");
    await app.cluster(hospital).click();
    const before = await size(hospital);
    await expect(member(hospice)).toBeVisible();

    await member(hospice).check();
    await page.keyboard.press('s');
    await said('1 row is a cluster of its own now.');
    await expect.poll(() => size(hospital)).toBe(before - 1);
    await expect(app.cluster(hospital)).toContainText('Changed');
    await expect(page.getByRole('region', { name: 'By score these would belong here too' })).toContainText("St Anne's Hospice");

    await page.keyboard.press('Control+z');
    await expect.poll(() => size(hospital)).toBe(before);
    await expect(app.cluster(hospital)).toContainText('Pending');
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => size(hospital)).toBe(before - 1);

    const others = page.getByRole('checkbox', { name: /^Row \d+$/ });
    const second = Number((await others.nth(1).locator('..').textContent())?.replace(/\D+(\d+?)2$/u, '$1'));
    await others.nth(1).check();
    await page.keyboard.press('l');
    await said('1 row left out.');
    await expect.poll(() => size(hospital)).toBe(before - 2);
    await page.getByRole('button', { name: `Put row ${second} in` }).click();
    await said(`Row ${second} put in.`);
    await expect.poll(() => size(hospital)).toBe(before - 1);

    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Merge with another cluster' });
    await dialog.getByLabel('Search all rows').fill('Museum of Rope');
    const museum = Math.min(rowOf('Museum of Rope'), rowOf('Rope Museum'));
    await dialog.getByRole('button', { name: `Merge with the cluster of row ${museum}` }).click();
    await said('Clusters merged.');
    await expect.poll(() => size(Math.min(hospital, museum))).toBeGreaterThan(before - 1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => size(hospital)).toBe(before - 1);

    await app.cluster(hospital).click();
    await page.keyboard.press('a');
    await expect(app.cluster(hospital)).toContainText('Confirmed');

    // Settled clusters stay as they are at every threshold.
    const threshold = page.getByRole('slider', { name: /^Threshold/ });
    await threshold.focus();
    await page.keyboard.press('End');
    await expect.poll(() => size(hospital)).toBe(before - 1);
    await page.getByRole('button', { name: /^Automatic/ }).click();
    await app.cluster(hospital).click();
    await page.getByRole('combobox', { name: 'Which cell of name is kept' }).selectOption({ label: 'Longest' });
    await app.expectSaved();

    await page.reload();
    await expect(app.clusters).toBeVisible();
    await expect(app.cluster(hospital)).toContainText('Confirmed');
    await expect.poll(() => size(hospital)).toBe(before - 1);
    await app.cluster(hospital).click();
    await expect(page.getByRole('combobox', { name: 'Which cell of name is kept' })).toHaveValue('longest');

    await app.goTo('Export');
    const all = await app.save('All rows with their cluster');
    const clustered = await readTable(all.name, all.bytes);
    expect(clustered.rowCount).toBe(table.rowCount);
    const ids = column(clustered, 'cluster_id');
    expect(ids.filter((id) => id === ids[hospital - 1])).toHaveLength(before - 1);
    expect(ids[hospice - 1]).not.toBe(ids[hospital - 1]);
    const kept = column(clustered, 'is_kept').filter((value) => value === '1').length;
    expect(kept).toBe(new Set(ids).size);

    const golden = await app.save('Table without duplicates', async () => {
      await page.getByRole('checkbox', { name: 'Beside every cell' }).check();
    });
    const records = await readTable(golden.name, golden.bytes);
    expect(records.rowCount).toBe(kept);
    expect(column(records, 'name')).toContain("Saint Anne's Hospital");
    const from = Number(column(records, 'name_row')[column(records, 'name').indexOf("Saint Anne's Hospital")]);
    expect(names[from - 1]).toBe("Saint Anne's Hospital");

    const pairs = await app.save('Pairs');
    const crosswalk = await readTable(pairs.name, pairs.bytes);
    const expected = ids.reduce((sum, id, row) => sum + ids.slice(row + 1).filter((other) => other === id).length, 0);
    expect(crosswalk.rowCount).toBe(expected);
  });

  test('an old edit is taken back without the later ones, kept cells are in the history, and both survive a reload', async ({
    page,
  }) => {
    const app = new Rowlink(page);
    await app.open();
    await app.findDuplicates();
    const lines = app.clusters.getByRole('row').filter({ hasNot: page.getByRole('columnheader') });
    const firstRow = async (at: number): Promise<number> => 1 + Number((await lines.nth(at).getAttribute('id'))!.slice(8));
    const [one, two] = [await firstRow(0), await firstRow(1)];
    const heading = page.getByRole('heading', { name: /^Cluster of / });
    const before = await heading.textContent();
    await app.cluster(one).click();
    await page
      .getByRole('checkbox', { name: /^Row \d+$/ })
      .nth(1)
      .check();
    await page.keyboard.press('l');
    await expect(page.getByText('1 row left out.')).toBeVisible();
    await app.cluster(two).click();
    const keep = page.getByRole('button', { name: /^Keep name of row/ }).first();
    const kept = (await keep.getAttribute('aria-label'))!;
    await keep.click();
    await expect(page.getByRole('button', { name: kept })).toHaveCount(0);
    await page.keyboard.press('a');
    await expect(app.cluster(two)).toContainText('Confirmed');
    await app.cluster(one).click();
    await page.keyboard.press('a');
    await expect(app.cluster(one)).toContainText('Confirmed');
    await app.expectSaved();

    await page.reload();
    await expect(app.clusters).toBeVisible();
    await page.getByRole('button', { name: 'History…' }).click();
    const dialog = page.getByRole('dialog', { name: 'History of clusters' });
    await expect(dialog.getByText('4 entries')).toBeVisible();
    await expect(dialog.getByText('Cannot be taken back alone: edit 4 was made to the same clusters since.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Take back edit 1' })).toHaveCount(0);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Take back edit 4' }).click();
    await expect(dialog.getByText('Edit 4 was taken back.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Take back edit 1' }).click();
    await dialog.getByRole('button', { name: 'Take back edit 2' }).click();
    await expect(dialog.getByText('Edit 2 was taken back.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).first().click();
    await expect(app.cluster(one)).toContainText('Pending');
    await app.cluster(one).click();
    await expect(heading).toHaveText(before!);
    await expect(app.cluster(two)).toContainText('Confirmed');
    await app.cluster(two).click();
    await expect(page.getByRole('button', { name: kept })).toBeVisible();

    await page.reload();
    await expect(app.cluster(two)).toContainText('Confirmed');
    await page.keyboard.press('Control+z');
    await app.cluster(two).click();
    await expect(page.getByRole('button', { name: kept })).toHaveCount(0);
  });

  test('without a mouse, and readable by tools, on both themes and a small screen', async ({ page }) => {
    const app = new Rowlink(page);
    await app.open();
    await app.findDuplicates();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 800 });
        await expectAccessible(page);
        const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
        expect(isWide).toBe(false);
      }
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    const heading = page.getByRole('heading', { name: /^Cluster of / });
    const first = await heading.textContent();
    await page.keyboard.press('j');
    await expect(heading).not.toHaveText(first ?? '');
    await page.keyboard.press('k');
    await expect(heading).toHaveText(first ?? '');
    await page.keyboard.press('1');
    await page.keyboard.press('l');
    await expect(page.getByText('1 row left out.')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(heading).toHaveText(first ?? '');
  });
});

/** Precision and recall over pairs of rows in one cluster. */
function pairwise(clusterOf: readonly number[], truth: readonly string[]): { readonly f1: number } {
  let both = 0;
  let found = 0;
  let wanted = 0;
  clusterOf.forEach((cluster, a) => {
    for (let b = 0; b < a; b++) {
      const isFound = cluster === clusterOf[b];
      const isWanted = truth[a] === truth[b];
      both += Number(isFound && isWanted);
      found += Number(isFound);
      wanted += Number(isWanted);
    }
  });
  return { f1: (2 * both) / (found + wanted) };
}
