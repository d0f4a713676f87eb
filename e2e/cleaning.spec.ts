import { expectAccessible } from './fixtures/accessible';
import { csvFile, type Rows } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const LEFT = 'id,name\n1,"Zeiss, Dr. Carl"\n2,Hertz\n';
const RIGHT = 'id,given,family\n8,Heinrich,Hertz\n9,Carl,Zeiss\n';

test('scripts clean before they compare, and get their own cells back', async ({ page }) => {
  await page.goto('/');
  const found = await page.evaluate(
    async ([left, right]) => {
      const { rowlink } = window;
      const cleaning = {
        left: [
          { kind: 'titles', column: 'name' },
          { kind: 'split', column: 'name', separator: ',', into: ['last', 'first'] },
        ],
        right: [{ kind: 'case', column: 'family', to: 'upper' }],
      } as const;
      const options = {
        leftOn: ['last'],
        rightOn: ['family'],
        blocking: [{ left: 'last', right: 'family' }],
        score: 'lexical',
        k: 1,
      } as const;
      const { links, settings } = await rowlink.merge(left!, right!, { ...options, cleaning });
      const code = (thrown: { code: string }) => thrown.code;
      return {
        links: links.map((link) => [link.left, link.right]),
        settings,
        hanging: await rowlink
          .merge(`name\n${'a'.repeat(60)}!`, 'name\nb', {
            on: ['name'],
            score: 'lexical',
            cleaning: [{ kind: 'replace', column: 'name', find: '(a+)+$', by: '', isRegex: true }],
          })
          .catch(code),
        bad: await rowlink
          .merge(left!, right!, { on: ['id'], cleaning: [{ kind: 'replace', column: 'id', find: '(', isRegex: true }] })
          .catch(code),
        odd: await rowlink.merge(left!, right!, { on: ['id'], cleaning: [{ kind: 'x' }] as never }).catch(code),
        within: (
          await rowlink.dedupRows('name\nMüller GmbH\nMULLER\nMayer', {
            on: ['name'],
            score: 'lexical',
            cleaning: ['legal-forms', 'accents', 'case'].map((kind) => ({ kind, column: 'name' })) as never,
          })
        ).clusterOf,
      };
    },
    [LEFT, RIGHT],
  );
  expect(found.links).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(found.settings).toMatchObject({
    cleaning: { left: [{ kind: 'titles', columns: ['name'] }, { into: ['last', 'first'] }] },
  });
  expect(found).toMatchObject({ hanging: 'cleaning/too-slow', bad: 'cleaning/bad-pattern', odd: 'input/invalid-option' });
  expect(found.within).toEqual([0, 0, 1]);
});

const PEOPLE: Rows = [
  ['person', 'born', 'tel'],
  ['Prof. Dr. med. Ada Lovelace ', '10.12.1815', '+49 (0)30 123-45'],
  ['  Mr  Charles Babbage', '26.12.1791', '030/23456'],
];
const OTHERS: Rows = [
  ['person', 'born', 'tel'],
  ['Grace Hopper', '1906-12-09', '0301'],
  ['Babbage, Charles', '1791-12-26', '+493023456'],
  ['Lovelace, Ada', '1815-12-10', '+493012345'],
];

test('steps are chosen with a preview, lift a match that was missed, and are seen in the review', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([await csvFile('people.csv', PEOPLE), await csvFile('others.csv', OTHERS)]);
  await app.toSetUp();
  // Only birthdays are compared, which look different on both sides.
  await page.getByRole('button', { name: 'Remove pair 3' }).click();
  await page.getByRole('button', { name: 'Remove pair 2' }).click();
  await page.getByLabel('Left column of pair 1').selectOption('born');
  await page.getByLabel('Right column of pair 1').selectOption('born');

  await page.getByText('Clean before comparing').click();
  const left = page.getByRole('region', { name: 'Cleaning of people.csv' });
  const right = page.getByRole('region', { name: 'Cleaning of others.csv' });
  await expect(left.getByText('2 values of “person” begin, end or are filled with extra spaces.')).toBeVisible();
  await left.getByRole('button', { name: 'Use: Titles of persons for person' }).click();
  const titles = left.getByRole('group', { name: 'Step 1: Titles of persons' });
  await expect(titles.getByText('2 rows change.')).toBeVisible();
  await expect(titles.getByRole('cell', { name: 'Charles Babbage', exact: true })).toBeVisible();

  await left.getByLabel('Step to add').selectOption('date');
  await left.getByRole('button', { name: 'Add a step' }).click();
  const dates = left.getByRole('group', { name: 'Step 2: Dates' });
  await expect(dates.getByText('2 rows change. 1 date could be read both ways.')).toBeHidden();
  await expect(dates.getByText('1 row changes. 1 date could be read both ways.')).toBeVisible();
  await dates.getByLabel('Which comes first').selectOption('day-first');
  await expect(dates.getByText('2 rows change. 1 date could be read both ways.')).toBeVisible();

  await left.getByLabel('Step to add').selectOption('replace');
  await left.getByRole('button', { name: 'Add a step' }).click();
  const replace = left.getByRole('group', { name: 'Step 3: Find and replace' });
  await replace.getByLabel('Regular expression').check();
  await replace.getByLabel('Find').fill('(');
  await replace.getByLabel('Find').press('Enter');
  await expect(left.getByText('“(” is not a regular expression')).toBeVisible();
  await page.getByRole('button', { name: 'Undo the last change of cleaning' }).click();
  await expect(left.getByText('“(” is not a regular expression')).toBeHidden();
  await left.getByRole('button', { name: 'Remove step 3' }).click();

  await left.getByRole('button', { name: 'Move step 2 up' }).click();
  await expect(left.getByRole('group', { name: 'Step 1: Dates' })).toBeVisible();
  await left.getByRole('button', { name: 'Copy these steps to others.csv' }).click();
  await expect(right.getByRole('group', { name: 'Step 2: Titles of persons' }).getByText('Nothing changes.')).toBeVisible();
  await right.getByRole('button', { name: 'Remove step 1' }).click();
  await right.getByLabel('Step to add').selectOption('split');
  await right.getByRole('button', { name: 'Add a step' }).click();
  await right.getByRole('combobox', { name: /^Column/ }).selectOption('person');
  await right.getByLabel('New columns').fill('last, first');
  await right.getByLabel('New columns').press('Enter');
  await expect(right.getByRole('cell', { name: 'Babbage · Charles' })).toBeVisible();
  await expect(page.getByLabel('Right column of pair 1').getByRole('option', { name: 'last' })).toBeAttached();

  await expectAccessible(page);

  await page.getByRole('button', { name: 'Match', exact: true }).click();
  await page.waitForURL(/#\/review/);
  const panel = page.getByRole('region', { name: 'Record and candidates' });
  await expect(panel.getByText('compared as: 1815-12-10')).toBeVisible();
  await expect(panel.getByText('10.12.1815', { exact: true })).toBeVisible();
  await expect(panel.getByText('★')).toBeVisible();
  await expect(panel.getByText('first', { exact: true }).first()).toBeVisible();
});
