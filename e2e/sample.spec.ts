import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/accessible';
import { sampleReviewer } from './fixtures/sample-answers';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

test('accuracy from answers of a sample, by keyboard', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.match();
  const answer = await sampleReviewer(page);
  await page.getByRole('link', { name: 'Check accuracy' }).click();
  const panel = page.getByRole('region', { name: 'From answers of your own' });
  await expect(panel.getByText('0 of 50 answered')).toBeVisible();
  await panel.getByRole('link', { name: 'Answer the first one' }).click();
  await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue('sample');
  await expect(page.getByText('50 of 68 shown')).toBeVisible();

  for (let count = 0; count < 30; count++) await answer();
  await page.getByRole('link', { name: 'Check accuracy' }).click();
  await expect(panel.getByText('30 of 50 answered')).toBeVisible();
  const card = (name: string) => panel.locator('dl > div', { hasText: name }).first();
  await expect(card('Precision')).toContainText('95 % confidence');
  const [low, high] = (await card('Precision').textContent())!
    .match(/[\d.]+(?=\s?%)/g)!
    .slice(2, 4)
    .map(Number);
  // 57 of the 58 best candidates above the threshold are right.
  expect(low!).toBeGreaterThan(70);
  expect(high!).toBeGreaterThan(95);
  // The automatic threshold has a row of its own between the even ones.
  await expect(panel.getByRole('row').filter({ hasText: 'In force' })).toHaveCount(1);
  await expect(panel.getByRole('row')).toHaveCount(13);
  await panel.getByRole('button', { name: 'Use the threshold 0.90' }).click();
  await expect(panel.getByRole('row', { name: /^0\.90/ })).toContainText('In force');
  await expect(panel.getByRole('row')).toHaveCount(12);

  await expectAccessible(page);
  await page.reload();
  await expect(panel.getByText('30 of 50 answered')).toBeVisible();

  const shares = async (name: string) => (await card(name).textContent())!.match(/[\d.]+(?=\s?%)/g)!;
  const [precision, recall] = [await shares('Precision'), await shares('Recall')];
  await app.goTo('Export');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save methods report' }).click();
  const report = await readFile(await (await download).path(), 'utf8');
  expect(report).toContain(`precision is estimated at <strong>${precision[0]}%</strong>`);
  expect(report).toContain(`recall at <strong>${recall[0]}%</strong>`);
  expect(report).toContain('<svg role="img" aria-label="Line chart of estimated precision and recall');
});
