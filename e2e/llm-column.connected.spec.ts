import { startLlmServer } from './fixtures/llm-server';
import { column, readTable, textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const LEFT = textFile('left.csv', 'id,name\n1,  aCME   trading\n2,blue  harbour\n3,Nordwind gmbh\n');
const RIGHT = textFile('right.csv', 'id,name\na,Acme Trading\nb,Blue Harbour Ltd\nc,Nordwind GmbH\n');

test('a column that a model wrote costs no decision, outlives the page, and is exported', async ({ page, watch }) => {
  const server = await startLlmServer({ models: ['imitation'] });
  watch.expectReached(server.origin);
  const app = new Rowlink(page);
  await app.open();
  await app.drop([LEFT, RIGHT]);
  await app.match();
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await app.goTo('Set up');
  await page.getByText('Rewrite cells by a language model').click();
  const form = page.getByRole('form', { name: 'Language model' });
  await form.getByLabel('Address').fill(server.base);
  await form.getByRole('button', { name: 'Try it and list its models' }).click();
  await form.getByRole('button', { name: 'Use this model' }).click();
  await page.getByLabel('What to do with each row').fill('Put the name in order.');
  await page.getByLabel('New columns').fill('tidy');
  await page.getByRole('button', { name: 'Run on all rows (3)…' }).click();
  await page.getByRole('button', { name: /^Agree and send to/ }).click();
  const made = page.getByRole('region', { name: 'Columns made by a language model' });
  await expect(made).toContainText('3 of 3 rows have an answer');
  await app.expectSaved();

  await page.reload();
  await app.goTo('Review');
  await app.expectStatus(1, 'Accepted');
  await expect(page.getByText('Tables or settings have changed since')).toHaveCount(0);
  await app.goTo('Export');
  const { name, bytes } = await app.save('Joined table');
  const joined = await readTable(name, bytes);
  expect(column(joined, 'tidy')).toEqual(['Acme Trading', 'Blue Harbour', 'Nordwind Gmbh']);
  await server.close();
});
