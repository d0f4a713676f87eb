import { expectAccessible } from './fixtures/accessible';
import { sampleReviewer } from './fixtures/sample-answers';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

test('scores learn from answers, say what that changed, and go back', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.match();
  const answer = await sampleReviewer(page);
  const panel = page.getByRole('region', { name: 'Scores and your answers' });
  const lines = () => app.queue.locator('[id^="record-"]').allTextContents();
  /** Lines that are still on screen, and say something else than they did. */
  const changedSince = async (before: readonly string[]) => {
    const now = new Map((await lines()).map((line) => [Number.parseInt(line, 10), line]));
    return before.filter((line) => (now.get(Number.parseInt(line, 10)) ?? line) !== line);
  };

  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Where an answer helps most');
  await expect(page).toHaveURL(/sort=helps-most/);
  for (let count = 0; count < 14; count++) await answer();
  await expect(panel).toBeHidden();
  for (let count = 14; count < 20; count++) await answer();
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Row');
  const before = await lines();
  expect(before.length).toBeGreaterThan(4);
  const decided = await page
    .getByText(/of 68 decided/)
    .first()
    .textContent();

  await panel.getByRole('button', { name: 'Learn from my 20 answers' }).click();
  await expect(panel.getByText(/Scores learned from 20 answers|fit your 20 answers/)).toBeVisible();
  await expect(page.getByText('Scores were fitted to your answers.')).toBeVisible();
  await expect.poll(() => changedSince(before)).not.toEqual([]);
  await expect(page.getByText(/of 68 decided/).first()).toHaveText(decided!);
  await expectAccessible(page);

  await panel.getByRole('checkbox', { name: 'Again after every 10 answers' }).check();
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Where an answer helps most');
  await app.queue.getByRole('row').nth(1).click();
  for (let count = 20; count < 30; count++) await answer();
  await expect(panel.getByText(/Scores learned from 30 answers|fit your 30 answers/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Row');
  const after = await page
    .getByText(/of 68 decided/)
    .first()
    .textContent();

  await page.reload();
  await expect(panel.getByText(/Scores learned from 30 answers|fit your 30 answers/)).toBeVisible();

  await panel.getByRole('button', { name: 'Back to the program’s scores' }).click();
  await expect(page.getByText('The program’s own scores are back.')).toBeVisible();
  await expect(panel.getByText(/Scores learned from/)).toBeHidden();
  await expect(page.getByText(/of 68 decided/).first()).toHaveText(after!);
  await expect.poll(() => changedSince(before)).toEqual([]);
  await page.reload();
  await expect(panel.getByRole('button', { name: 'Learn from my 30 answers' })).toBeVisible();
  await expect(panel.getByText(/Scores learned from/)).toBeHidden();
});
