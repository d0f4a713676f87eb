/** A part of a card. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/**
 * The parts of a text in Markdown, as far as model cards use it: headings, paragraphs, lists, code between fences (the head in YAML
 * counts as such), tables. Whatever else there is stays a paragraph as it is written.
 */
export function readMarkdown(text: string): readonly Block[] {
  const lines = text.replace(/\r\n?/gu, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  const takeWhile = (test: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && test(lines[at]!)) at++;
    return lines.slice(from, at);
  };
  const takeFenced = (isEnd: (line: string) => boolean): void => {
    at++;
    blocks.push({ kind: 'code', text: takeWhile((line) => !isEnd(line)).join('\n') });
    at++;
  };
  if (lines[0] === '---') takeFenced((line) => line === '---');
  while (at < lines.length) {
    const line = lines[at]!;
    const heading = /^(#{1,6})\s+(.*)$/u.exec(line);
    if (line.trim() === '') at++;
    else if (line.startsWith('```')) takeFenced((one) => one.startsWith('```'));
    else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]!.length, text: heading[2]! });
      at++;
    } else if (isItem(line)) blocks.push({ kind: 'list', items: takeWhile(isItem).map((item) => item.slice(2).trim()) });
    else if (isRow(line)) {
      const [head = [], , ...rows] = takeWhile(isRow).map(cellsOf);
      blocks.push({ kind: 'table', head, rows });
    } else {
      const isPlain = (one: string): boolean =>
        one.trim() !== '' && !isItem(one) && !isRow(one) && !/^(?:#{1,6}\s|```)/u.test(one);
      blocks.push({ kind: 'paragraph', text: takeWhile(isPlain).join(' ') });
    }
  }
  return blocks;
}

const isItem = (line: string): boolean => /^[-*] /u.test(line);
const isRow = (line: string): boolean => line.startsWith('|');
const cellsOf = (line: string): string[] =>
  line
    .replace(/^\||\|\s*$/gu, '')
    .split('|')
    .map((cell) => cell.trim());
