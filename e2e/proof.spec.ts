import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

test('nothing leaves: every way out is forbidden, every request is listed, every file is the one that was built', async ({
  page,
  watch,
}) => {
  watch.expectErrors(/rowlink-probe\.invalid/);
  watch.expectForbidden('rowlink-probe.invalid');
  await new Rowlink(page).open();
  await page.getByRole('link', { name: 'See for yourself' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing leaves this computer' })).toBeVisible();
  await expect(page.getByText('Sealed edition.')).toBeVisible();

  const policy = page.getByRole('region', { name: 'The policy in force' });
  await expect(policy.getByRole('row', { name: /^connect-src 'self'/ })).toContainText('the address of this page');

  const attempt = page.getByRole('region', { name: 'Try to reach another place' });
  await attempt.getByRole('button', { name: 'Try to get out' }).click();
  await expect(attempt.getByRole('status')).toHaveText('All 6 ways out were blocked.');
  // Two policies forbid each: the tag of the page and the header. A report must not be taken for that of another attempt.
  await expect(attempt.getByRole('listitem').locator('code')).toHaveText([
    'connect-src',
    'img-src',
    'connect-src',
    'connect-src',
    /^(frame|child|default)-src$/,
    'connect-src',
  ]);

  const requests = page.getByRole('region', { name: 'Every request so far' });
  await requests.getByRole('button', { name: 'Look again' }).click();
  await expect(requests.getByRole('status')).toContainText('None went to another place.');
  await expect(requests.getByRole('row', { name: /assets\/index-.*\.js/ })).toContainText('own address');

  const files = page.getByRole('region', { name: 'The files of the page' });
  await files.getByRole('button', { name: 'Check all files' }).click();
  const listed = (await readFile('dist/files.sha256', 'utf8')).trimEnd().split('\n').length;
  await expect(files.getByRole('status')).toHaveText(`All ${listed} files are those that are listed.`, { timeout: 60_000 });
  await expectAccessible(page);
});

test('a file that was tampered with is named, here and in the saved text; so is one of another list', async ({ page, watch }) => {
  watch.expectErrors(/404/);
  await page.route('**/samples/places.csv', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()}tampered` });
  });
  await page.goto('/#/proof');
  const files = page.getByRole('region', { name: 'The files of the page' });
  const check = async (list: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      files.getByRole('button', { name: 'Check against a signed-off list…' }).click(),
    ]);
    await chooser.setFiles({ name: 'signed.sha256', mimeType: 'text/plain', buffer: Buffer.from(list) });
  };
  // Those of the samples: reading all models once is enough.
  const lines = (await readFile('dist/files.sha256', 'utf8')).split('\n').filter((line) => line.includes('  samples/'));
  await check([...lines, `${'0'.repeat(64)}  samples/gone.csv`, ''].join('\n'));
  await expect(files.getByRole('alert')).toHaveText(`2 of ${lines.length + 1} files are not as listed:`);
  await expect(files.getByRole('listitem')).toHaveText(['samples/places.csvchanged', 'samples/gone.csvmissing or not readable']);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    files.getByRole('button', { name: 'Save result' }).click(),
  ]);
  const saved = await readFile(await download.path(), 'utf8');
  expect(saved).toContain('samples/places.csv: FAILED\n');
  expect(saved).toContain('samples/companies-2023.csv: OK\n');

  await check('<h1>Sign in</h1>');
  await expect(files.getByRole('alert')).toContainText('“signed.sha256” is no list of hashes');
});

test('scripts that were changed do not run: the start page carries their hashes', async ({ page, watch }) => {
  watch.expectErrors(/integrity/);
  await page.route('**/assets/index-*.js', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()}\n` });
  });
  const refused = page.waitForEvent('console', (message) => /integrity/.test(message.text()));
  await page.goto('/');
  await refused;
  await expect(page.locator('#root')).toBeEmpty();
});
