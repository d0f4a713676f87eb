import { expectAccessible } from './fixtures/accessible';
import { csvFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const LEFT = ['Anna Berg', 'Bo Dahl', 'Bo Dahl', 'Carla Engel', 'Bo Dahl', 'Dario Fuchs', 'Ella Gruber', 'Zzyzx Qwv'];
const RIGHT = ['Anna Berg', 'Bo Dahl', 'Carla Engel', 'Dario Fuchs', 'Ella Gruber', 'Ana Berg', 'Bo Dal'];

/** A review of invented names, compared by letters alone. */
async function openReview(app: Rowlink, cardinality: 'm:1' | 'm:m'): Promise<void> {
  await app.open();
  await app.page.evaluate(
    async ({ left, right, cardinality: chosen }) => {
      const { rowlink } = window;
      const table = (names: string[]) => names.map((name, at) => ({ id: String(at), name }));
      const options = { on: ['name'], cardinality: chosen, score: 'lexical', k: 3 } as const;
      rowlink.open(await rowlink.merge(table(left), table(right), options));
    },
    { left: LEFT, right: RIGHT, cardinality },
  );
  await expect(app.queue).toBeVisible();
}

test('a range, rows of the same value, and all shown are decided in one step each', async ({ page }) => {
  const app = new Rowlink(page);
  await openReview(app, 'm:1');
  await app.expectCurrent(1);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 records chosen')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('3 records chosen')).toHaveCount(0);
  await app.expectProgress('0 of 8 decided');
  await app.line(6).click();
  await app.line(8).click({ modifiers: ['Shift'] });
  await expect(page.getByText('3 records chosen')).toBeVisible();
  await page.keyboard.press('a');
  await app.expectStatus(6, 'Accepted');
  await app.expectStatus(7, 'Accepted');
  await app.expectProgress('2 of 8 decided');
  await expect(page.getByText('1 row was left alone')).toBeVisible();
  await page.keyboard.press('Control+z');
  await app.expectProgress('0 of 8 decided');

  await app.line(2).click();
  await page.getByRole('button', { name: 'Decide 3 alike' }).click();
  await expect(page.getByText('for all 3 records with exactly this value')).toBeVisible();
  await page.keyboard.press('a');
  for (const row of [2, 3, 5]) await app.expectStatus(row, 'Accepted');
  await app.expectProgress('3 of 8 decided');

  await page.getByRole('button', { name: 'Decide all shown…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Decision').selectOption({ label: 'Not in the other table' });
  await expect(dialog.getByText('5 rows will be changed.')).toBeVisible();
  await expect(dialog.getByRole('heading', { name: '5 examples, drawn at random' })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Not in the other table: 5 rows' }).click();
  await app.expectStatus(8, 'Not there');
  await app.expectProgress('8 of 8 decided');
  await page.getByRole('button', { name: 'Decide all shown…' }).click();
  await dialog.getByLabel('Decision').selectOption({ label: 'Reopen: pending again' });
  await dialog.getByRole('button', { name: 'Reopen 8 rows' }).click();
  await app.expectProgress('0 of 8 decided');
  await page.keyboard.press('Control+z');
  await app.expectProgress('8 of 8 decided');
});

test('one candidate is refused, several are accepted, a note and a flag go into the crosswalk', async ({ page }) => {
  const app = new Rowlink(page);
  await openReview(app, 'm:m');
  await page.keyboard.press('s');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('s');
  await expect(page.getByRole('list', { name: 'Candidates' }).getByText('Accepted', { exact: false })).toHaveCount(2);
  await app.expectCurrent(1);
  await page.keyboard.press('f');
  await page.keyboard.press('m');
  await page.getByRole('dialog').getByRole('textbox').fill('two spellings');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(app.line(1)).toContainText('Flagged');
  await expect(app.line(1)).toContainText('Note: two spellings');
  await page.getByLabel('Status').selectOption({ label: 'Flagged or noted' });
  await expect(page.getByText('1 of 8 shown')).toBeVisible();
  await page.getByLabel('Status').selectOption({ label: 'All' });

  await app.line(4).click();
  for (let refused = 0; refused < 3; refused++) await page.keyboard.press('r');
  await app.expectStatus(4, 'None');
  await app.goTo('Export');
  const { bytes } = await app.save('Crosswalk');
  const lines = bytes.toString('utf8').trim().split(/\r?\n/u);
  expect(lines[0]).toContain('note');
  expect(lines[0]).toContain('flagged');
  expect(lines.filter((line) => line.includes('two spellings') && line.includes('yes'))).toHaveLength(2);
});

test('the other table is searched by words and by meaning; a row that was no candidate is accepted', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const left = [['place'], ['airport'], ['university library'], ['town hall']];
  const right = [
    ['place'],
    ['Flughafen'],
    ['Universitätsbibliothek'],
    ['مستشفى الأطفال'],
    ['מסעדה'],
    ['Rathaus'],
    ['Bäckerei'],
    ['Bahnhof'],
  ];
  await app.drop([await csvFile('left.csv', left), await csvFile('right.csv', right)]);
  await app.toSetUp();
  await page.getByLabel('How many').fill('1');
  await app.startMatch();
  await app.matchEnded();
  await app.expectCurrent(1);
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog');
  await page.keyboard.type('UNIVERSITATSBIB');
  const words = dialog.getByRole('region', { name: 'By words' });
  await expect(words.getByRole('listitem')).toHaveText(/Right row 2 1\.00 Universitätsbibliothek/u);
  await dialog.getByRole('textbox').fill('hospital for children');
  await page.keyboard.press('Enter');
  const meaning = dialog.getByRole('region', { name: 'By meaning' });
  await expect(meaning.getByRole('listitem').first()).toContainText('مستشفى الأطفال', { timeout: 30_000 });
  await expectAccessible(page);
  await dialog.getByRole('textbox').fill('מסעדה');
  await words.getByRole('button', { name: 'Accept right row 4' }).click();
  await app.expectStatus(1, 'Accepted');
  await app.line(1).click();
  const card = page.getByRole('list', { name: 'Candidates' }).getByRole('listitem').first();
  await expect(card).toContainText('found by hand');
  const value = card.getByText('מסעדה').last();
  expect(await value.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { name: 'Left row 2', exact: true })).toBeVisible();
});

test('with the quickest model, which keeps no vectors, the other table is searched by meaning too', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const left = [['place'], ['airport'], ['town hall']];
  const right = [['place'], ['Flughafen'], ['Krankenhaus'], ['Rathaus'], ['Bahnhof']];
  await app.drop([await csvFile('left.csv', left), await csvFile('right.csv', right)]);
  await app.toSetUp();
  await app.chooseModel('Instant');
  await app.startMatch();
  await app.matchEnded();
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog');
  for (const [question, found] of [
    ['railway station', 'Bahnhof'],
    ['airport', 'Flughafen'],
  ]) {
    await dialog.getByRole('textbox').fill(question!);
    await page.keyboard.press('Enter');
    const meaning = dialog.getByRole('region', { name: 'By meaning' });
    await expect(meaning.getByRole('listitem').first()).toContainText(found!, { timeout: 30_000 });
  }
});

test('laptop and tablet: the action bar stays in view, with the details open too', async ({ page }) => {
  const app = new Rowlink(page);
  await openReview(app, 'm:1');
  await page.keyboard.press('a');
  await app.line(1).click();
  await page.keyboard.press('e');
  const details = page.getByRole('complementary', { name: 'Why, and history of this record' });
  for (const [width, height] of [
    [1280, 720],
    [820, 1180],
  ] as const) {
    await page.setViewportSize({ width, height });
    // The steps to the score may take all of the panel; the history is further down in it.
    const history = details.getByText('Left row 1 accepted with right row 1');
    await history.scrollIntoViewIfNeeded();
    await expect(history).toBeInViewport();
    for (const name of ['Accept', 'Not in other table', 'Undo', 'Next'])
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('list', { name: 'Candidates' }).getByRole('listitem').first()).toBeInViewport();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBe(0);
    await expectAccessible(page);
  }
  await details.getByRole('button', { name: 'Take back' }).click();
  await app.expectProgress('0 of 8 decided');
});
