import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const marker = (name, end) => `<!-- ${name}:${end} -->`;

/** `text` with what stands between `<!-- name:begin -->` and `<!-- name:end -->` replaced; null where it has no such place. */
export function replaceSection(text, name, content) {
  const from = text.indexOf(marker(name, 'begin'));
  const to = text.indexOf(marker(name, 'end'));
  if (from < 0 || to < from) return null;
  return `${text.slice(0, from)}${marker(name, 'begin')}\n\n${content.trim()}\n\n${text.slice(to)}`;
}

/** Writes Markdown into its marked place of a file; a file without the place is left alone, one that is not there is made. */
export function writeSection(file, name, content) {
  if (!existsSync(file)) {
    writeFileSync(file, replaceSection(`${marker(name, 'begin')}${marker(name, 'end')}\n`, name, content));
    return;
  }
  const replaced = replaceSection(readFileSync(file, 'utf8'), name, content);
  if (replaced === null) throw new Error(`${file} has no ${marker(name, 'begin')} … ${marker(name, 'end')} to write to.`);
  writeFileSync(file, replaced);
}

/** A Markdown table; the first column is text, the others numbers. */
export function markdownTable(headers, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(headers), line(headers.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
