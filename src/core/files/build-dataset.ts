import type { CellColumn, Dataset, ReadSettings, RowProblem, SourceDescription } from '../model/types';
import { readText } from '../table/cell-bytes';
import { startOf } from '../table/cells';
import { findHeaderRow, nameColumns } from '../table/headers';
import { LISTED_PROBLEMS, type RawTable } from './table-builder';
import { hashTable } from './table-hash';

const HEADER_SAMPLE = 60;

/** `problemCount` and `headerRow` are found here; the rest is known to the reader of the format. */
export type KnownSource = Omit<SourceDescription, 'headerRow' | 'problemCount'>;

/**
 * Takes the header row off a raw table and names its columns. Cells beyond the headers get columns of their own; columns with
 * neither header nor value at the right edge are dropped.
 *
 * The fingerprint covers column names and cells in row order, each preceded by its length; the file's name, format and encoding
 * do not count. Returns a dataset of zero rows when there is nothing below the headers. O(cells).
 */
export function buildDataset(raw: RawTable, source: KnownSource, choice: ReadSettings['headerRow']): Dataset {
  const headerRow = chooseHeaderRow(raw, choice);
  const firstRow = headerRow === null ? 0 : raw.fileRows.findLastIndex((fileRow) => fileRow <= headerRow) + 1;
  const headerAt = headerRow === null ? -1 : raw.fileRows.indexOf(headerRow);
  const headers = raw.columns.map((cells) => (headerAt < 0 ? '' : cellOf(cells, headerAt)));
  const body = raw.columns.map((cells) => withoutFirst(cells, firstRow));
  const width = usedWidth(headers, body);
  const columns = nameColumns(headers.slice(0, width));
  const cells = body.slice(0, width);
  const rowCount = raw.fileRows.length - firstRow;

  const expected = headerAt < 0 ? usualWidth(raw, firstRow) : Math.min(width, raw.widths[headerAt]!);
  const shape = shapeProblems(raw, firstRow, expected, source.format === 'csv');
  const early = raw.problems.length + shape.problems.length;
  const problems = [...raw.problems, ...shape.problems].sort((a, b) => a.fileRow - b.fileRow).slice(0, LISTED_PROBLEMS);
  return {
    fingerprint: hashTable(columns, cells, rowCount),
    columns,
    rowCount,
    cells,
    problems,
    source: { ...source, headerRow, problemCount: early + (raw.problemCount - raw.problems.length) + shape.unlisted },
  };
}

const cellOf = (cells: CellColumn, row: number): string => readText(cells.bytes, startOf(cells, row), cells.ends[row]!);

/** A column from row `count` on. The bytes are not copied, the ends are changed in place. */
function withoutFirst({ bytes, ends }: CellColumn, count: number): CellColumn {
  if (count === 0) return { bytes, ends };
  const start = ends[count - 1]!;
  for (let row = count; row < ends.length; row++) ends[row]! -= start;
  return { bytes: bytes.subarray(start), ends: ends.subarray(count) };
}

function chooseHeaderRow(raw: RawTable, choice: ReadSettings['headerRow'] = 'auto'): number | null {
  if (choice === 'none') return null;
  if (choice !== 'auto') return choice;
  const rows = Array.from({ length: Math.min(HEADER_SAMPLE, raw.fileRows.length) }, (_, row) =>
    raw.columns.map((cells) => cellOf(cells, row)),
  );
  const found = findHeaderRow(rows);
  return found === null ? null : raw.fileRows[found]!;
}

function usedWidth(headers: readonly string[], body: readonly CellColumn[]): number {
  let width = headers.length;
  while (width > 1 && headers[width - 1]!.trim() === '' && body[width - 1]!.bytes.length === 0) width--;
  return width;
}

/** The most common number of cells in a row. */
function usualWidth(raw: RawTable, firstRow: number): number {
  const times = new Map<number, number>();
  let best = 0;
  for (let row = firstRow; row < raw.widths.length; row++) {
    const width = raw.widths[row]!;
    const count = (times.get(width) ?? 0) + 1;
    times.set(width, count);
    if (count > (times.get(best) ?? 0)) best = width;
  }
  return best;
}

/** Rows of another length than expected. Short rows are usual in workbooks, which do not store empty cells at the end. */
function shapeProblems(raw: RawTable, firstRow: number, expected: number, countShort: boolean) {
  const problems: RowProblem[] = [];
  let unlisted = 0;
  for (let row = firstRow; row < raw.widths.length; row++) {
    const width = raw.widths[row]!;
    if (width === expected || (width < expected && !countShort)) continue;
    if (width > expected && !hasValueBeyond(raw, row, expected)) continue;
    if (problems.length >= LISTED_PROBLEMS) unlisted++;
    else
      problems.push({ code: width > expected ? 'row/too-long' : 'row/too-short', fileRow: raw.fileRows[row]! + 1, column: null });
  }
  return { problems, unlisted };
}

function hasValueBeyond(raw: RawTable, row: number, expected: number): boolean {
  for (let column = expected; column < raw.widths[row]!; column++)
    if (raw.columns[column]!.ends[row] !== startOf(raw.columns[column]!, row)) return true;
  return false;
}
