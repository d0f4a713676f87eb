import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './tools.mjs';

const FEATURES = 'src/features';

/** Imports of a source that lead into another feature than its own. */
function strays(path, source) {
  const own = path.split('/')[2];
  return [...source.matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g)]
    .map(([, fixed, lazy]) => posix.normalize(posix.join(posix.dirname(path), fixed ?? lazy)))
    .filter((target) => target.startsWith(`${FEATURES}/`) && target.split('/')[2] !== own);
}

test('features know nothing of each other: the app puts them together', () => {
  const sources = readdirSync(join(ROOT, FEATURES), { recursive: true })
    .map((path) => `${FEATURES}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path));
  expect(sources.length).toBeGreaterThan(200);
  const found = sources.flatMap((path) =>
    strays(path, readFileSync(join(ROOT, path), 'utf8')).map((target) => `${path} imports ${target}`),
  );
  expect(found).toEqual([]);
});

test('it would see one', () => {
  const path = `${FEATURES}/map/panel/Panel.tsx`;
  expect(strays(path, "import { A } from '../../files/A';")).toEqual([`${FEATURES}/files/A`]);
  expect(strays(path, "import { B } from '../B';\nimport { C } from '../../../ui/C';")).toEqual([]);
});
