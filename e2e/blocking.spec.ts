import { readFile } from 'node:fs/promises';
import { column, csvFile, type Rows, readTable } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const LEFT: Rows = [
  ['name', 'country', 'founded'],
  ['Alpha Works', 'DE', '1990'],
  ['Beta Mill', 'fr ', '1971'],
  ['Gamma Steel', '', '2001'],
  ['Delta Glass', 'XX', '1950'],
  ['Alpha Works', 'FR', '1985'],
];
const RIGHT: Rows = [
  ['company', 'land', 'year'],
  ['Beta Mill SA', 'FR', '1972'],
  ['Alpha Works GmbH', 'de', '1990'],
  ['Gamma Steel Inc', 'US', '2001'],
  ['Alpha Works SARL', 'FR', '1990'],
];
const records = ([header = [], ...rows]: Rows): Record<string, string>[] =>
  rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at]!])));

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await page.evaluate(() => window.rowlink.ready);
});

test('a script blocks, and rows without a key stay without candidates', async ({ page }) => {
  const found = await page.evaluate(
    async ([left, right]) => {
      const { rowlink } = window;
      const options = { leftOn: ['name'], rightOn: ['company'], k: 4 };
      const country = { left: 'country', right: 'land' };
      const near = { left: 'founded', right: 'year', key: 'numeric-range', tolerance: 1 } as const;
      return {
        exact: await rowlink.merge(left, right, { ...options, cardinality: '1:1', blocking: [country] }),
        both: await rowlink.merge(left, right, { ...options, blocking: [country, near] }),
        prefix: await rowlink.merge(left, right, {
          ...options,
          blocking: [{ left: 'name', right: 'company', key: 'prefix', length: 1 }],
        }),
        free: await rowlink.merge(left, right, options),
      };
    },
    [records(LEFT), records(RIGHT)] as const,
  );
  const pairs = ({ candidates }: typeof found.exact): string[] => candidates.map(({ left, right }) => `${left}-${right}`).sort();
  expect(pairs(found.exact)).toEqual(['0-1', '1-0', '1-3', '4-0', '4-3']);
  expect(found.exact.links.map(({ left, right }) => [left, right])).toEqual([
    [0, 1],
    [1, 0],
    [4, 3],
  ]);
  expect(found.exact.blocking).toEqual({
    pairCount: 5,
    allPairs: 20,
    shareCut: 0.75,
    emptyLeft: [2],
    emptyRight: [],
    unpairedLeft: [3],
    unpairedRight: [2],
  });
  expect(pairs(found.both)).toEqual(['0-1', '1-0']);
  expect(pairs(found.prefix)).toEqual(['0-1', '0-3', '1-0', '2-2', '4-1', '4-3']);
  expect(found.free.blocking).toBeNull();
  expect(pairs(found.free).filter((pair) => pair.startsWith('2-'))).toHaveLength(4);
});

test('a download of nearest rows keeps left rows without a link', async ({ page }) => {
  const download = page.waitForEvent('download');
  await page.evaluate(
    async ([left, right]) => {
      const blocking = [{ left: 'country', right: 'land' }];
      const options = { leftOn: ['name'], rightOn: ['company'], k: 1, threshold: null, blocking };
      const result = await window.rowlink.mergeKnn(left, right, options);
      await window.rowlink.download(result, 'nearest.csv');
    },
    [records(LEFT), records(RIGHT)] as const,
  );
  const table = await readTable('nearest.csv', await readFile(await (await download).path()));
  expect([...column(table, 'left_row')].sort()).toEqual(['1', '2', '3', '4', '5']);
  expect(column(table, 'match_status').filter((status) => status === 'unmatched')).toHaveLength(2);
});

test('a range of scores and limits on links', async ({ page }) => {
  const found = await page.evaluate(
    async ([left, right]) => {
      const { rowlink } = window;
      const options = { leftOn: ['name'], rightOn: ['company'] };
      return {
        range: await rowlink.mergeRange(left, right, { ...options, threshold: 0.2 }),
        limited: await rowlink.merge(left, right, {
          ...options,
          cardinality: 'm:m',
          threshold: 0,
          limits: { left: 2, right: 1 },
        }),
        floor: await rowlink.merge(left, right, { ...options, minimumScore: 0.9 }),
      };
    },
    [records(LEFT), records(RIGHT)] as const,
  );
  expect(found.range.truncated).toEqual([]);
  expect(found.range.candidates.every(({ score }) => score >= 0.2)).toBe(true);
  expect(new Set(found.limited.links.map(({ right }) => right)).size).toBe(found.limited.links.length);
  for (const row of [0, 1, 2, 3, 4]) expect(found.limited.links.filter(({ left }) => left === row).length).toBeLessThanOrEqual(2);
  expect(found.floor.candidates.every(({ score }) => score >= 0.9)).toBe(true);
});

test('the set-up tells what a rule cuts off, and the rows that it leaves out stay', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([await csvFile('left.csv', LEFT), await csvFile('right.csv', RIGHT)]);
  await app.toSetUp();
  await page.getByText('Compare only rows that agree in…').click();
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByRole('combobox', { name: 'Left column of rule 1' }).selectOption('country');
  await page.getByRole('combobox', { name: 'Right column of rule 1' }).selectOption('land');
  await page.getByRole('combobox', { name: 'Must have' }).selectOption('the same value');
  await expect(page.getByText('5 of 20 pairs are compared: 25%.')).toBeVisible();
  await expect(page.getByText('Left table: 1 row has no key, 1 row has no partner.')).toBeVisible();
  await expect(page.getByText('Right table: 1 row has no partner.')).toBeVisible();
  await page.getByText('Show these rows').click();
  const rows = page.getByRole('region', { name: 'Rows without a partner: Left table' });
  await expect(rows.getByRole('row', { name: '3 no key Gamma Steel' })).toBeVisible();
  await expect(rows.getByRole('row', { name: '4 no partner XX Delta Glass' })).toBeVisible();
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByRole('combobox', { name: 'Left column of rule 2' }).selectOption('founded');
  await page.getByRole('combobox', { name: 'Right column of rule 2' }).selectOption('year');
  await page.getByRole('combobox', { name: 'Must have' }).nth(1).selectOption('numbers close together');
  await expect(page.getByText('2 of 20 pairs are compared: 10%.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove rule 2' }).click();
  await expect(page.getByText('5 of 20 pairs are compared: 25%.')).toBeVisible();
  await app.startMatch();
  await page.waitForURL(/#\/review/);
  await expect(app.queue.locator('[id^="record-"]')).toHaveCount(5);
  await expect(app.line(3)).toContainText('No candidate');
  await app.goTo('Set up');
  await expect(page.getByText('5 of 20 pairs are compared: 25%.')).toBeVisible();
});

test('the review tells who has the candidate that a row lost', async ({ page }) => {
  const result = await page.evaluate(async () => {
    const left = [{ name: 'Northwind Trading' }, { name: 'Northwind Traders' }, { name: 'Blue Lagoon Hotel' }];
    const right = [{ name: 'Northwind Traders Ltd' }, { name: 'Blue Lagoon Hotel' }];
    const found = await window.rowlink.merge(left, right, { on: ['name'], cardinality: '1:1', threshold: 0.1, score: 'lexical' });
    window.rowlink.open(found);
    return found;
  });
  expect(result.conflicts).toHaveLength(1);
  const { left, right, lostTo, gap } = result.conflicts[0]!;
  const scoreOf = (row: number) => result.candidates.find((pair) => pair.left === row && pair.right === right)!.score;
  expect([left, right, lostTo]).toEqual([0, 0, 1]);
  expect(gap).toBeCloseTo(scoreOf(1) - scoreOf(0), 6);
  await page.waitForURL(/#\/review/);
  const app = new Rowlink(page);
  await page.getByRole('combobox', { name: 'Status' }).selectOption('In conflict');
  await expect(app.queue.locator('[id^="record-"]')).toHaveCount(1);
  await page.getByRole('button', { name: /^Lost to left row 2, gap/ }).click();
  await app.expectCurrent(2);
});
