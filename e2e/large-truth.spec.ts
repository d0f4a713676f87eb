import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longestTasks } from './fixtures/main-thread';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const PAIRS = 200_000;
const LONGEST_TASK_MS = 200;

test('a truth of 200,000 pairs is read and measured without the page freezing', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  // Rows meet by their number alone, so that there is a large result in a moment.
  await page.evaluate(async (count) => {
    const table = (side: string) => {
      const lines = Array.from({ length: count }, (_, row) => `${side}${row},${row},Firm ${row % 977}`);
      return `id,key,name\n${lines.join('\n')}\n`;
    };
    const result = await window.rowlink.merge(table('a'), table('b'), {
      on: ['name'],
      score: 'lexical',
      blocking: [{ left: 'key', right: 'key' }],
      k: 1,
      cardinality: '1:1',
    });
    window.rowlink.open(result);
  }, PAIRS);
  await page.waitForURL(/#\/review/);
  await page.getByRole('link', { name: 'Check accuracy' }).click();
  await expect(page.getByRole('heading', { name: 'How good is the result?' })).toBeVisible();
  // Half of the pairs are wrong, so that the audit has much to tell.
  const lines = Array.from({ length: PAIRS }, (_, row) => `a${row},b${row % 2 ? row : (row + 2) % PAIRS}`);
  const folder = mkdtempSync(join(tmpdir(), 'rowlink-truth-'));
  const truth = join(folder, 'truth.csv');
  writeFileSync(truth, `left,right\n${lines.join('\n')}\n`);
  const recall = page.locator('dl > div', { hasText: 'Recall' }).first();
  const reading = await longestTasks(page, async () => {
    await page.setInputFiles('input[type=file]', truth);
    await expect(recall).toContainText('50', { timeout: 90_000 });
  });
  const saving = await longestTasks(page, async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save this list (CSV)' }).click();
    await (await download).path();
  });
  rmSync(folder, { recursive: true });
  console.log(
    `longest task: ${Math.round(reading.processor)} ms reading and measuring, ${Math.round(saving.processor)} ms saving`,
  );
  for (const { processor } of [reading, saving]) expect(processor).toBeLessThan(LONGEST_TASK_MS);
});
