import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './tools.mjs';

/** What makes elements or code of a text, which may have come out of a cell. Biome has `noDangerouslySetInnerHtml` for React's own way. */
const MAKES_MARKUP_OR_CODE =
  /\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write(?:ln)?\b|\bcreateContextualFragment\b|\bsetHTMLUnsafe\b|\bparseHTMLUnsafe\b|\bsrcdoc\b|\beval\s*\(|\bnew\s+Function\b|\b(?:setTimeout|setInterval)\(\s*['"`]|\bjavascript:/i;

const sources = ['src', 'workers'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(ts|tsx)$/.test(path) && !/\.test\.tsx?$/.test(path)),
);

test('no source makes markup or code of a text', () => {
  expect(sources.length).toBeGreaterThan(500);
  const lines = [...sources, 'index.html'].flatMap((path) =>
    readFileSync(join(ROOT, path), 'utf8')
      .split('\n')
      .flatMap((line, index) => (MAKES_MARKUP_OR_CODE.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(lines).toEqual([]);
});

test.each([
  'cell.innerHTML = text;',
  'cell["outerHTML"] = text;',
  "cell.insertAdjacentHTML('beforeend', text);",
  'document.write(text);',
  'eval(text);',
  'new Function(text)();',
  "setTimeout('run()', 10);",
  'frame.srcdoc = text;',
])('it would see %s', (line) => {
  expect(line).toMatch(MAKES_MARKUP_OR_CODE);
});
