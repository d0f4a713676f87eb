import type { CellColumn, Dataset, FileRow, ReadSettings, RowProblem, SourceDescription } from '../model/types';
import { readText } from '../table/cell-bytes';
import { startOf } from '../table/cells';
import { runsOf } from '../table/file-rows';
import { findHeaderRow, nameColumns } from '../table/headers';
import { suggestLastRows } from './last-rows';
import { LISTED_PROBLEMS, type RawTable } from './table-builder';
import { hashSmallTable, hashTable } from './table-hash';

const HEADER_SAMPLE = 60;

/** The last rows in which totals and notes are looked for. */
const LAST_SAMPLE = 60;
/** Rows that are left out are shown up to these limits. */
const LISTED_ROWS = 60;
const LISTED_CELLS = 100;
const LISTED_CHARACTERS = 200;

/** What the reader of the format knows; the rest is found here. */
export type KnownSource = Pick<
  SourceDescription,
  'fileName' | 'sizeBytes' | 'format' | 'encoding' | 'delimiter' | 'sheets' | 'sheet' | 'mergedCount'
>;

/**
 * Takes the header row off a raw table and names its columns. Cells beyond the headers get columns of their own; columns with
 * neither header nor value at the right edge are dropped. Rows above the headers and the last `skipLast` rows are left out.
 *
 * The fingerprint covers column names and cells, see `hashTable`; the file's name, format and encoding do not count. Returns a dataset
 * of zero rows when there is nothing below the headers. O(cells).
 */
export async function buildDataset(raw: RawTable, source: KnownSource, settings: ShapeSettings): Promise<Dataset> {
  const table = shapeTable(raw, source, settings);
  return { ...table, fingerprint: await hashTable(table.columns, table.cells, table.rowCount) };
}

/** What is known of a table that comes from no file: its name. */
export const namedSource = (fileName: string): KnownSource => ({
  fileName,
  sizeBytes: 0,
  format: 'csv',
  encoding: null,
  delimiter: null,
  sheets: [],
  sheet: null,
});

/** `buildDataset` without waiting, for tables that are small. */
export function buildSmallDataset(raw: RawTable, source: KnownSource, settings: ShapeSettings): Dataset {
  const table = shapeTable(raw, source, settings);
  return { ...table, fingerprint: hashSmallTable(table.columns, table.cells, table.rowCount) };
}

type ShapeSettings = Pick<ReadSettings, 'headerRow' | 'skipLast'> & { readonly hasOwnHeaders?: boolean };

function shapeTable(raw: RawTable, source: KnownSource, settings: ShapeSettings): Omit<Dataset, 'fingerprint'> {
  const headerRow = chooseHeaderRow(raw, settings.headerRow);
  const firstRow = headerRow === null ? 0 : raw.fileRows.findLastIndex((fileRow) => fileRow <= headerRow) + 1;
  const headerAt = headerRow === null ? -1 : raw.fileRows.indexOf(headerRow);
  const headers = raw.columns.map((cells) => (headerAt < 0 ? '' : cellOf(cells, headerAt)));
  const lastRow = Math.max(firstRow, raw.fileRows.length - (settings.skipLast ?? 0));
  const found = describeRows(raw, headerAt, firstRow, lastRow, settings.hasOwnHeaders ?? false);
  const body = raw.columns.map((cells) => rowsBetween(cells, firstRow, lastRow));
  const width = usedWidth(headers, body);
  const columns = nameColumns(headers.slice(0, width));
  const cells = body.slice(0, width);
  const rowCount = lastRow - firstRow;

  const expected = headerAt < 0 ? usualWidth(raw, firstRow, lastRow) : Math.min(width, raw.widths[headerAt]!);
  const shape = shapeProblems(raw, firstRow, lastRow, expected, source.format === 'csv');
  const early = raw.problems.length + shape.problems.length;
  const problems = [...raw.problems, ...shape.problems].sort((a, b) => a.fileRow - b.fileRow).slice(0, LISTED_PROBLEMS);
  return {
    columns,
    rowCount,
    cells,
    problems,
    source: { ...source, ...found, headerRow, problemCount: early + (raw.problemCount - raw.problems.length) + shape.unlisted },
  };
}

/** What is left out at both ends, and where the rows between stand in the file. */
function describeRows(
  raw: RawTable,
  headerAt: number,
  firstRow: number,
  lastRow: number,
  hasOwnHeaders: boolean,
): Partial<SourceDescription> {
  const rowAt = (row: number): FileRow => ({
    fileRow: raw.fileRows[row]!,
    cells: raw.columns.slice(0, Math.min(LISTED_CELLS, raw.widths[row]!)).map((cells) => cellOf(cells, row, LISTED_CHARACTERS)),
  });
  const aboveCount = Math.max(0, headerAt < 0 ? firstRow : headerAt);
  const belowCount = raw.fileRows.length - lastRow;
  const rowRuns = hasOwnHeaders ? null : runsOf(raw.fileRows.subarray(firstRow, lastRow));
  const sampleFrom = Math.max(firstRow, lastRow - LAST_SAMPLE);
  const suggestedLast = suggestLastRows(Array.from({ length: lastRow - sampleFrom }, (_, at) => rowAt(sampleFrom + at)));
  return {
    ...(aboveCount > 0 ? { aboveCount, above: rowsFrom(Math.max(0, aboveCount - LISTED_ROWS), aboveCount).map(rowAt) } : {}),
    ...(belowCount > 0
      ? { belowCount, below: rowsFrom(lastRow, Math.min(lastRow + LISTED_ROWS, raw.fileRows.length)).map(rowAt) }
      : {}),
    ...(suggestedLast > 0 ? { suggestedLast } : {}),
    ...(rowRuns ? { rowRuns } : {}),
  };
}

const rowsFrom = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

/** @param most characters that are wanted; about as many are read */
function cellOf(cells: CellColumn, row: number, most = Number.POSITIVE_INFINITY): string {
  const start = startOf(cells, row);
  const end = cells.ends[row]!;
  if (end - start <= most * 4) return readText(cells.bytes, start, end).slice(0, most);
  return new TextDecoder().decode(cells.bytes.subarray(start, start + most * 4)).slice(0, most);
}

/** Rows `from` … `to` − 1 of a column. The bytes are not copied, the ends are changed in place. */
function rowsBetween({ bytes, ends }: CellColumn, from: number, to: number): CellColumn {
  if (from === 0 && to === ends.length) return { bytes, ends };
  const start = from === 0 ? 0 : ends[from - 1]!;
  const end = to === 0 ? 0 : ends[to - 1]!;
  if (from > 0) for (let row = from; row < to; row++) ends[row]! -= start;
  return { bytes: bytes.subarray(start, end), ends: ends.subarray(from, to) };
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
function usualWidth(raw: RawTable, firstRow: number, lastRow: number): number {
  const times = new Map<number, number>();
  let best = 0;
  for (let row = firstRow; row < lastRow; row++) {
    const width = raw.widths[row]!;
    const count = (times.get(width) ?? 0) + 1;
    times.set(width, count);
    if (count > (times.get(best) ?? 0)) best = width;
  }
  return best;
}

/** Rows of another length than expected. Short rows are usual in workbooks, which do not store empty cells at the end. */
function shapeProblems(raw: RawTable, firstRow: number, lastRow: number, expected: number, countShort: boolean) {
  const problems: RowProblem[] = [];
  let unlisted = 0;
  for (let row = firstRow; row < lastRow; row++) {
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
