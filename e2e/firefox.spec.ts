import { copyFileSync, existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { findFirefox } from '../scripts/find-browser.mjs';
import { type Firefox, startFirefox } from './fixtures/firefox';
import { startPageServer } from './fixtures/page-server';
import { readTable } from './fixtures/tables';

const FIREFOX = findFirefox();
const PORT = Number(process.env.ROWLINK_TEST_PORT ?? 4199) + 320;
const FOLDER = '/tools/rowlink/';
const SINGLE = fileURLToPath(new URL('../dist-single/rowlink.html', import.meta.url));

test.skip(FIREFOX === null, 'no Firefox: install one (apt-get install firefox-esr), or name its program file in ROWLINK_FIREFOX');

let firefox: Firefox;
test.beforeEach(async () => {
  firefox = await startFirefox(FIREFOX!);
});
test.afterEach(() => firefox.close());

const onScreen = (text: string) => firefox.until(`“${text}”`, (wanted) => document.body.innerText.includes(wanted), text);
const atPage = (path: string) => firefox.until(path, (wanted) => location.hash.startsWith(`#${wanted}`), path);
const goTo = (path: string) =>
  firefox.evaluate((wanted) => {
    location.hash = wanted;
  }, path);

/** From the first screen to a saved crosswalk with a decision in it. */
async function matchAndExport(): Promise<void> {
  await firefox.click('Try with sample files');
  await onScreen('Both tables are here.');
  await firefox.click('Continue to set up');
  await onScreen('What should be compared?');
  await firefox.click('Match');
  await atPage('/review');
  await firefox.until(
    'the final candidates',
    () => document.querySelector('#record-0') !== null && document.querySelector('[aria-label="Matching"]') === null,
  );
  // A key has no effect for a moment after better candidates have come.
  const isAccepted = () => document.querySelector('#record-0')?.textContent?.includes('Accepted') === true;
  await expect(async () => {
    await firefox.press('a');
    await expect.poll(() => firefox.evaluate(isAccepted), { timeout: 2000 }).toBe(true);
  }).toPass();
  await goTo('/export');
  await firefox.click(/^Crosswalk/);
  await firefox.click('Save file');
  const { name, bytes } = await firefox.saved();
  const { columns, rowCount } = await readTable(name, bytes);
  expect(rowCount).toBeGreaterThan(20);
  expect(columns.map((column) => column.name)).toContain('match_score');
}

/** What this browser allows, and that none of the ways out is open. */
async function surveyAndProve(): Promise<void> {
  await goTo('/capabilities');
  await onScreen('What this browser allows');
  await firefox.until('all entries', () => document.querySelectorAll('main li h2, main li h3').length === 12);
  await goTo('/proof');
  await firefox.click('Try to get out');
  await firefox.until('that all ways are blocked', () => /All \d ways out were blocked\./.test(document.body.innerText));
}

const POLICY = 'Content-Security-Policy: ';

/** Requests to other places that no policy stopped: Firefox announces the one of a frame before it stops it. */
const foreign = (own: string) =>
  firefox.asked
    .filter((url) => !url.startsWith(own) && !/^(blob|data|about):/.test(url))
    .filter((url) => !firefox.complaints.some((text) => text.startsWith(POLICY) && text.includes(`at ${url} `)));

/** What the console complains of beside the attempts that the proof page makes. */
const complaints = () =>
  firefox.complaints.filter((text) => !(text.startsWith(POLICY) && text.includes('.rowlink-probe.invalid')));

test('Firefox: from files to a crosswalk, nothing gets out, and the page opens without its server', async () => {
  const server = await startPageServer(PORT, FOLDER, 'dist');
  try {
    await firefox.open(server.address);
    await matchAndExport();
    await surveyAndProve();
    await goTo('/');
    await firefox.until(
      'the program kept',
      async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated',
    );
    expect(foreign(server.address)).toEqual([]);
    expect(complaints()).toEqual([]);
    await server.stop();
    await firefox.open(`${server.address}?without-a-server`);
    await onScreen('companies-2023.csv');
    await goTo('/review');
    await firefox.until(
      'the decision kept',
      () => document.querySelector('#record-0')?.textContent?.includes('Accepted') === true,
    );
  } finally {
    await server.stop().catch(() => undefined);
  }
});

test('Firefox: one file from the disk, from files to a crosswalk, and nothing gets out', async ({ browserName: _ }, testInfo) => {
  test.skip(!existsSync(SINGLE), 'npm run build:single has not made the file');
  const file = testInfo.outputPath('Röwlink (1).html');
  copyFileSync(SINGLE, file);
  const address = pathToFileURL(file).href;
  await firefox.open(address);
  await matchAndExport();
  await surveyAndProve();
  expect(foreign(address)).toEqual([]);
  expect(complaints()).toEqual([]);
});
