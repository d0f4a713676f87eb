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

/** Scripts and styles that are loaded when they are needed: parts of the page, workers. */
const LATER = /^assets\/.*\.(js|mjs|css)$/;
const HASHES_TAG = /<meta name="script-hashes" content="[^"]*">\n?\s*/;

/**
 * Writes hashes into the start page of a built folder, whose own hash is what somebody signs off: into the tags that load scripts,
 * styles and module preloads, so that a browser runs them only as they were built; and of all other scripts and styles into a tag of
 * its own, for `src/rpc/checked`.
 *
 * @param {string} folder
 */
export async function carryIntegrity(folder) {
  const page = join(folder, 'index.html');
  const html = await readFile(page, 'utf8');
  const hashOf = async (path) =>
    `sha384-${createHash('sha384')
      .update(await readFile(join(folder, path)))
      .digest('base64')}`;
  const hashes = new Map();
  for (const [, path] of html.matchAll(LOADING_TAG)) hashes.set(path, await hashOf(path));
  const later = [];
  for (const path of await pathsBelow(folder)) if (LATER.test(path) && !hashes.has(path)) later.push(path, await hashOf(path));
  const carrying = html
    .replace(HASHES_TAG, '')
    .replace(LOADING_TAG, (tag, path) =>
      tag.replace(/\s+integrity="[^"]*"/, '').replace(/\s*>$/, ` integrity="${hashes.get(path)}">`),
    )
    .replace(/(?=<(script|link)\b[^>]* integrity=")/, `<meta name="script-hashes" content="${later.join(' ')}">\n    `);
  if (carrying !== html) await writeFile(page, carrying);
}
