import { readFile } from 'node:fs/promises';
import config from '../playwright.config';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const { launchOptions } = config.projects![0]!.use!;

// A browser where policy switches off just-in-time compilation.
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions!.args!, '--js-flags=--jitless'] } });

test('without WebAssembly files are read, compared by letters, reviewed and exported, and it is said once', async ({
  page,
  watch,
}) => {
  watch.expectErrors(/No available adapters/u);
  const app = new Rowlink(page);
  await app.open();
  expect(await page.evaluate(() => typeof WebAssembly)).toBe('undefined');
  await app.loadSamples();
  await app.toSetUp();
  const note = page.getByRole('region', { name: 'In this browser Rowlink compares letters only.' });
  await expect(note).toHaveCount(1);
  await expect(note).toContainText('DefaultJavaScriptJitSetting');
  await expect(note).toContainText('JavaScriptJitAllowedForSites');
  await expectAccessible(page);
  await note.getByRole('link', { name: 'What this browser allows' }).click();
  const listed = page.getByRole('list', { name: 'What this browser allows' });
  await expect(listed.getByRole('listitem')).toHaveCount(12);
  const entry = (name: string) => listed.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
  await expect(entry('WebAssembly and SIMD')).toContainText('not there');
  await expect(entry('WebAssembly and SIMD')).toContainText('For the IT department');
  await expect(entry('Storage in the browser')).toContainText('works');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Measure the speed here' }).click();
  await expect(page.getByText(/Comparing letters: [\d,]+ rows a second\./u)).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as text' }).click();
  const ticket = await readFile(await (await saving).path(), 'utf8');
  expect(ticket).toMatch(/^webassembly: absent$/mu);
  expect(ticket).not.toContain('.csv');
  await app.goTo('Set up');
  await page.getByText('score, model, threshold, device').click();
  await expect(page.getByRole('group', { name: 'Language model' })).toContainText('does not allow WebAssembly');
  await app.startMatch();
  await page.waitForURL(/#\/review/);
  await app.matchEnded();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(app.line(1)).toContainText('vd Zwaluw Bloemen BV');
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await app.expectSaved();
  await page.reload();
  await app.expectStatus(1, 'Accepted');
  await app.goTo('Export');
  const { bytes } = await app.save('Joined table');
  expect(bytes.length).toBeGreaterThan(1000);
});
