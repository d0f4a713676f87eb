// Writes the table of run-time packages into THIRD_PARTY.md, between its two marks.
//   node scripts/licences.mjs            writes
//   node scripts/licences.mjs --check    only says whether the table is up to date
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './tools.mjs';

const BEGIN = '<!-- packages: begin -->';
const END = '<!-- packages: end -->';

/** Dependencies of other packages that only run in Node; none of their code is in the built page. */
const NODE_ONLY = new Set(['sharp', 'onnxruntime-node', '@types/node']);

/**
 * Folders, as the lockfile names them, of all packages that the `dependencies` of the project lead to; nested versions as Node finds them.
 *
 * @param {Map<string, object>} packages  `packages` of package-lock.json
 * @returns {string[]} sorted by package name
 */
export function runtimePackages(packages) {
  const found = new Set();
  const visit = (folder) => {
    for (const name of Object.keys(packages.get(folder)?.dependencies ?? {})) {
      const path = resolvePackage(packages, folder, name);
      if (path === null || found.has(path) || NODE_ONLY.has(name)) continue;
      found.add(path);
      visit(path);
    }
  };
  visit('');
  return [...found].sort((a, b) => (packageName(a) < packageName(b) ? -1 : 1));
}

function resolvePackage(packages, fromFolder, name) {
  for (let folder = fromFolder; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages.has(path)) return path;
    if (folder === '') return null;
  }
}

function packageName(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** The first copyright line of the licence file in a package, or `null` when it has none. */
async function readCopyright(folder) {
  const name = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  if (name === undefined) return null;
  const text = await readFile(join(folder, name), 'utf8');
  const line = text
    .split('\n')
    .find((candidate) => /^\W*copyright (\(c\)|©|\d{4})/i.test(candidate) && !candidate.includes('[yyyy]'));
  return (
    line
      ?.replace(/<[^>]*>|[*|]/g, '')
      .replace(/\s+/g, ' ')
      .trim() ?? null
  );
}

function authorName(author) {
  const name = typeof author === 'string' ? author : author?.name;
  return name?.replace(/\s*[<(].*$/, '') ?? '';
}

async function composeTable(packages) {
  const rows = await Promise.all(
    runtimePackages(packages).map(async (path) => {
      const folder = join(ROOT, path);
      const { name, version, license, author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      return `| ${name} | ${version} | ${license} | ${(await readCopyright(folder)) ?? authorName(author)} |`;
    }),
  );
  return ['| package | version | licence | copyright or author |', '|---|---|---|---|', ...rows].join('\n');
}

/** `text` with the table between the marks replaced. */
export async function withPackageTable(text) {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const table = await composeTable(new Map(Object.entries(lock.packages)));
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (before < 0 || after < before) throw new Error('THIRD_PARTY.md has lost the marks of its package table.');
  return `${text.slice(0, before + BEGIN.length)}\n${table}\n${text.slice(after)}`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = join(ROOT, 'THIRD_PARTY.md');
  const text = await readFile(file, 'utf8');
  const updated = await withPackageTable(text);
  if (process.argv.includes('--check')) {
    console.log(
      text === updated ? 'THIRD_PARTY.md is up to date.' : 'THIRD_PARTY.md is out of date: run node scripts/licences.mjs',
    );
    process.exitCode = text === updated ? 0 : 1;
  } else {
    await writeFile(file, updated);
    console.log('THIRD_PARTY.md written.');
  }
}
