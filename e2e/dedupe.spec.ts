import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
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
