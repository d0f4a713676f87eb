import { mutatedFiles } from '../src/core/files/fuzz-fixture';
import { allowChangedScripts } from './fixtures/changed-scripts';
import { csvFile, LEFT, RIGHT } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const BROKEN = [...mutatedFiles(1200, 20_240_501)]
  .filter((_, at) => at % 41 === 7)
  .map(({ bytes }, at) => ({ name: `broken-${at}`, mimeType: '', buffer: Buffer.from(bytes) }));

test('a reading that comes to no end is stopped and told, and the next one goes well', async ({ page, context }) => {
  await allowChangedScripts(context);
  const app = new Rowlink(page);
  await app.open();
  await context.route('**/assets/parse.worker-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'for (;;);' }),
  );
  await app.drop([await csvFile('endless.csv', LEFT)]);
  const alert = app.side('Left').getByRole('alert');
  await expect(alert).toContainText('Reading endless.csv came to no end and was stopped.', { timeout: 40_000 });
  await context.unroute('**/assets/parse.worker-*.js');
  await app.drop([await csvFile('left.csv', LEFT)]);
  await expect(app.side('Left').getByRole('cell', { name: 'Café Zürich' })).toBeVisible();
});

test('thirty broken files neither stop the page nor its worker, and cost no good file', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await app.drop([...BROKEN, await csvFile('good.csv', LEFT)]);
  await page.getByRole('dialog').getByRole('button', { name: 'Read the files' }).click();
  const left = app.side('Left');
  await expect(left.getByText(/^Stacked from/)).toBeVisible({ timeout: 60_000 });
  // Each of them is there: as rows, or with the reason why not.
  await expect(left.getByRole('listitem')).toHaveCount(BROKEN.length + 1);
  await expect(left.getByRole('listitem').filter({ hasText: 'good.csv' })).toContainText('5 rows');
  await expect(left.getByRole('listitem').filter({ hasText: 'could not be read' }).first()).toBeVisible();
  await app.drop([await csvFile('right.csv', RIGHT)]);
  await expect(app.side('Right').getByRole('cell', { name: 'Hotel Blue Lagoon' })).toBeVisible();
});
