import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { type LlmServer, startLlmServer, tidied } from './fixtures/llm-server';
import { textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const LEFT = textFile('left.csv', 'id,name,phone\n1,  aCME   trading,111\n2,blue  harbour,222\n3,Nordwind gmbh,333\n');
const RIGHT = textFile('right.csv', 'id,name\na,Acme Trading\nb,Blue Harbour Ltd\nc,Nordwind GmbH\n');
const SECRET = 'sk-very-secret';

let server: LlmServer;
test.beforeEach(async () => {
  server = await startLlmServer({ key: SECRET });
});
test.afterEach(() => server.close());

/** Uses the imitation from the form on screen. */
async function useModel(page: Page, vectors = ''): Promise<void> {
  const form = page.getByRole('form', { name: 'Language model' });
  await form.getByLabel('Address').fill(server.base);
  await form.getByLabel('Key').fill('sk-mistyped');
  await form.getByRole('button', { name: 'Try it and list its models' }).click();
  await expect(form.getByRole('alert')).toContainText('does not accept the key (status 401)');
  await form.getByLabel('Key').fill(SECRET);
  await form.getByRole('button', { name: 'Try it and list its models' }).click();
  await expect(form.getByRole('status')).toHaveText('It answers. Models: 2. No row was sent.');
  await form.getByRole('combobox', { name: /^Model (?!for)/ }).selectOption('imitation');
  await form.getByRole('combobox', { name: 'Model for vectors' }).selectOption(vectors);
  await form.getByText('Prices and limits').click();
  await form.getByLabel('Price of a million tokens sent').fill('2');
  await form.getByLabel('Currency').fill('EUR');
  await form.getByRole('button', { name: 'Use this model' }).click();
}

const badge = (page: Page, text: string | RegExp) => page.getByRole('banner').getByRole('button', { name: text });

test('cells are rewritten by a model: nothing before consent, five rows, all rows through a fault, and out again', async ({
  page,
  watch,
}) => {
  watch.expectReached(server.origin);
  watch.expectErrors(/status of (401|429|500)/);
  const host = new URL(server.origin).host;
  const app = new Rowlink(page);
  await app.open();
  await app.drop([LEFT, RIGHT]);
  await app.toSetUp();
  await page.getByText('Rewrite cells by a language model').click();
  await useModel(page);
  await expect(badge(page, 'Connected edition: no rows were sent so far')).toBeVisible();

  await page.getByLabel('What to do with each row').fill('Put the name in order.');
  await page.getByLabel('New columns').fill('tidy');
  await expectAccessible(page, 'form');
  await page.getByRole('button', { name: 'Try on 5 rows…' }).click();
  const dialog = page.getByRole('dialog', { name: 'What will be sent' });
  await expect(dialog).toContainText(server.origin);
  await expect(dialog.getByRole('definition').filter({ hasText: /^name$/ })).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Cells of the first request, as they are sent' })).toContainText(
    'aCME   trading',
  );
  await expect(dialog).toContainText('EUR');
  await expectAccessible(page, 'what will be sent');
  await dialog.getByRole('button', { name: 'Do not send' }).click();
  const isChat = ({ path }: { readonly path: string }) => path.endsWith('/chat/completions');
  expect(server.requests.filter(isChat)).toEqual([]);

  await page.getByRole('button', { name: 'Try on 5 rows…' }).click();
  await dialog.getByRole('button', { name: `Agree and send 5 rows to ${host}` }).click();
  const preview = page.getByRole('table', { name: 'Before and after' });
  await expect(preview.getByRole('row').nth(1)).toContainText(tidied(['aCME trading']));
  await expect(badge(page, `Rows are sent to ${host}`)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: `Rows are sent to ${host}` })).toBeAttached();

  // Other words, so that no answer is known; the server fails once, and refuses once.
  server.faults.push({ kind: 'busy', retryAfter: '0' }, { kind: 'status', status: 500 });
  await page.getByLabel('What to do with each row').fill('Put the name in good order.');
  await page.getByRole('button', { name: 'Run on all rows (3)…' }).click();
  await dialog.getByRole('button', { name: `Agree and send to ${host}` }).click();
  const run = page.getByRole('region', { name: 'Questions to the language model' });
  await expect(run.getByRole('status')).toHaveText('Done.', { timeout: 30_000 });
  await expect(run).toContainText('3 of 3 answered');
  const made = page.getByRole('region', { name: 'Columns made by a language model' });
  await expect(made.getByRole('listitem')).toContainText('3 of 3 rows have an answer');
  await expectAccessible(page, 'after the run');

  const bodies = JSON.stringify(server.requests.filter(isChat).map(({ body }) => body));
  expect(bodies).not.toMatch(/111|222|333|sk-very/);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).not.toContain(SECRET);

  await badge(page, `Rows are sent to ${host}`).click();
  const said = page.getByRole('dialog', { name: `Rows are sent to ${host}` });
  await expect(said).toContainText('Rows sent');
  await said.getByRole('button', { name: 'Send no more rows (withdraw)' }).click();
  await expect(badge(page, `Rows were sent to ${host}`)).toBeVisible();
  await page.keyboard.press('Escape');
  await made.getByRole('button', { name: 'Take tidy out again' }).click();
  await expect(made).toHaveCount(0);
});

test('vectors come from an endpoint, and a model judges candidates: suggestions beside them, accepted together by the person, taken back by undo', async ({
  page,
  watch,
}) => {
  watch.expectReached(server.origin);
  watch.expectErrors(/status of 401/);
  const host = new URL(server.origin).host;
  const app = new Rowlink(page);
  await app.open();
  await app.drop([LEFT, RIGHT]);
  await app.toSetUp();
  await page.getByText('Compare by meaning with a model of an endpoint').click();
  await useModel(page, 'imitation-vectors');
  await page.getByRole('button', { name: 'See what would be sent…' }).click();
  await expect(page.getByRole('region', { name: 'The first texts, as they would be sent' })).toContainText('aCME trading');
  await expectAccessible(page, 'vectors');
  await page.getByRole('button', { name: `Agree: Match may send this to ${host}` }).click();
  await expect(
    page.getByText(`Match will send the compared columns to ${host}, for vectors of imitation-vectors.`),
  ).toBeVisible();
  await app.startMatch();
  await page.waitForURL(/#\/review/);
  await app.matchEnded();
  const embedded = server.requests.filter(({ path }) => path.endsWith('/embeddings'));
  expect(embedded.flatMap(({ body }) => body.input).sort()).toEqual(
    ['aCME trading', 'blue harbour', 'Nordwind gmbh', 'Acme Trading', 'Blue Harbour Ltd', 'Nordwind GmbH'].sort(),
  );

  await page.getByRole('button', { name: 'Ask a language model…' }).click();
  const ask = page.getByRole('dialog', { name: 'Ask a language model about candidates' });
  await expectAccessible(page, 'what to ask');
  await ask.getByRole('button', { name: 'See what will be sent…' }).click();
  await page.getByRole('button', { name: `Agree and send to ${host}` }).click();
  const panel = page.getByRole('region', { name: 'Ask a language model about candidates' });
  await expect(panel.getByRole('status')).toHaveText('Done.', { timeout: 30_000 });
  const record = page.getByRole('region', { name: 'Record and candidates' });
  await expect(record.getByText(/Suggestion of imitation: the same/).first()).toBeVisible();
  await app.expectStatus(1, 'Pending');
  await expectAccessible(page, 'suggestions');

  await page.getByLabel('Sort by').selectOption('What the language model said, matches first');
  await panel.getByRole('button', { name: /^Show rows with a match/ }).click();
  await expect(page.getByText(/^Chosen by what the language model said/)).toBeVisible();
  await panel.getByRole('button', { name: 'Accept by confidence…' }).click();
  const accept = page.getByRole('dialog', { name: 'Accept by confidence…' });
  await accept.getByLabel('Lowest confidence').fill('0.5');
  await expect(accept.getByRole('status')).toHaveText(/[1-3]$/);
  await expectAccessible(page, 'accept');
  await accept.getByRole('button', { name: /^Accept \d pairs/ }).click();
  await expect(accept).toHaveCount(0);
  await app.expectStatus(1, 'Accepted');
  await expect(record.getByText(/^✎? ?\S+: \d+ %$/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await app.expectStatus(1, 'Pending');

  await page.keyboard.press('b');
  await expect(record.getByText(/Suggestion of/)).toHaveCount(0);
});
