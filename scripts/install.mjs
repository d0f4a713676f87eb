import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runNpm } from './tools.mjs';

/** Text of a file, or `null` when it cannot be read. */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Whether the record that npm keeps in node_modules agrees with the lockfile. Optional packages may be missing: they are
 * built for other systems.
 *
 * @param {string} lockText  package-lock.json
 * @param {string} installedText  node_modules/.package-lock.json
 */
export function isSameInstall(lockText, installedText) {
  try {
    const installed = new Map(Object.entries(JSON.parse(installedText).packages));
    return Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) => {
      if (path === '') return true;
      const found = installed.get(path);
      if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
      return found.version === wanted.version && found.integrity === wanted.integrity;
    });
  } catch {
    return false;
  }
}

function installPackages() {
  console.log('Installing the packages (only needed the first time) …');
  return runNpm(['ci', '--no-audit', '--no-fund']);
}

/**
 * Installs the packages when they are missing or are not those of the lockfile. The hash of the lockfile is kept in
 * node_modules, so an up-to-date folder costs nothing and needs no network.
 *
 * @returns {boolean} whether the packages are there
 */
export function ensureInstalled(root = ROOT, install = installPackages) {
  const lockText = readText(join(root, 'package-lock.json')) ?? '';
  const hash = createHash('sha256').update(lockText).digest('hex');
  const stamp = join(root, 'node_modules', '.rowlink-lock');
  if (readText(stamp) === hash) return true;

  const installedText = readText(join(root, 'node_modules', '.package-lock.json'));
  if (installedText === null || !isSameInstall(lockText, installedText)) {
    if (install() !== 0) return false;
  }
  writeFileSync(stamp, hash);
  return true;
}
