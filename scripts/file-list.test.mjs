import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { carryIntegrity, LIST_FILE, pathsBelow, writeFileList } from './file-list.mjs';

const PAGE = `<script type="module" crossorigin src="./assets/index-1.js"></script>
<link rel="stylesheet" crossorigin href="./assets/index-1.css">
<link rel="icon" href="./favicon.svg">`;

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-list-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'assets', 'index-1.js'), 'start();');
  await writeFile(join(folder, 'assets', 'index-1.css'), 'p {}');
  await writeFile(join(folder, 'service-worker.js'), 'self.code = 1;');
  for (const name of ['.htaccess', 'web.config', '_headers']) await writeFile(join(folder, name), 'for the server');
});
afterEach(() => rm(folder, { recursive: true }));

const hasSha256sum = spawnSync('sha256sum', ['--version']).status === 0;

test.skipIf(!hasSha256sum)('sha256sum agrees with the list, and names a file that was changed', async () => {
  await writeFileList(folder);
  const check = () =>
    spawnSync('sha256sum', ['-c', '--strict', LIST_FILE], { cwd: folder, encoding: 'utf8', env: { LC_ALL: 'C' } });
  const whole = check();
  expect(whole.status).toBe(0);
  expect(whole.stdout.trim().split('\n')).toEqual((await pathsBelow(folder)).map((path) => `${path}: OK`));

  await writeFile(join(folder, 'assets', 'index-1.js'), 'start(); more();');
  const changed = check();
  expect(changed.status).toBe(1);
  expect(changed.stdout).toContain('assets/index-1.js: FAILED');
});

test('the list has the service worker, but neither itself nor what servers read', async () => {
  await writeFileList(folder);
  await writeFileList(folder);
  const listed = (await readFile(join(folder, LIST_FILE), 'utf8')).trimEnd().split('\n');
  expect(listed.map((line) => line.slice(66))).toEqual([
    'assets/index-1.css',
    'assets/index-1.js',
    'index.html',
    'service-worker.js',
  ]);
});

test('tags that load scripts and styles carry their hashes, those of now when it is done again', async () => {
  await carryIntegrity(folder);
  const page = () => readFile(join(folder, 'index.html'), 'utf8');
  // printf 'start();' | openssl dgst -sha384 -binary | base64
  expect(await page()).toBe(
    `<meta name="script-hashes" content="">\n    ${PAGE}`
      .replace('index-1.js"', 'index-1.js" integrity="sha384-aTL2zLQUeBzal6LH8Agufcamz0pZ1lEtqB38ZQsiLpX4aDGVuQlODOsck+XZGQgd"')
      .replace(
        'index-1.css"',
        'index-1.css" integrity="sha384-Idz/YKhxm3yXtz1m9qhWDk/cQM5jFqt5TKbrGBXaqPTBr2fT/tUth8IOVP/beZWP"',
      ),
  );
  const first = await page();
  await carryIntegrity(folder);
  expect(await page()).toBe(first);
  await writeFile(join(folder, 'assets', 'index-1.js'), 'start(); more();');
  await carryIntegrity(folder);
  expect(await page()).not.toBe(first);
  expect((await page()).match(/integrity=/g)).toHaveLength(2);
});

test('scripts and styles that are loaded later are named with their hashes in one tag, those of now when it is done again', async () => {
  const later = async () =>
    /<meta name="script-hashes" content="([^"]*)">/g.exec(await readFile(join(folder, 'index.html'), 'utf8'))?.[1];
  await writeFile(join(folder, 'assets', 'de-1.js'), 'start();');
  await writeFile(join(folder, 'assets', 'map-1.css'), 'p {}');
  await writeFile(join(folder, 'assets', 'runtime.wasm'), 'no script');
  await carryIntegrity(folder);
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  expect(page.indexOf('script-hashes')).toBeLessThan(page.indexOf('<script'));
  expect(await later()).toBe(
    'assets/de-1.js sha384-aTL2zLQUeBzal6LH8Agufcamz0pZ1lEtqB38ZQsiLpX4aDGVuQlODOsck+XZGQgd ' +
      'assets/map-1.css sha384-Idz/YKhxm3yXtz1m9qhWDk/cQM5jFqt5TKbrGBXaqPTBr2fT/tUth8IOVP/beZWP',
  );
  await carryIntegrity(folder);
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toBe(page);
  await rm(join(folder, 'assets', 'de-1.js'));
  await carryIntegrity(folder);
  expect(await later()).toMatch(/^assets\/map-1\.css sha384-\S{64}$/);
});
