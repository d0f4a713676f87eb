import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';

// What the builds hold, read as text: no page is opened.

/** What only code that reaches other places has in it. */
const CONNECTED_CODE = ['huggingface.co', 'chat/completions', '/resolve/', 'Bearer ', '/v1/embeddings', 'api-inference'];

/** Names of vocabularies, which nobody asks for, and addresses in messages to developers. */
const NAMES = new Set([
  'schemas.openxmlformats.org',
  'schemas.microsoft.com',
  'sheetjs.openxmlformats.org',
  'purl.oclc.org',
  'purl.org',
  'openoffice.org',
  'docs.oasis-open.org',
  'macVmlSchemaUri',
  'www.w3.org',
  // React, Dexie, SheetJS, react-i18next, ONNX Runtime and the bundler explain errors there.
  'react.dev',
  'bit.ly',
  'tinyurl.com',
  'sheetjs.com',
  'react.i18next.com',
  'web.dev',
  'rolldown.rs',
  // How a file that stands for another one in a repository begins.
  'git-lfs.github.com',
  // An example in texts.
  'localhost',
  // What the proof page tries in vain.
  'rowlink-probe.invalid',
]);

const SINGLE = 'dist-single/rowlink.html';

/** Scripts of a hosted build by path, its start page among them. */
async function scriptsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|mjs|html|webmanifest|svg)$/.test(name));
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const)));
}

/** The application and the workers of the edition of one file; models, samples and licences are no code. */
function scriptsOfSingle(): ReadonlyMap<string, string> {
  const found = readFileSync(SINGLE, 'utf8').match(/<script(?: type="text\/plain" id="workers")?>[\s\S]*?<\/script>/g) ?? [];
  return new Map(found.map((script, at) => [`script ${at}`, script]));
}

const placesIn = (script: string): readonly string[] =>
  [...script.matchAll(/\b(?:https?|wss?):\/\/([\w.-]+)/g)].map(([, host]) => host!);

function expectSealed(scripts: ReadonlyMap<string, string>): void {
  expect(scripts.size).toBeGreaterThan(1);
  for (const [name, script] of scripts) {
    for (const text of CONNECTED_CODE) expect(script.includes(text), `${text} in ${name}`).toBe(false);
    expect(
      [...new Set(placesIn(script))].filter((host) => !NAMES.has(host)),
      `places named in ${name}`,
    ).toEqual([]);
  }
}

test('the sealed page holds no code of the connected edition, and names no place to reach', async () => {
  expectSealed(await scriptsOf('dist'));
});

test('neither does the edition of one file', () => {
  test.skip(!existsSync(SINGLE), 'npm run build:single has not made the file');
  expectSealed(scriptsOfSingle());
});

test('every script that is loaded later stands in the start page with its hash, and workers load no further ones', async () => {
  for (const folder of ['dist', 'dist-connected'].filter((one) => existsSync(path.join(one, 'index.html')))) {
    const scripts = await scriptsOf(folder);
    const page = scripts.get('index.html')!;
    const listed = /<meta name="script-hashes" content="([^"]*)"/.exec(page)![1]!.split(' ');
    const tagged = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]*)"[^>]* integrity="sha384-/g)].map(([, file]) => file!);
    const later = [...scripts.keys()].filter((name) => /^assets\/.*js$/.test(name) && !tagged.includes(name));
    expect(listed.filter((part) => part.endsWith('.js')).sort()).toEqual(later.sort());
    const further = [...scripts].filter(
      ([name, script]) => name.includes('.worker-') && /\bimport\s*\(\s*["'`]\.|\bfrom\s*["'`]\.\//.test(script),
    );
    expect(further.map(([name]) => name)).toEqual([]);
  }
});
