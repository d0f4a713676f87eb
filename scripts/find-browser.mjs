// Finds a Chromium for the tests, and gets one when there is none.
//   node scripts/find-browser.mjs     prints the path
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { posix, win32 } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installFromApt } from './apt.mjs';
import { runTool } from './tools.mjs';

const INSTALL_TIMEOUT_MS = 180_000;
const PATH_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];

export const NO_BROWSER =
  'No working Chromium, Chrome or Edge was found: install one, or set ROWLINK_CHROMIUM to the program file of one that runs.';

const SYSTEM_PATHS = new Map([
  [
    'linux',
    () => [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/opt/google/chrome/chrome',
      '/usr/bin/microsoft-edge',
      '/snap/bin/chromium',
    ],
  ],
  [
    'darwin',
    (env) =>
      ['', env.HOME ?? ''].flatMap((home) => [
        `${home}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
        `${home}/Applications/Chromium.app/Contents/MacOS/Chromium`,
        `${home}/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
      ]),
  ],
  [
    'win32',
    (env) =>
      [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          win32.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          win32.join(folder, 'Chromium', 'Application', 'chrome.exe'),
          win32.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]),
  ],
]);

/**
 * Program files to try, best first: the one named in ROWLINK_CHROMIUM, then the usual places of the system, then the PATH.
 * A named one is the only candidate: falling back in silence would test another browser than the one asked for.
 *
 * @param {string} platform  as `process.platform`
 * @param {Record<string, string | undefined>} env
 * @returns {string[]}
 */
export function browserCandidates(platform, env) {
  if (env.ROWLINK_CHROMIUM) return [env.ROWLINK_CHROMIUM];
  const path = platform === 'win32' ? win32 : posix;
  const extension = platform === 'win32' ? '.exe' : '';
  const folders = (env.PATH ?? env.Path ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const onPath = PATH_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name + extension)));
  return [...new Set([...(SYSTEM_PATHS.get(platform)?.(env) ?? []), ...onPath])];
}

/** The first candidate that `works`, or `null`. */
export function chooseBrowser(candidates, works) {
  return candidates.find(works) ?? null;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** There, executable, and answering: some systems have a stub that only says how to install the browser. */
function isWorking(file) {
  if (!isExecutable(file)) return false;
  // Chrome on Windows has no --version: it would open a window.
  return process.platform === 'win32' || spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

async function findPlaywrightBrowser() {
  try {
    const { chromium } = await import('@playwright/test');
    return chooseBrowser([chromium.executablePath()], isWorking);
  } catch {
    return null;
  }
}

/**
 * Path of a working browser; when there is none, one is downloaded with Playwright, then installed with apt-get.
 *
 * @returns {Promise<string | null>} `null` when all of it failed
 */
export async function findBrowser() {
  const isNamed = Boolean(process.env.ROWLINK_CHROMIUM);
  const onSystem = () => chooseBrowser(browserCandidates(process.platform, process.env), isWorking);
  const found = onSystem() ?? (isNamed ? null : await findPlaywrightBrowser());
  if (found !== null || isNamed) return found;

  console.error('No browser found; downloading Chromium …');
  runTool('@playwright/test', 'playwright', ['install', 'chromium'], { timeoutMs: INSTALL_TIMEOUT_MS });
  const downloaded = await findPlaywrightBrowser();
  if (downloaded !== null) return downloaded;
  installFromApt('chromium');
  return onSystem();
}

const FIREFOX_PATHS = new Map([
  ['linux', () => ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox']],
  ['darwin', () => ['/Applications/Firefox.app/Contents/MacOS/firefox']],
  [
    'win32',
    (env) =>
      [env.ProgramFiles, env['ProgramFiles(x86)']]
        .filter((folder) => folder !== undefined)
        .map((folder) => win32.join(folder, 'Mozilla Firefox', 'firefox.exe')),
  ],
]);

/** Program files of Firefox to try, best first; one named in ROWLINK_FIREFOX is the only candidate. */
export const firefoxCandidates = (platform, env) =>
  env.ROWLINK_FIREFOX ? [env.ROWLINK_FIREFOX] : (FIREFOX_PATHS.get(platform)?.(env) ?? []);

/** Path of an installed Firefox, or `null`: its tests are then skipped, and said to be. */
export const findFirefox = () => firefoxCandidates(process.platform, process.env).find(isExecutable) ?? null;

/** The same; where tests run unattended (`CI`), one is installed with apt-get first. */
export function ensureFirefox() {
  if (findFirefox() === null && process.env.CI && !process.env.ROWLINK_FIREFOX) installFromApt('firefox-esr');
  return findFirefox();
}

export const NO_FIREFOX = 'No Firefox was found: its tests are skipped. ROWLINK_FIREFOX names the program file of one.';

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const browser = await findBrowser();
  if (browser === null) {
    console.error(NO_BROWSER);
    process.exitCode = 1;
  } else {
    console.log(browser);
  }
}
