import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** SHA-256 of every file of a build, as `sha256sum` writes it: `sha256sum -c files.sha256` checks a copy. */
export const LIST_FILE = 'files.sha256';

/** What servers read; a department adds it to a build, and a page cannot fetch it. */
const FOR_SERVERS = /^(web\.config|_headers)$|(^|\/)\./;

/** Paths with slashes of all files below `folder` but those for servers and the list itself, sorted. @param {string} folder */
export async function pathsBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== LIST_FILE && !FOR_SERVERS.test(path))
    .sort();
}

/** Writes the list of a built folder, once nothing in it changes any more. @param {string} folder */
export async function writeFileList(folder) {
  const lines = [];
  for (const path of await pathsBelow(folder)) {
    const sha256 = createHash('sha256').update(await readFile(join(folder, path)));
    lines.push(`${sha256.digest('hex')}  ${path}\n`);
  }
  await writeFile(join(folder, LIST_FILE), lines.join(''));
}

/** Tags of a start page that load a script or a style, each with its address. */
const LOADING_TAG = /<(?:script\b[^>]*\bsrc|link\b(?=[^>]*\brel="(?:stylesheet|modulepreload)")[^>]*\bhref)="\.\/([^"]+)"[^>]*>/g;

/**
 * Writes the hashes of scripts, styles and module preloads into the tags of the start page of a built folder: a browser then runs
 * them only as they were built.
 *
 * @param {string} folder
 */
export async function carryIntegrity(folder) {
  const page = join(folder, 'index.html');
  const html = await readFile(page, 'utf8');
  const hashes = new Map();
  for (const [, path] of html.matchAll(LOADING_TAG)) {
    const sha384 = createHash('sha384').update(await readFile(join(folder, path)));
    hashes.set(path, `sha384-${sha384.digest('base64')}`);
  }
  const carrying = html.replace(LOADING_TAG, (tag, path) =>
    tag.replace(/\s+integrity="[^"]*"/, '').replace(/\s*>$/, ` integrity="${hashes.get(path)}">`),
  );
  if (carrying !== html) await writeFile(page, carrying);
}
