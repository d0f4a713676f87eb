import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** Kept as they are where packing saves less than this. */
const WORTH_PACKING = 0.97;

/** What a page may do that is one file: run the scripts and styles in it, and nothing from anywhere. */
export const singlePolicy = ({ script, style }) =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "connect-src 'none'",
    `style-src ${hashOf(style)}`,
    'img-src data: blob:',
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');

const hashOf = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/**
 * A script as it can stand inside HTML: nothing in it ends its element or opens a comment.
 * @throws where it has characters that a reader of HTML changes, so that its hash would be that of another text
 */
export function forHtml(script) {
  if (/[\r\0]/.test(script)) throw new Error('The script has a carriage return or NUL in it');
  return script.replace(/<(?=\/script|!--|script)/gi, '\\x3c');
}

/** A file of the page as the text of an element that is no script. @param {{ name: string, bytes: Uint8Array }} file */
export function payloadOf({ name, bytes }) {
  const packed = gzipSync(bytes, { level: 9 });
  const isPacked = packed.length < bytes.length * WORTH_PACKING;
  const text = Buffer.from(isPacked ? packed : bytes).toString('base64');
  const how = isPacked ? ' data-packed="gzip"' : '';
  return `<script type="application/octet-stream;base64" data-file="${name}"${how}>${text}</script>`;
}

/**
 * The page as one file.
 *
 * @param {object} parts
 * @param {string} parts.index the hosted page's HTML, before its build
 * @param {string} parts.script the application, one classic script
 * @param {string} parts.style
 * @param {string} parts.workers all workers, one classic script
 * @param {string} parts.icon SVG
 * @param {string} parts.licences plain text
 * @param {readonly { name: string, bytes: Uint8Array }[]} parts.files
 */
export function singleHtml({ index, script, style, workers, icon, licences, files }) {
  const app = forHtml(script);
  if (/<\/style/i.test(style)) throw new Error('The style sheet ends its element');
  const policy = singlePolicy({ script: app, style });
  const iconAddress = `data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}`;
  const body = [
    `<script type="text/plain" id="workers">${forHtml(workers)}</script>`,
    `<script>${app}</script>`,
    // Below the application, which starts while they are still read.
    ...files.map(payloadOf),
    `<script type="text/plain" id="licences">${forHtml(licences.replaceAll('\r', ''))}</script>`,
  ].join('\n    ');
  const html = index
    .replace(/(<meta charset="utf-8" \/>)/, `$1\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
    .replace(/<link rel="icon"[^>]*>/, () => `<link rel="icon" href="${iconAddress}" type="image/svg+xml" />`)
    .replace(/\s*<link rel="manifest"[^>]*>/, '')
    .replace(/<\/head>/, () => `  <style>${style}</style>\n  </head>`)
    .replace(/<script type="module"[^>]*><\/script>/, () => body);
  for (const left of html.slice(0, html.indexOf('<style>')).matchAll(/<link[^>]*href="(?!data:)[^"]*"/g)) {
    throw new Error(`The file would look for another one beside it: ${left[0]}`);
  }
  return html;
}
