import type { AliasGroup } from './alias-group';
import { phraseKey } from './alias-tokens';
import { isLonger } from './compile-aliases';

const HEADS = ['word', 'meaning', 'column', 'one-way'] as const;

/**
 * Groups as rows that `readAliasTable` reads back: all words but the one that stands for them in the first cell, apart by `; `, that one
 * in the second. A group with a word that holds `;` or `|` itself is written as a row for each of its words. The first row is a header.
 */
export function writeAliasTable(groups: readonly AliasGroup[]): readonly (readonly string[])[] {
  return [
    HEADS,
    ...groups.flatMap((group) => {
      const { column = '', isOneWay } = group;
      const full = fullFormOf(group);
      const others = group.words.filter((word) => word !== full);
      const rest = [full, column, isOneWay ? 'yes' : ''];
      return group.words.some((word) => /[;|；]/u.test(word))
        ? others.map((word) => [word, ...rest])
        : [[others.join('; '), ...rest]];
    }),
  ];
}

/** The word that stands for a group by itself, whatever other groups say. */
export function fullFormOf({ words, isOneWay }: AliasGroup): string {
  if (isOneWay) return words.at(-1)!;
  return words.reduce((best, word) => (isLonger(phraseKey(word), phraseKey(best)) ? word : best));
}

/** The same as CSV with a byte order mark, so that spreadsheets read its letters. */
export function aliasCsv(groups: readonly AliasGroup[]): string {
  const quote = (cell: string): string => (/[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  // A cell that a spreadsheet would take for a formula is a word like any other: it is given as text.
  const plain = (cell: string): string => (/^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell);
  const lines = writeAliasTable(groups).map((row) => row.map((cell) => quote(plain(cell))).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
