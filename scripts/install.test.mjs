import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ensureInstalled, isSameInstall } from './install.mjs';

const lockOf = (packages) => JSON.stringify({ packages });
const react = { version: '19.0.0', integrity: 'sha512-a' };
const wanted = lockOf({
  '': { version: '1' },
  'node_modules/react': react,
  'node_modules/only-mac': { ...react, optional: true },
});

test('an install agrees when all but optional packages are there in the same version', () => {
  expect(isSameInstall(wanted, lockOf({ 'node_modules/react': react }))).toBe(true);
  expect(isSameInstall(wanted, lockOf({ 'node_modules/react': { ...react, version: '19.0.1' } }))).toBe(false);
  expect(isSameInstall(wanted, lockOf({ 'node_modules/react': { ...react, integrity: 'sha512-b' } }))).toBe(false);
  expect(isSameInstall(wanted, lockOf({}))).toBe(false);
  expect(isSameInstall(wanted, 'not json')).toBe(false);
});

test('packages are installed once, and again when the lockfile changes', async () => {
  const root = await mkdtemp(join(tmpdir(), 'rowlink-install-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'node_modules'));
  await writeFile(join(root, 'package-lock.json'), wanted);
  let installs = 0;
  const install = () => {
    installs += 1;
    return 0;
  };
  expect(ensureInstalled(root, install)).toBe(true);
  expect(ensureInstalled(root, install)).toBe(true);
  expect(installs).toBe(1);
  await writeFile(join(root, 'package-lock.json'), lockOf({ 'node_modules/react': { ...react, version: '19.0.1' } }));
  expect(ensureInstalled(root, () => 1)).toBe(false);
  expect(ensureInstalled(root, install)).toBe(true);
  expect(installs).toBe(2);
});
