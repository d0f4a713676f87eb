import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { forHtml, payloadOf, singleHtml, singlePolicy } from './single-html.mjs';

const index = readFileSync(new URL('../index.html', import.meta.url), 'utf8');
const parts = {
  index,
  script: 'let a = "</script><!--<script>$&";',
  style: '.a::before { content: "$1" }',
  workers: 'const pattern = /<!--|<\\/script>/u;',
  icon: '<svg/>',
  licences: 'A\r\nB',
  files: [{ name: 'samples/a.csv', bytes: Buffer.from('name\nA\n') }],
};

test('nothing in a script ends it, and it still means the same', () => {
  const script = forHtml('({ text: "</SCRIPT> <!-- <script x", is: /<!--/u.test("<!--") })');
  expect(script).not.toMatch(/<\/script|<!--|<script/i);
  expect(new Function(`return ${script}`)()).toEqual({ text: '</SCRIPT> <!-- <script x', is: true });
});

test('characters that a reader of HTML changes are refused: the hash would be that of another text', () => {
  for (const character of ['\r', '\0']) expect(() => forHtml(`"a${character}"`)).toThrow();
});

test('the policy allows the very script and style of the page, and no connection', () => {
  const html = singleHtml(parts);
  const policy = html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)[1];
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const script = html.match(/<script>([\s\S]*?)<\/script>/)[1];
  const style = html.match(/<style>([\s\S]*?)<\/style>/)[1];
  expect(style).toBe(parts.style);
  expect(policy).toContain(`script-src ${hash(script)} 'wasm-unsafe-eval';`);
  expect(policy).toContain(`style-src ${hash(style)};`);
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?!')|\*|https?:|'self'/);
  expect(policy.replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe');
  expect(policy).toBe(singlePolicy({ script, style }));
});

test('the policy stands before all that it is about, and no other file is asked for', () => {
  const html = singleHtml(parts);
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'));
  expect(html.indexOf('<meta charset')).toBeLessThan(html.indexOf('Content-Security-Policy'));
  expect(html).not.toMatch(/<script[^>]* src=|type="module"|rel="manifest"/);
  expect(() => singleHtml({ ...parts, index: index.replace('</head>', '<link rel="x" href="y.css" /></head>') })).toThrow(
    'y.css',
  );
});

test('files come back as they were, packed where that is worth it', () => {
  const text = Buffer.from('abc'.repeat(1000));
  const noise = createHash('sha512').update('x').digest();
  for (const [bytes, isPacked] of [
    [text, true],
    [noise, false],
  ]) {
    const [, packed, base64] = payloadOf({ name: 'f', bytes }).match(/data-file="f"( data-packed="gzip")?>([^<]*)</);
    const stored = Buffer.from(base64, 'base64');
    expect(Boolean(packed)).toBe(isPacked);
    expect(packed ? gunzipSync(stored) : stored).toEqual(bytes);
  }
});
