import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runtimePackages, withPackageTable } from './licences.mjs';
import { ROOT } from './tools.mjs';

const PERMISSIVE = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|Unlicense|\(MIT OR CC0-1\.0\))$/;

test('packages are followed as Node finds them, without those that only run in Node', () => {
  const packages = new Map([
    ['', { dependencies: { a: '1', '@s/b': '1' }, devDependencies: { tool: '1' } }],
    ['node_modules/a', { dependencies: { c: '1', sharp: '1' } }],
    ['node_modules/a/node_modules/c', { dependencies: { '@s/b': '1' } }],
    ['node_modules/@s/b', { dependencies: { c: '2', a: '1' } }],
    ['node_modules/c', {}],
    ['node_modules/sharp', {}],
    ['node_modules/tool', {}],
  ]);
  expect(runtimePackages(packages).sort()).toEqual([
    'node_modules/@s/b',
    'node_modules/a',
    'node_modules/a/node_modules/c',
    'node_modules/c',
  ]);
});

test('the table in THIRD_PARTY.md is up to date and every licence in it is permissive', async () => {
  const text = await readFile(join(ROOT, 'THIRD_PARTY.md'), 'utf8');
  expect(text).toBe(await withPackageTable(text));
  const table = text.slice(text.indexOf('<!-- packages: begin -->'), text.indexOf('<!-- packages: end -->'));
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1);
  const licences = rows.map((row) => row.split(' | ')[2]);
  expect(licences.length).toBeGreaterThan(15);
  expect(licences.filter((licence) => !PERMISSIVE.test(licence))).toEqual([]);
});
