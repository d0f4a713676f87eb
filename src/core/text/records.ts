import type { ComparedColumns } from '../model/settings';
import { type Dataset, NO_TEXT, type Sides } from '../model/types';
import { cellsNamed } from '../table/cells';

export const COMPOSE_RECORDS_VERSION = 2;

/** The columns of one table that a run reads, by name. `fileName` is for messages. */
export interface ComparedTable {
  readonly fileName: string;
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, readonly string[]>;
}

/**
 * Distinct records of one table: rows that are equal in all columns that count are one record. A record has one text, a text may
 * belong to several records (which then differ in a key or qualifier).
 */
export interface RecordSet {
  readonly texts: readonly string[];
  /** Record → index into `texts`. */
  readonly textOf: Uint32Array;
  /** Row → record; `NO_TEXT` for a row with nothing to compare. */
  readonly recordOf: Uint32Array;
  /** Record → its first row. Records are numbered by first row. */
  readonly firstRow: Uint32Array;
  /** Rows of record `r`, ascending: `rows[rowOffsets[r]..rowOffsets[r + 1]]`. */
  readonly rowOffsets: Uint32Array;
  readonly rows: Uint32Array;
}

/** The named columns of a dataset. @throws AppError `input/unknown-column` */
export function takeColumns(dataset: Dataset, names: Iterable<string>): ComparedTable {
  const columns = new Map<string, readonly string[]>();
  for (const name of names) {
    columns.set(name, cellsNamed(dataset, name));
  }
  return { fileName: dataset.source.fileName, rowCount: dataset.rowCount, columns };
}

/**
 * Distinct records of a table. The text of a row is its filled cells of `textColumns`, in that order, joined by a space, white
 * space collapsed; a row without any has no record. `keyColumns` keep records with the same text apart. Cost O(characters).
 */
export function composeRecords(
  table: ComparedTable,
  textColumns: readonly string[],
  keyColumns: readonly string[] = [],
): RecordSet {
  const compared = textColumns.map((name) => table.columns.get(name)!);
  const keys = keyColumns.map((name) => table.columns.get(name)!);
  const texts: string[] = [];
  const textIndex = new Map<string, number>();
  const recordIndex = new Map<string, number>();
  const textOf: number[] = [];
  const firstRow: number[] = [];
  const recordOf = new Uint32Array(table.rowCount).fill(NO_TEXT);
  for (let row = 0; row < table.rowCount; row++) {
    const cells = compared.map((column) => collapse(column[row]!));
    const text = cells.length === 1 ? cells[0]! : cells.filter((cell) => cell !== '').join(' ');
    if (text === '') continue;
    const key = cells.length + keys.length === 1 ? text : [...cells, ...keys.map((column) => column[row]!.trim())].join('\u0000');
    let record = recordIndex.get(key);
    if (record === undefined) {
      let index = textIndex.get(text);
      if (index === undefined) {
        index = texts.length;
        texts.push(text);
        textIndex.set(text, index);
      }
      record = firstRow.length;
      recordIndex.set(key, record);
      textOf.push(index);
      firstRow.push(row);
    }
    recordOf[row] = record;
  }
  return {
    texts,
    textOf: Uint32Array.from(textOf),
    recordOf,
    firstRow: Uint32Array.from(firstRow),
    ...groupRows(recordOf, firstRow.length),
  };
}

/** White space at the ends off, inside to one space. */
export function collapse(cell: string): string {
  const trimmed = cell.trim();
  return UNEVEN_SPACE.test(trimmed) ? trimmed.replace(/\s+/gu, ' ') : trimmed;
}
const UNEVEN_SPACE = /\s\s|[^\S ]/u;

function groupRows(recordOf: Uint32Array, count: number): Pick<RecordSet, 'rowOffsets' | 'rows'> {
  const rowOffsets = new Uint32Array(count + 1);
  for (const record of recordOf) if (record !== NO_TEXT) rowOffsets[record + 1]!++;
  for (let i = 1; i < rowOffsets.length; i++) rowOffsets[i]! += rowOffsets[i - 1]!;
  const next = rowOffsets.slice();
  const rows = new Uint32Array(rowOffsets.at(-1)!);
  recordOf.forEach((record, row) => {
    if (record !== NO_TEXT) rows[next[record]!++] = row;
  });
  return { rowOffsets, rows };
}

/** How many rows each record stands for. */
export const rowCountsOf = (set: RecordSet): Uint32Array =>
  Uint32Array.from(set.firstRow, (_, record) => set.rowOffsets[record + 1]! - set.rowOffsets[record]!);

/** Cells of one column, one a record: those of its first row. */
export const cellsOf = (table: ComparedTable, set: RecordSet, column: string): string[] => {
  const cells = table.columns.get(column)!;
  return Array.from(set.firstRow, (row) => collapse(cells[row]!));
};

/**
 * Compared columns in an order that depends on what is in them, not on the order in which a person named them: the more distinct
 * values over both tables, the earlier; then the longer; ties as given. Columns without a partner come after the pairs.
 */
export function orderColumns(tables: Sides<ComparedTable>, on: ComparedColumns): ComparedColumns {
  const weigh = (table: ComparedTable, name: string | undefined): readonly [number, number] => {
    const cells = name === undefined ? [] : table.columns.get(name)!;
    return [new Set(cells).size, cells.reduce((sum, cell) => sum + cell.length, 0)];
  };
  const count = Math.max(on.left.length, on.right.length);
  if (count < 2) return on;
  const pairs = Array.from({ length: count }, (_, at) => {
    const [left, right] = [weigh(tables.left, on.left[at]), weigh(tables.right, on.right[at])];
    return { at, isPair: at < on.left.length && at < on.right.length, distinct: left[0] + right[0], length: left[1] + right[1] };
  });
  pairs.sort((a, b) => Number(b.isPair) - Number(a.isPair) || b.distinct - a.distinct || b.length - a.length || a.at - b.at);
  const sorted = (names: readonly string[]): string[] => pairs.flatMap(({ at }) => (at < names.length ? [names[at]!] : []));
  return { left: sorted(on.left), right: sorted(on.right) };
}
