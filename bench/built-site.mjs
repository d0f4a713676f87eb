// A built site in a headless Chromium, served as a user would serve it: own policy, no cross-origin isolation.
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser, NO_BROWSER } from '../scripts/find-browser.mjs';
import { createStaticServer, listen } from '../scripts/serve.mjs';
import { pinned } from './pinned.mjs';

const FIRST_PORT = 4250;
const PORTS_TO_TRY = 200;

/** A program that starts the browser on few processors: all its processes stay there. */
function keptOn(cores, executablePath) {
  const command = pinned([executablePath], cores ?? 0);
  if (cores === undefined || command.length === 1) return executablePath;
  const script = join(mkdtempSync(join(tmpdir(), 'rowlink-browser-')), 'browser.sh');
  writeFileSync(script, `#!/bin/sh\nexec ${command.map((word) => `'${word}'`).join(' ')} "$@"\n`);
  chmodSync(script, 0o755);
  return script;
}

/**
 * Serves `folder` and opens Chromium. `newPage` gives a page of a profile of its own: nothing cached, nothing stored.
 *
 * @param {string} folder
 * @param {{ args?: readonly string[], cores?: number }} [options]  more arguments of Chromium; how many processors it may use
 */
export async function openSite(folder, { args = [], cores } = {}) {
  const executablePath = await findBrowser();
  if (executablePath === null) throw new Error(NO_BROWSER);
  const server = createStaticServer(folder);
  const port = await listen(server, FIRST_PORT, PORTS_TO_TRY);
  const address = `http://localhost:${port}/`;
  const browser = await chromium.launch({ executablePath: keptOn(cores, executablePath), args: ['--no-sandbox', ...args] });
  return {
    address,
    browser,
    async newPage() {
      // Kept for later as well would be measured along.
      const context = await browser.newContext({ serviceWorkers: 'block' });
      const page = await context.newPage();
      page.setDefaultTimeout(0);
      page.on('pageerror', (error) => console.error(error.stack ?? error.message));
      await page.goto(address);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
