import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const WEIGHTS = {
  version: 1,
  name: 'Registers',
  purpose: 'names of firms',
  weights: { leastInRow: 30, restInRow: 1, leastInColumn: 5 },
};

test('candidates are ranked once more by weights of a file, which scripts and the project keep, or that decisions teach', async ({
  page,
}) => {
  const app = new Rowlink(page);
  await app.open();
  const merged = await page.evaluate(async (rerank) => {
    const text = async (name: string) => (await fetch(`/samples/${name}`)).text();
    const [left, right] = await Promise.all([text('companies-2023.csv'), text('companies-2024.csv')]);
    const options = { on: ['name', 'city'], cardinality: '1:1' } as const;
    const scoresOf = (result: Awaited<ReturnType<typeof window.rowlink.merge>>) => result.candidates.map(({ score }) => score);
    const usual = await window.rowlink.merge(left, right, options);
    const off = await window.rowlink.merge(left, right, { ...options, rerank: 'off' });
    const own = await window.rowlink.merge(left, right, { ...options, rerank });
    const wrong = await window.rowlink
      .merge(left, right, { ...options, rerank: { version: 2 } as never })
      .catch(({ code }) => code);
    window.rowlink.open(usual);
    return { usual: scoresOf(usual), off: scoresOf(off), own: scoresOf(own), wrong };
  }, WEIGHTS as never);
  expect(merged.usual).toEqual(merged.off);
  expect(merged.own).not.toEqual(merged.off);
  expect(merged.wrong).toBe('input/invalid-option');

  await expect(app.queue).toBeVisible();
  await page.goto('/#/tune');
  const choice = page.getByLabel('Rank candidates once more');
  await expect(choice).toHaveValue('usual');
  const learn = page.getByRole('button', { name: 'Learn from decisions' });
  await expect(learn).toBeDisabled();
  await page.goto('/#/review');
  await expect(app.queue).toBeVisible();
  // The surest first: two rows without a partner may have the same first candidate, which only one of them can keep.
  await page.getByLabel('Sort by').selectOption('Score, high first');
  await app.queue.focus();
  for (let decided = 1; decided <= 24; decided++) {
    await page.keyboard.press('a');
    await expect(page.getByText(`${decided} of 68 decided`)).toBeVisible();
  }
  await page.goto('/#/tune');
  await learn.click();
  await expect(page.getByText(/^(On 2\d settled records, each held out|Nothing was learned)/)).toBeVisible({ timeout: 30_000 });
  const take = async (name: string, content: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Weights from a file…' }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await take('wrong.json', '{"version": 1}');
  await expect(page.getByText('wrong.json holds no weights for ranking candidates.')).toBeVisible();
  await take('registers.rerank.json', JSON.stringify(WEIGHTS));
  await expect(choice.getByRole('option', { name: 'Registers' })).toBeAttached();
  await expect(choice).toHaveValue('own');
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).first().click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('Registers.rerank.json');
  expect(JSON.parse(await readFile(await saved.path(), 'utf8'))).toEqual(WEIGHTS);
});
