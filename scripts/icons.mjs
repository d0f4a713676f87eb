// Draws the icons of the installed app from public/favicon.svg, with the browser of the tests.
//   node scripts/icons.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser, NO_BROWSER } from './find-browser.mjs';
import { ROOT } from './tools.mjs';

/** A maskable icon is cut to any shape: its ground goes to the edges, and the drawing stays within the middle four fifths. */
const ICONS = [
  { file: 'icon-192.png', size: 192, isMaskable: false },
  { file: 'icon-512.png', size: 512, isMaskable: false },
  { file: 'icon-maskable-512.png', size: 512, isMaskable: true },
];

const executablePath = await findBrowser();
if (executablePath === null) throw new Error(NO_BROWSER);
const svg = await readFile(join(ROOT, 'public', 'favicon.svg'), 'utf8');
const ground = /<rect[^>]*fill="(#[0-9a-f]+)"/.exec(svg)[1];
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const { file, size, isMaskable } of ICONS) {
  await page.setViewportSize({ width: size, height: size });
  const inner = isMaskable ? Math.round(size * 0.72) : size;
  const drawing = svg.replace('<svg ', `<svg width="${inner}" height="${inner}" `);
  const style = `margin:0;display:grid;place-items:center;height:100vh;background:${isMaskable ? ground : 'transparent'}`;
  await page.setContent(`<body style="${style}">${drawing}</body>`);
  await writeFile(join(ROOT, 'public', file), await page.screenshot({ omitBackground: true }));
  console.log(`public/${file} written`);
}
await browser.close();
