import { createContentHash } from '../model/fingerprint';
import type { Column, Dataset, ReadSettings, RowProblem, SourceDescription } from '../model/types';
import { tableOfColumns } from '../table/cells';
import { findHeaderRow, nameColumns } from '../table/headers';
import { LISTED_PROBLEMS, type RawTable } from './table-builder';

const HASHED_CHARACTERS = 65_536;
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
  const body = raw.values.map((cells) => cells.slice(firstRow));
  const headers = raw.values.map((cells) => (headerAt < 0 ? '' : cells[headerAt]!));
  const width = usedWidth(headers, body);
  const columns = nameColumns(headers.slice(0, width));
  const values = body.slice(0, width);
  const rowCount = raw.fileRows.length - firstRow;

  const expected = headerAt < 0 ? usualWidth(raw, firstRow) : Math.min(width, raw.widths[headerAt]!);
  const shape = shapeProblems(raw, firstRow, expected, source.format === 'csv');
  const early = raw.problems.length + shape.problems.length;
  const problems = [...raw.problems, ...shape.problems].sort((a, b) => a.fileRow - b.fileRow).slice(0, LISTED_PROBLEMS);
  const head = {
    fingerprint: hashTable(columns, values, rowCount),
    columns,
    rowCount,
    problems,
    source: { ...source, headerRow, problemCount: early + (raw.problemCount - raw.problems.length) + shape.unlisted },
  };
  return tableOfColumns(head, values);
}

function chooseHeaderRow(raw: RawTable, choice: ReadSettings['headerRow'] = 'auto'): number | null {
  if (choice === 'none') return null;
  if (choice !== 'auto') return choice;
  const rows = Array.from({ length: Math.min(HEADER_SAMPLE, raw.fileRows.length) }, (_, row) =>
    raw.values.map((cells) => cells[row]!),
  );
  const found = findHeaderRow(rows);
  return found === null ? null : raw.fileRows[found]!;
}

function usedWidth(headers: readonly string[], body: readonly (readonly string[])[]): number {
  let width = headers.length;
  while (width > 1 && headers[width - 1]!.trim() === '' && body[width - 1]!.every((cell) => cell === '')) width--;
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
  for (let column = expected; column < raw.widths[row]!; column++) if (raw.values[column]![row] !== '') return true;
  return false;
}

function hashTable(columns: readonly Column[], values: readonly (readonly string[])[], rowCount: number): Dataset['fingerprint'] {
  const hash = createContentHash();
  let batch = `${columns.length}:${rowCount}\n`;
  for (const { name } of columns) batch += `${name.length}:${name}`;
  for (let row = 0; row < rowCount; row++) {
    for (const cells of values) {
      const cell = cells[row]!;
      batch += `${cell.length}:${cell}`;
    }
    if (batch.length < HASHED_CHARACTERS) continue;
    hash.update(batch);
    batch = '';
  }
  hash.update(batch);
  return hash.digest();
}
