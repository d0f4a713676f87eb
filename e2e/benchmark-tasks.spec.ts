import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { measureTask } from '../benchmarks/measure.mjs';
import { readLinkageTask } from '../benchmarks/task.mjs';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const DATA = fileURLToPath(new URL('../../shared/data', import.meta.url));

/** Recall@1 and best F1 of TF-IDF on character n-grams, scored the same way. */
const BASELINES = {
  abt_buy: { recall1: 0.893, bestF1: 0.957 },
  fodors_zagats: { recall1: 1, bestF1: 0.987 },
  dblp_acm: { recall1: 0.983, bestF1: 0.991 },
  cities_bg_en: { recall1: 0, bestF1: 0 },
};

test.describe('public linkage tasks', () => {
  test.skip(!existsSync(DATA), 'The labelled tasks are not on this computer.');
  test.slow();

  for (const [name, baseline] of Object.entries(BASELINES)) {
    test(`${name} is not below the baseline`, async ({ page }) => {
      await new Rowlink(page).open();
      const { recall1, bestF1, f1AtDefault, seconds } = await measureTask(page, readLinkageTask(DATA, name));
      console.log(
        `${name}: recall@1 ${recall1.toFixed(3)} (baseline ${baseline.recall1.toFixed(3)}), best F1 ${bestF1.toFixed(3)}`,
        `(${baseline.bestF1.toFixed(3)}), F1 at the automatic threshold ${f1AtDefault.toFixed(3)}, ${seconds.toFixed(1)} s`,
      );
      const rounded = (value: number): number => Math.round(value * 1000) / 1000;
      expect(rounded(recall1)).toBeGreaterThanOrEqual(baseline.recall1);
      expect(rounded(bestF1)).toBeGreaterThanOrEqual(baseline.bestF1);
    });
  }

  test('the toy companies: all seven links after assignment', async ({ page }) => {
    await new Rowlink(page).open();
    const { left, right, leftOn, rightOn } = readLinkageTask(DATA, 'lt_toy_companies');
    const links = await page.evaluate(
      async ([leftTable, rightTable, options]) => {
        const result = await window.rowlink.merge(leftTable, rightTable, { ...options, cardinality: '1:1' });
        return result.links.map((link) => [link.left, link.right]);
      },
      [left, right, { leftOn, rightOn }] as const,
    );
    const rest = [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
      [6, 6],
    ];
    expect(links).toHaveLength(7);
    expect(links).toEqual(expect.arrayContaining(rest));
    // The first and the sixth row are the same company twice: either order is right.
    const twins = links.filter(([row]) => row === 0 || row === 5).map(([, row]) => row);
    expect(twins.sort()).toEqual([0, 5]);
  });
});
