import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/accessible';
import { column, readTable, textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const truthFile = async (extra: readonly string[] = []) => {
  const text = await readFile('public/samples/companies-truth.csv', 'utf8');
  return textFile('truth.csv', `${text.trim()}\n${extra.map((line) => `${line}\n`).join('')}`);
};

test('figures, threshold and audit of the sample files', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.match();
  await expect(page.getByText('links suggested')).toBeVisible();
  await page.getByRole('link', { name: 'Check accuracy' }).click();
  await expect(page.getByRole('heading', { name: 'How good is the result?' })).toBeVisible();

  await page.setInputFiles('input[type=file]', await truthFile());
  await expect(page.getByLabel('Left ids stand in')).toHaveValue('left_id');
  await expect(page.getByText('All 58 rows of the truth look right.')).toBeVisible();
  const f1 = page.locator('dl > div', { hasText: 'F1' }).first();
  await expect(f1).toContainText('95 % confidence');
  const use = page.getByRole('button', { name: 'Use this threshold' });
  await expect(use).toBeEnabled();
  await use.click();
  await expect(page.getByRole('button', { name: 'In force' })).toBeDisabled();

  await page.setInputFiles('input[type=file]', await truthFile(['99999,005199', '00043,005199']));
  const rows = page.getByRole('region', { name: 'Rows of the truth that look wrong' }).getByRole('row');
  await expect(rows.filter({ hasText: 'Unknown left id' })).toContainText('99999');
  await expect(rows.filter({ hasText: 'Listed twice' })).toContainText('Row 2 of the truth');
  const recall = page.locator('dl > div', { hasText: 'Recall' }).first();
  const withIt = await recall.innerText();
  await page.getByLabel('Leave out the 1 row of the truth that looks wrong').check();
  await expect(recall).not.toHaveText(withIt);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save this list (CSV)' }).click();
  const file = await download;
  const saved = await readTable(file.suggestedFilename(), await readFile(await file.path()));
  expect(column(saved, 'reason')).toEqual(['unknown-left-id', 'repeated-pair']);
  expect(column(saved, 'truth_row')).toEqual(['59', '60']);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('clusters against the true ones: figures, threshold, differences', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.findDuplicates();
  await page.getByRole('link', { name: 'Check accuracy' }).click();
  const truth = await readFile('public/samples/places-truth.csv', 'utf8');
  await page.setInputFiles('input[type=file]', textFile('truth.csv', `${truth.trim()}\n99999,7\n`));
  await expect(page.getByLabel('True clusters stand in')).toHaveValue('cluster_id');
  await expect(page.getByLabel('They name rows of the table by')).toHaveValue('id');
  await expect(page.getByText('1 id of the truth is not in the table and is left out: 99999.')).toBeVisible();
  const f1 = page.locator('dl > div', { hasText: 'F1' }).first();
  await expect(f1).toContainText('95 % confidence');
  await expect(page.getByText('Rows with a known true cluster').locator('..')).toContainText(
    String(truth.trim().split('\n').length - 1),
  );

  const before = await f1.innerText();
  const use = page.getByRole('button', { name: 'Use this threshold' });
  const inForce = page.getByRole('button', { name: 'In force' });
  await expect(use.or(inForce)).toBeVisible();
  if (await use.isVisible()) await use.click();
  await expect(inForce).toBeDisabled();
  expect(percentIn(await f1.innerText())).toBeGreaterThanOrEqual(percentIn(before));

  await page.goto('/#/clusters');
  const threshold = page.getByRole('slider', { name: /^Threshold/ });
  await threshold.focus();
  await page.keyboard.press('End');
  await app.expectSaved();
  await page.goto('/#/evaluate');
  const differences = page.getByRole('region', { name: 'Where the clusters differ' });
  await expect(differences.getByRole('row').nth(1)).toContainText('Wrongly parted');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save this list (CSV)' }).click();
  const file = await download;
  const saved = await readTable(file.suggestedFilename(), await readFile(await file.path()));
  expect(column(saved, 'kind')).toContain('parted');
  await page.getByLabel('True clusters stand in').selectOption('id');
  await expect(f1).toContainText('0.0');

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

const percentIn = (text: string): number => Number(/([\d.]+)\s?%/u.exec(text)?.[1]);

test('a file that says nothing of the tables', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.dropPair();
  await app.match();
  await page.goto('/#/evaluate');
  await page.setInputFiles('input[type=file]', textFile('empty.csv', ''));
  await expect(page.getByText('empty.csv is empty.')).toBeVisible();
  await page.setInputFiles('input[type=file]', textFile('other.csv', 'a,b\nno,such\n'));
  await expect(page.getByText('The left id is not in the left table.')).toBeVisible();
});

test('the page API measures linkages, scores and clusters', async ({ page }) => {
  await new Rowlink(page).open();
  const found = await page.evaluate(async () => {
    const { rowlink } = window;
    await rowlink.ready;
    const table = [
      { a: 'Acme Corp', b: 'ACME Corporation' },
      { a: 'Blue Lagoon', b: 'Granite Works' },
      { a: '', b: 'Nothing' },
    ];
    const { scores } = await rowlink.evaluatePairs(table, { leftOn: 'a', rightOn: ['b'] });
    const tools = Array.from({ length: 60 }, (_, at) => ({
      a: `Tool ${at % 20} basic`,
      b: `Tool ${at % 2 === 0 ? at % 20 : (at + 1) % 20} pro`,
    }));
    const examples = tools.slice(0, 40).map((_, row) => ({ row, isMatch: row % 2 === 0 }));
    const taught = await rowlink.evaluatePairs(tools, { leftOn: 'a', rightOn: 'b', examples });
    const all = await rowlink.allPairComboEvaluate(table, { on: ['b'], score: 'lexical' });
    const names = [{ text: 'iron and steel' }, { text: 'pears and plums' }, { text: '' }, { text: 'apples' }];
    const classes = await rowlink.classifyRows(names, {
      on: ['text'],
      examples: [
        { row: 0, label: 'metal' },
        { row: 1, label: 'fruit' },
      ],
    });
    const left = [
      { id: '01', name: 'Alpha Works' },
      { id: '02', name: 'Beta GmbH' },
    ];
    const right = [
      { code: 'x', name: 'Beta' },
      { code: 'y', name: 'Alpha Works Ltd' },
    ];
    const result = await rowlink.merge(left, right, { on: ['name'], cardinality: '1:1', score: 'lexical' });
    return {
      scores,
      taught,
      isRight: await rowlink.evaluate(
        { scores: taught.scores.slice(40) },
        tools.slice(40).map((_, at) => at % 2 === 0),
      ),
      all: [...all.scores],
      classes,
      right: await rowlink.evaluate(result, 'l,r\n01,y\n02,x\n'),
      wrong: await rowlink.evaluate(result, { pairs: [{ left: 0, right: 0 }] }),
      pairs: await rowlink.evaluate({ scores }, [1, 0, 0]),
      clusters: await rowlink.evaluate({ clusterOf: [0, 0, 1] }, ['a', 'a', 'b']),
      refused: await rowlink.evaluate(result, 'l,r\nno,such\n').catch((error) => error.message),
    };
  });
  expect(found.scores[0]).toBeGreaterThan(found.scores[1]!);
  expect(found.scores[2]).toBe(0);
  expect(found.taught.learned).toMatchObject({ examples: 40, matches: 20 });
  expect(found.isRight.best?.f1).toBeGreaterThan(0.9);
  expect([0, 4, 8].map((at) => found.all[at])).toEqual([1, 1, 1]);
  expect(found.all[1]).toBe(found.all[3]);
  expect(found.classes.labels.slice(0, 3)).toEqual(['metal', 'fruit', '']);
  expect(found.classes.probabilities[2]).toBe(0);
  expect(found.right).toMatchObject({ truePositives: 2, falsePositives: 0, f1: { value: 1 }, suspects: 0, audit: [] });
  expect(found.wrong).toMatchObject({ truePairs: 1, truePositives: 0 });
  expect(found.pairs.best).toMatchObject({ f1: 1 });
  expect(found.clusters.f1.value).toBe(1);
  expect(found.refused).toContain('This file does not say which rows belong together.');
});

test('terminologies and reference lists', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const found = await page.evaluate(async () => {
    const { rowlink } = window;
    await rowlink.ready;
    const terms = [
      { label: 'Heart attack', code: 'C1', type: 'disease' },
      { label: 'Herzinfarkt', code: 'C1', type: 'disease' },
      { label: 'Heart', code: 'C2', type: 'organ' },
      { label: 'Heart attack film', code: 'C3', type: 'film' },
    ];
    const words = [{ word: 'herzinfarkt' }, { word: 'heart attack film' }];
    const concept = { id: 'code', type: 'type', types: ['disease', 'organ'] };
    const on = { leftOn: ['word'], rightOn: ['label'], score: 'lexical' } as const;
    const grouped = await rowlink.merge(words, terms, { ...on, concept, k: 3 });
    const refused = await rowlink.merge(words, terms, { ...on, concept: { id: 'nope' } }).catch((error) => error.code);
    const fine = ['apple tart', 'apple juice', 'copper wire', 'copper plate'].map((text) => ({ text }));
    const coarse = ['Section A', 'Section B'].map((text) => ({ text }));
    const examples = [
      { left: 0, right: 1 },
      { left: 2, right: 0 },
    ];
    const options = { on: ['text'], score: 'lexical' } as const;
    const learned = await rowlink.aggregateRows(fine, coarse, { ...options, examples });
    const several = await rowlink.aggregateRows(fine, coarse, { ...options, examples, labels: 2, threshold: 0 });
    const named = ['apple things', 'copper things'].map((text) => ({ text }));
    rowlink.open(await rowlink.aggregateRows(fine, named, { ...options, threshold: null }));
    return { grouped, refused, learned, several };
  });
  expect(found.grouped.candidates[0]).toMatchObject({ left: 0, right: 1 });
  expect(found.grouped.candidates.map(({ right }) => right)).not.toContain(3);
  expect(found.refused).toBe('input/unknown-column');
  expect(found.learned.links.map(({ left, right }) => [left, right])).toEqual([
    [0, 1],
    [1, 1],
    [2, 0],
    [3, 0],
  ]);
  expect(found.several.links).toHaveLength(8);
  await page.waitForURL(/#\/review/);
  await app.expectCurrent(1);
  await expect(page.getByRole('button', { name: 'Learn from what I accepted' })).toBeHidden();
  await page.keyboard.press('a');
  await page.getByRole('button', { name: 'Learn from what I accepted' }).click();
  await expect(page.getByText('Candidates were ranked anew by what you accepted. Pairs: 1.')).toBeVisible();
  await app.expectStatus(1, 'Accepted');
});
