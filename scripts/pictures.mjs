// Takes the pictures of the documentation from the built page, with the sample files: node scripts/pictures.mjs
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser, NO_BROWSER } from './find-browser.mjs';
import { createStaticServer, listen } from './serve.mjs';
import { ROOT } from './tools.mjs';

const FOLDER = join(ROOT, 'docs', 'images');
const VIEW = { width: 1280, height: 720 };
/** Longer than calm notices stay. */
const NOTICES_GONE_MS = 7_000;

const executablePath = await findBrowser();
if (executablePath === null) {
  console.error(NO_BROWSER);
  process.exit(1);
}
mkdirSync(FOLDER, { recursive: true });
const server = createStaticServer(join(ROOT, 'dist'));
const port = await listen(server, 4300, 50);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport: VIEW, colorScheme });
    const take = (name) => page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`) });
    await page.goto(`http://localhost:${port}/`);
    await page.getByRole('button', { name: 'Try with sample files' }).click();
    await page.getByText('companies-2024.csv').first().waitFor();
    await page.waitForTimeout(NOTICES_GONE_MS);
    await take('files');
    await page.getByRole('button', { name: 'Continue to set up' }).click();
    await page.getByRole('button', { name: 'Match', exact: true }).click();
    await page.waitForURL(/review/);
    await page.waitForTimeout(NOTICES_GONE_MS);
    for (const key of ['a', 'a', 'x', 'a', 'Space', 'j', 'j', 'k']) await page.keyboard.press(key);
    await page.waitForTimeout(500);
    await take('review');
    await page.keyboard.press('e');
    await page.locator('svg [data-mark]').first().waitFor();
    await page.waitForTimeout(500);
    await take('why');
    await page.keyboard.press('e');
    await page.getByRole('link', { name: 'Map' }).click();
    await page.getByRole('heading', { name: 'Regions' }).waitFor();
    await page.waitForTimeout(NOTICES_GONE_MS);
    await take('map');
    await page.goBack();
    await page.getByRole('link', { name: 'Check accuracy' }).click();
    await page.getByRole('slider').waitFor();
    await page.waitForTimeout(500);
    await take('threshold');
    await page.goto(`http://localhost:${port}/#/tune`);
    await page.getByRole('radio', { name: /^A file of pairs/ }).check();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(join(ROOT, 'public', 'samples', 'companies-truth.csv'));
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByRole('button', { name: /^Use it for this project/ }).waitFor({ timeout: 120_000 });
    await page.waitForTimeout(NOTICES_GONE_MS);
    await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await take('tuning');
    await page.goto(`http://localhost:${port}/`);
    await page.getByRole('button', { name: 'New project' }).click();
    await page.getByRole('radio', { name: 'Find duplicates in one table' }).check();
    await page.getByRole('button', { name: 'Try with a sample file' }).click();
    await page.getByRole('button', { name: 'Continue to set up' }).click();
    await page.getByRole('button', { name: 'Find duplicates' }).click();
    await page.waitForURL(/clusters/);
    await page.waitForTimeout(NOTICES_GONE_MS);
    await take('clusters');
    await page.keyboard.press('g');
    await page.waitForTimeout(500);
    await take('cluster-graph');
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
