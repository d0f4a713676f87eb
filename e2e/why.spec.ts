import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Why, and history of this record' });

/** Score that the steps on screen add up to. */
async function scoreOfSteps(page: Page): Promise<number> {
  const sum = Number(await panelOf(page).locator('[data-sum]').first().getAttribute('data-sum'));
  return 0.9999 / (1 + Math.exp(-sum));
}

/** Names a right row as a person does, and tells which reasons come back. */
async function reasonsFor(page: Page, right: number): Promise<string[]> {
  const panel = panelOf(page);
  await panel.getByLabel(/^Right row, 1 to/).fill(String(right));
  await panel.getByLabel(/^Right row, 1 to/).press('Enter');
  await expect(panel.getByRole('heading', { name: `Right row ${right}`, exact: true })).toBeVisible();
  const reasons = panel.getByRole('list', { name: 'Reasons' }).getByRole('listitem');
  await expect(reasons.first()).toBeVisible();
  return reasons.evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.reason!));
}

test('the steps to a score are told in words, in a chart and in the texts, and add up; a row that is named says why it is none', async ({
  page,
}) => {
  const app = new Rowlink(page);
  await app.open();
  const scores = await page.evaluate(async () => {
    const text = async (name: string) => (await fetch(`/samples/${name}`)).text();
    const [left, right] = await Promise.all([text('companies-2023.csv'), text('companies-2024.csv')]);
    const result = await window.rowlink.merge(left, right, { on: ['name', 'city'], cardinality: '1:1' });
    window.rowlink.open(result);
    return result.candidates
      .filter(({ rank }) => rank === 1)
      .map(({ left: row, right: partner, score }) => ({ row, partner, score }));
  });
  await expect(app.queue).toBeVisible();
  await page.keyboard.press('e');
  const panel = panelOf(page);
  await expect(panel.getByRole('img', { name: /^Steps to the score\./ })).toBeVisible();
  for (const row of [1, 2, 3, 4, 5, 6]) {
    await app.expectCurrent(row);
    await expect(panel.getByRole('heading', { name: 'In the texts' })).toBeVisible();
    const { score } = scores.find((candidate) => candidate.row === row - 1)!;
    if (score < 1) await expect(async () => expect(await scoreOfSteps(page)).toBeCloseTo(score, 4)).toPass({ timeout: 5_000 });
    await page.keyboard.press('ArrowDown');
  }
  await app.line(3).click();
  await expect(panel.getByText(/^Speaks for it: .+\./)).toBeVisible();
  await panel.getByText('Show the figures').click();
  await expect(panel.getByRole('row', { name: /^This pair/ })).toContainText('1.00');
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: /as a drawing/ }).click();
  expect((await download).suggestedFilename()).toBe('rowlink-why-3-54.svg');

  await panel.getByRole('button', { name: 'Which words carry the meaning?' }).click();
  await expect(panel.getByText(/^without “.+”: .?[+-]0\.\d\d/).first()).toBeVisible({ timeout: 30_000 });

  expect(await reasonsFor(page, 54)).toEqual(['linked']);
  expect(await reasonsFor(page, 12)).toEqual(['notFoundMeaning']);
  await expect(panel.getByRole('img', { name: /^Steps for right row 12\./ })).toBeVisible();
  await expect(panel.getByRole('table', { name: 'Beside the picked candidate' }).getByRole('row')).not.toHaveCount(0);
  await expectAccessible(page, 'why, with a row that is asked about');
  await panel.getByRole('button', { name: 'Accept right row 12' }).click();
  await app.expectStatus(3, 'Accepted');
  await expect(panel).toBeFocused();

  await app.line(3).click();
  await page.keyboard.press('/');
  await page.getByLabel('Words, in any language by meaning').fill('Lindenau');
  await page.getByRole('button', { name: /^Why not right row 54/ }).click();
  await expect(panel.getByRole('heading', { name: 'Right row 54', exact: true })).toBeVisible();
  await expect(panel.getByText('A person accepted right row 12 for this record.')).toBeVisible();

  await app.expectSaved();
  await page.reload();
  await app.line(4).click();
  const { score } = scores.find(({ row }) => row === 3)!;
  await expect(panel.getByRole('img', { name: /^Steps to the score\./ })).toBeVisible();
  expect(await scoreOfSteps(page)).toBeCloseTo(score, 4);
});

test('every reason why a row is no partner is told by the row that it holds for', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await page.evaluate(async () => {
    const columns = ['name', 'city'];
    const many = Array.from({ length: 40 }, (_, at) => [`Acme Works branch ${at}`, 'Oslo']);
    const left = {
      columns,
      rows: [
        ['Acme Works Lime', 'Oslo'],
        ['Acme Works Lime North', 'Oslo'],
        ['Zulu Trade', 'Moss'],
      ],
    };
    const right = {
      columns,
      rows: [
        ['Acme Works Lime Inc', 'Oslo'],
        ['Zulu Trading', ''],
        ['', 'Oslo'],
        ['Zulu Trade', 'Bergen'],
        ['Kappa', 'Oslo'],
        ...many,
      ],
    };
    const options = {
      on: ['name'],
      cardinality: '1:1',
      score: 'lexical',
      k: 3,
      blocking: [{ left: 'city', right: 'city' }],
    } as const;
    window.rowlink.open(await window.rowlink.merge(left, right, options));
  });
  await expect(app.queue).toBeVisible();
  await app.line(3).click();
  await page.keyboard.press('e');
  expect(await reasonsFor(page, 4)).toEqual(['keyDiffers']);
  expect(await reasonsFor(page, 2)).toEqual(['keyRight']);
  expect(await reasonsFor(page, 3)).toEqual(['textRight']);
  await app.line(1).click();
  expect(await reasonsFor(page, 5)).toEqual(['notFoundLetters']);
  expect(await reasonsFor(page, 1)).toEqual(['linked']);
  expect(await reasonsFor(page, 20)).toEqual(['beyond']);
  await app.line(2).click();
  expect(await reasonsFor(page, 1)).toContain('lostTo');
  await panelOf(page).getByRole('button', { name: 'Go to left row 1' }).click();
  await app.expectCurrent(1);
});

test('where vectors are gone, scores are explained once they are made again', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const score = await page.evaluate(async () => {
    const columns = ['name'];
    const left = { columns, rows: [['Harbour bakery'], ['Stone bridge'], ['Night train']] };
    const right = { columns, rows: [['Bäckerei am Hafen'], ['Steinerne Brücke'], ['Nachtzug']] };
    const result = await window.rowlink.merge(left, right, { on: ['name'], cardinality: '1:1', cache: false });
    window.rowlink.open(result);
    return result.candidates.find(({ left: row, rank }) => row === 0 && rank === 1)!.score;
  });
  await expect(app.queue).toBeVisible();
  await page.keyboard.press('e');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Make them again' }).click();
  await expect(panel.getByRole('img', { name: /^Steps to the score\./ })).toBeVisible({ timeout: 60_000 });
  expect(await scoreOfSteps(page)).toBeCloseTo(score, 4);
});
