import { describe, expect, it } from 'vitest';
import { compareFiles, readFileList, writeComparison } from './file-list';
import { readPolicy } from './policy';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

describe('readPolicy', () => {
  it('reads directives in their order, whatever spaces and letters they have', () => {
    expect(readPolicy(" default-src 'none';Connect-SRC  'self'\n https://a.example; ;base-uri")).toEqual([
      { name: 'default-src', sources: ["'none'"] },
      { name: 'connect-src', sources: ["'self'", 'https://a.example'] },
      { name: 'base-uri', sources: [] },
    ]);
    expect(readPolicy('')).toEqual([]);
  });

  it('obeys the first of two, as browsers do', () => {
    expect(readPolicy("img-src 'self'; img-src *")).toEqual([{ name: 'img-src', sources: ["'self'"] }]);
  });
});

describe('readFileList', () => {
  it('reads what sha256sum writes, also in its binary mode and with names that have spaces', () => {
    expect(readFileList(`${A}  index.html\r\n${B.toUpperCase()} *./assets/a b.js\n`)).toEqual([
      { path: 'index.html', sha256: A },
      { path: 'assets/a b.js', sha256: B },
    ]);
  });

  it.each([
    '',
    '<h1>Sign in</h1>',
    `${A}  index.html\nand more`,
    `${A}  https://elsewhere.example/x`,
    `${A}  //elsewhere.example/x`,
    `${A}  /x`,
    `${A}  a/../../x`,
    `${A}  \\\\elsewhere\\x`,
    `${A}  x?y`,
  ])('takes nothing out of %j', (text) => {
    expect(readFileList(text)).toEqual([]);
  });
});

it('names files that are changed or cannot be read, with both hashes in the text', () => {
  const listed = [
    { path: 'a', sha256: A },
    { path: 'b', sha256: A },
    { path: 'c', sha256: A },
  ];
  const compared = compareFiles(listed, [
    { path: 'b', sha256: B },
    { path: 'a', sha256: A },
    { path: 'c', sha256: null },
  ]);
  expect(compared.map(({ state }) => state)).toEqual(['equal', 'changed', 'unreadable']);
  expect(writeComparison(compared, ['Rowlink'])).toBe(
    `# Rowlink\na: OK\nb: FAILED\n  listed ${A}\n  found  ${B}\nc: FAILED open or read\n  listed ${A}\n  found  -\n`,
  );
});
