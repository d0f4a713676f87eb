import { type AliasGroup, MOST_CHARACTERS_OF_A_WORD, MOST_GROUPS, MOST_WORDS_OF_A_GROUP, uniteGroups } from './alias-group';
import { phraseKey } from './alias-tokens';

/** Why a line of a file is no group. */
export type AliasLineFault = 'one-word' | 'same-word' | 'too-long' | 'too-many';

export interface AliasReading {
  readonly groups: readonly AliasGroup[];
  /** Lines that say nothing that can be used, by their number in the file (1-based, its header counted). */
  readonly faults: readonly { readonly line: number; readonly fault: AliasLineFault }[];
  /** Lines that repeat another one. */
  readonly repeated: number;
  readonly hasHeader: boolean;
}

/** What a first line may say that is a header and no pair of words. */
const HEADINGS = new Set(
  `abbreviation abbreviations abbr acronym alias aliases synonym synonyms word words term terms meaning means long short full name names
  variant variants preferred canonical standard original replacement from to left right expansion fullform longform shortform sameas standsfor
  abkürzung abkürzungen synonyme wort wörter bedeutung langform kurzform abréviation abréviations synonymes mot mots forme
  abreviatura abreviaturas sinónimo sinónimos palabra palabras significado`
    .trim()
    .split(/\s+/u)
    .map((word) => phraseKey(word)),
);

const COLUMN_HEADING = 'column';
const ONE_WAY_HEADING = 'oneway';

/**
 * Reads the rows of a file of two columns: what stands in one means the same as what stands in the other; a cell may hold several words,
 * apart by `;` or `|`. A header is known by its words and may be absent. A third column `column` and a fourth `one-way` are what
 * `writeAliasTable` adds. Empty lines are passed over. O(characters).
 *
 * @param rows of the file, its first line among them @param isOneWay the first column abbreviates the second
 */
export function readAliasTable(rows: readonly (readonly string[])[], isOneWay = false): AliasReading {
  const heads = (rows[0] ?? []).map((cell) => phraseKey(cell).replaceAll(' ', ''));
  const hasHeader = heads.length >= 2 && HEADINGS.has(heads[0]!) && HEADINGS.has(heads[1]!);
  const columnAt = hasHeader ? heads.indexOf(COLUMN_HEADING, 2) : -1;
  const oneWayAt = hasHeader ? heads.indexOf(ONE_WAY_HEADING, 2) : -1;
  const groups: AliasGroup[] = [];
  const faults: { line: number; fault: AliasLineFault }[] = [];
  for (const [at, cells] of rows.entries()) {
    if ((at === 0 && hasHeader) || cells.every((cell) => cell.trim() === '')) continue;
    const line = at + 1;
    const first = wordsOf(cells[0] ?? '');
    const second = wordsOf(cells[1] ?? '');
    const words = distinct([...first, ...second]);
    if (first.length === 0 || second.length === 0) faults.push({ line, fault: 'one-word' });
    else if (words.length < 2) faults.push({ line, fault: 'same-word' });
    else if (words.length > MOST_WORDS_OF_A_GROUP || words.some((word) => word.length > MOST_CHARACTERS_OF_A_WORD)) {
      faults.push({ line, fault: 'too-long' });
    } else if (groups.length >= MOST_GROUPS) faults.push({ line, fault: 'too-many' });
    else {
      const column = columnAt < 0 ? '' : (cells[columnAt] ?? '').trim();
      const isMarked = oneWayAt >= 0 ? (cells[oneWayAt] ?? '').trim() !== '' : isOneWay;
      // Several full forms of one abbreviation say nothing definite; they are then all the same.
      const isOne = isMarked && second.length === 1;
      groups.push({ words, ...(isOne && { isOneWay: true as const }), ...(column !== '' && { column }) });
    }
  }
  const united = uniteGroups([], groups);
  return { groups: united, faults, repeated: groups.length - united.length, hasHeader };
}

const wordsOf = (cell: string): string[] =>
  cell
    .split(/[;|；]/u)
    .map((word) => word.trim().replace(/\s+/gu, ' '))
    .filter((word) => phraseKey(word) !== '');

/** Each word once, in whatever spelling comes first; the last word keeps its place. */
function distinct(words: readonly string[]): string[] {
  const last = words.at(-1);
  const lastKey = last === undefined ? '' : phraseKey(last);
  const known = new Set([lastKey]);
  const kept = words.slice(0, -1).filter((word) => {
    const key = phraseKey(word);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
  return last === undefined ? kept : [...kept, last];
}
