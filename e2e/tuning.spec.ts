import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const COLOURS = ['amber', 'crimson', 'ivory', 'cobalt', 'jade', 'slate'];
const CODES = ['K2', 'R7', 'T4', 'B9', 'G1', 'S8'];
const PLACES = ['north', 'harbour', 'mill', 'abbey', 'quarry', 'orchard'];
const WARDS = ['upper', 'dock', 'wheel', 'cloister', 'pit', 'grove'];
const SIZE = COLOURS.length;
/** Of the 36 records, those that are decided before training; the others are for the match after it. */
const DECIDED = 18;

/**
 * Two registers of one store in two vocabularies that no language model has seen together. Left row `n` is right row `n`. Rows with the same
 * aisle may meet: six of each side, so that the right partner is always among the candidates.
 */
const places = Array.from({ length: SIZE * SIZE }, (_, n) => [n % SIZE, Math.floor(n / SIZE)] as const);
const table = (one: readonly string[], other: readonly string[]) => ({
  columns: ['name', 'aisle'],
  rows: places.map(([a, b]) => [`${one[a]} ${other[b]}`, `aisle ${(a + b) % SIZE}`]),
});
const LEFT = table(COLOURS, PLACES);
const RIGHT = table(CODES, WARDS);
const OPTIONS = { on: ['name'], blocking: [{ left: 'aisle', right: 'aisle' }], cardinality: '1:1', k: SIZE } as const;

/** Accepts the right row of the left row's own number, wherever it stands among the candidates. */
async function accept(page: Page): Promise<void> {
  const record = page.getByRole('region', { name: 'Record and candidates' });
  const heading = (await record.getByRole('heading', { name: /^Left row/ }).textContent())!;
  const row = heading.match(/\d+/)![0];
  const shown = await record.getByText(/Right row \d+$/).allTextContents();
  await page.keyboard.press(String(shown.findIndex((name) => name.endsWith(` ${row}`)) + 1));
  await expect(record.getByRole('heading', { name: heading, exact: true })).toBeHidden();
}

test('a model learns a vocabulary from decisions: too few, cancelled, better, in use, and in scripts', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await page.evaluate(async ({ left, right, options }) => window.rowlink.open(await window.rowlink.merge(left, right, options)), {
    left: LEFT,
    right: RIGHT,
    options: OPTIONS,
  });
  await expect(app.queue).toBeVisible();

  await page.goto('/#/tune');
  const start = page.getByRole('button', { name: 'Start training' });
  await expect(page.getByText('8 more matching pairs are needed')).toBeVisible();
  await expect(start).toBeDisabled();
  await page.getByText('Advanced settings').click();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Go on reviewing' }).click();
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Row');
  for (let count = 0; count < DECIDED; count++) await accept(page);
  await page.getByRole('link', { name: 'Tune the model to my answers' }).click();
  await expect(page.getByText(`Pairs that match: ${DECIDED}.`, { exact: false })).toBeVisible();

  await start.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(start).toBeVisible({ timeout: 2_000 });
  await expect(page.getByText('None so far.')).toBeVisible();

  await page.getByLabel('Name of the adapter').fill('store words');
  await start.press('Enter');
  await app.goTo('Files');
  await page.goBack();
  await expect(page.getByRole('img', { name: /^Right partner comes first/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^Better: of \d+ rows held out/)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use it for this project: store words' }).click();
  await page.getByRole('button', { name: 'Match again with it' }).click();
  await app.matchEnded();
  await expect(page.getByText(`${DECIDED} of 36 decided`).first()).toBeVisible();

  const found = await page.evaluate(
    async ({ left, right, options, decided }) => {
      const { rowlink } = window;
      const rightAtFirst = async (adapter: string | null): Promise<number> => {
        const { candidates } = await rowlink.merge(left, right, { ...options, score: 'dense', adapter });
        return candidates.filter((one) => one.rank === 1 && one.left === one.right && one.left >= decided).length;
      };
      const pairs = Array.from({ length: decided }, (_, row) => ({ left: row, right: row }));
      const rounds: number[] = [];
      const trained = await rowlink.trainModel(left, right, {
        on: ['name'],
        pairs,
        adapterName: 'by script',
        onRound: ({ epoch }) => void rounds.push(epoch),
      });
      const refused = await rowlink.trainModel(left, right, { on: ['name'], pairs: pairs.slice(0, 3) }).catch(({ code }) => code);
      return {
        before: await rightAtFirst(null),
        onPage: await rightAtFirst('store words'),
        byScript: await rightAtFirst(trained.adapter),
        report: trained.report,
        rounds,
        refused,
      };
    },
    { left: LEFT, right: RIGHT, options: OPTIONS, decided: DECIDED },
  );
  expect(found.onPage).toBeGreaterThan(found.before);
  expect(found.byScript).toBeGreaterThan(found.before);
  expect(found.report).toMatchObject({ isBetter: true, matches: DECIDED, entities: DECIDED });
  expect(found.report.after.recallAt1.value).toBeGreaterThan(found.report.before.recallAt1.value);
  expect(found.rounds).toEqual(found.report.curve.map(({ epoch }) => epoch));
  expect(found.refused).toBe('adapter/too-few-pairs');
});
