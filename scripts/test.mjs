// npm test: types, lint, unit tests, tests of the Python projects, builds and end-to-end tests; the last line is `N passed, N failed`.
import { requireNode } from './require-node.mjs';

requireNode();
const { mkdirSync, readFileSync, rmSync } = await import('node:fs');
const { join } = await import('node:path');
const { auditStep } = await import('./audit.mjs');
const { ensureInstalled } = await import('./install.mjs');
const { ensureFirefox, findBrowser, NO_BROWSER, NO_FIREFOX } = await import('./find-browser.mjs');
const { runPythonTests } = await import('./python-tests.mjs');
const { countPlaywright, countStep, countVitest, slowestFiles, sumTotals } = await import('./test-totals.mjs');
const { ROOT, run, runTool } = await import('./tools.mjs');

const REPORTS = join(ROOT, '.cache', 'reports');
const VITEST_REPORT = join(REPORTS, 'vitest.json');
const PLAYWRIGHT_REPORT = join(REPORTS, 'playwright.json');

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

const steps = [];

function title(text) {
  steps.push({ text, from: Date.now() });
  console.log(`\n== ${text}`);
}

/** Where the time went: each step, and the end-to-end files that took longest. */
function tellTimes() {
  title('Times');
  const seconds = (ms) => `${(ms / 1000).toFixed(0)} s`;
  for (const [at, { text, from }] of steps.slice(0, -1).entries()) console.log(`${text}: ${seconds(steps[at + 1].from - from)}`);
  const slowest = slowestFiles(readReport(PLAYWRIGHT_REPORT)).slice(0, 10);
  if (slowest.length > 0) console.log(`Longest: ${slowest.map(({ file, ms }) => `${file} ${seconds(ms)}`).join(', ')}`);
}

function runUnitTests() {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`];
  const exitCode = runTool('vitest', 'vitest', args);
  return countVitest(readReport(VITEST_REPORT), exitCode);
}

function runEndToEndTests(browser) {
  const env = { ROWLINK_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT_REPORT };
  const exitCode = runTool('@playwright/test', 'playwright', ['test', '--reporter=list,json'], { env });
  return countPlaywright(readReport(PLAYWRIGHT_REPORT), exitCode);
}

async function runAll() {
  title('Packages');
  if (!ensureInstalled()) return [countStep(1)];
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });

  title('Types');
  const totals = [countStep(runTool('typescript', 'tsc', ['--noEmit', '-p', '.']))];
  title('Lint');
  totals.push(countStep(runTool('@biomejs/biome', 'biome', ['check', '.'])));
  title('Known vulnerabilities');
  totals.push(await auditStep());
  title('Unit tests');
  totals.push(runUnitTests());
  title('Python tests');
  totals.push(runPythonTests(REPORTS));
  title('Browser');
  const browser = await findBrowser();
  console.log(browser ?? NO_BROWSER);
  console.log(ensureFirefox() ?? NO_FIREFOX);
  title('Build');
  const buildCode = runTool('vite', 'vite', ['build', '--logLevel', 'warn']);
  const connectedCode = runTool('vite', 'vite', ['build', '--mode', 'connected', '--logLevel', 'warn']);
  const singleCode = run(process.execPath, ['scripts/build-single.mjs']);
  totals.push(countStep(browser === null ? 1 : 0), ...[buildCode, connectedCode, singleCode].map(countStep));
  title('End-to-end tests');
  if (browser !== null && buildCode === 0) totals.push(runEndToEndTests(browser));
  else console.log('Not run: no browser or no built page.');
  return totals;
}

const { passed, failed, skipped } = sumTotals(await runAll());
tellTimes();
console.log(`\n${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
