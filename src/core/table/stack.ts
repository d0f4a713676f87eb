import { hashTable } from '../files/table-hash';
import { AppError } from '../model/errors';
import type { CellColumn, Column, Dataset, StackedPart } from '../model/types';
import { ColumnWriter } from './column-writer';
import { fileRowOf } from './file-rows';

/** Names of the columns that say where a row came from; null leaves one out. */
export interface StackSettings {
  readonly sourceColumn: string | null;
  /** Holds the row number in its file, as a spreadsheet program shows it. */
  readonly rowColumn: string | null;
}

export const DEFAULT_STACK: StackSettings = { sourceColumn: 'file', rowColumn: 'file row' };

export interface TableToStack {
  readonly dataset: Dataset;
  /** What the source column says: mostly the name of the file or sheet. Labels that are equal are told apart as `name (2)`. */
  readonly label: string;
}

const MOST_BYTES = 0xffff_ffff;

/**
 * One table out of several, one below the other. Columns belong together by name: equal names first, then names that are equal but for
 * case and spaces; each column of a table goes to a column of its own. Their order is that of the first table, then what others add.
 * Cells that a table lacks are empty, and its part says which columns those are. Rows keep their order. The columns of `settings`
 * come last; one whose name is taken becomes `file (2)`.
 *
 * O(bytes), copying each once.
 * @throws AppError `device/out-of-memory` where one column would take 4 GiB or more
 */
export async function stackTables(tables: readonly TableToStack[], settings: StackSettings): Promise<Dataset> {
  const { columns, placesOf } = joinColumns(tables.map(({ dataset }) => dataset.columns));
  const parts = describeParts(tables, columns, placesOf);
  const rowCount = tables.reduce((sum, { dataset }) => sum + dataset.rowCount, 0);
  const sourceOf = placesOf.map((places) => new Map(places.map((column, at) => [column, at])));
  const cells = columns.map((_, column) =>
    joinCells(
      tables.map(({ dataset }, table) => ({ rows: dataset.rowCount, cells: dataset.cells[sourceOf[table]!.get(column) ?? -1] })),
      rowCount,
    ),
  );
  const named = [...columns];
  const add = (wanted: string, added: CellColumn): void => {
    named.push({ name: freeName(wanted, new Set(named.map(({ name }) => name))), header: '' });
    cells.push(added);
  };
  if (settings.sourceColumn !== null) add(settings.sourceColumn, labelCells(parts));
  if (settings.rowColumn !== null) add(settings.rowColumn, rowCells(parts));

  const { source } = tables[0]!.dataset;
  const sources = tables.map(({ dataset }) => dataset.source);
  const others = new Set(sources.map(({ fileName }) => fileName)).size - 1;
  return {
    fingerprint: await hashTable(named, cells, rowCount),
    columns: named,
    rowCount,
    cells,
    problems: [],
    source: {
      fileName: others > 0 ? `${source.fileName} + ${others}` : source.fileName,
      sizeBytes: sources.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      format: source.format,
      encoding: null,
      delimiter: null,
      sheets: [],
      sheet: null,
      headerRow: null,
      problemCount: sources.reduce((sum, { problemCount }) => sum + problemCount, 0),
      parts,
    },
  };
}

/** The columns of the stacked table, and for each table where its columns go. */
function joinColumns(tables: readonly (readonly Column[])[]): {
  readonly columns: readonly Column[];
  readonly placesOf: readonly (readonly number[])[];
} {
  const columns: Column[] = [];
  const byName = new Map<string, number>();
  const byKey = new Map<string, number[]>();
  const placesOf = tables.map((given) => {
    const places = given.map(({ name }) => byName.get(name) ?? -1);
    const taken = new Set(places);
    for (const [at, { name }] of given.entries()) {
      if (places[at]! >= 0) continue;
      const found = byKey.get(keyOf(name))?.find((column) => !taken.has(column));
      if (found === undefined) continue;
      places[at] = found;
      taken.add(found);
    }
    for (const [at, column] of given.entries()) {
      if (places[at]! >= 0) continue;
      places[at] = columns.push(column) - 1;
      byName.set(column.name, places[at]!);
      const key = keyOf(column.name);
      byKey.set(key, [...(byKey.get(key) ?? []), places[at]!]);
    }
    return places;
  });
  return { columns, placesOf };
}

const keyOf = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();

function describeParts(
  tables: readonly TableToStack[],
  columns: readonly Column[],
  placesOf: readonly (readonly number[])[],
): readonly StackedPart[] {
  const labels = new Set<string>();
  let firstRow = 0;
  return tables.map(({ dataset, label }, table) => {
    const { fileName, sheet, format, encoding, delimiter, headerRow, rowRuns, problemCount } = dataset.source;
    const own = freeName(label, labels);
    labels.add(own);
    const has = new Set(placesOf[table]);
    const missing = columns.filter((_, column) => !has.has(column)).map(({ name }) => name);
    const read = { fileName, sheet, format, encoding, delimiter, headerRow, problemCount };
    const part = { label: own, ...read, firstRow, rowCount: dataset.rowCount, missing };
    firstRow += dataset.rowCount;
    return rowRuns ? { ...part, rowRuns } : part;
  });
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted} (${count})`;
  return name;
}

/** Cells below each other; where there is no column, as many empty ones. */
function joinCells(
  parts: readonly { readonly rows: number; readonly cells: CellColumn | undefined }[],
  rowCount: number,
): CellColumn {
  const total = parts.reduce((sum, { cells }) => sum + (cells?.bytes.length ?? 0), 0);
  if (total > MOST_BYTES) throw new AppError('device/out-of-memory');
  const bytes = new Uint8Array(total);
  const ends = new Uint32Array(rowCount);
  let at = 0;
  let row = 0;
  for (const { rows, cells } of parts) {
    if (cells) {
      bytes.set(cells.bytes, at);
      for (let own = 0; own < rows; own++) ends[row + own] = at + cells.ends[own]!;
      at += cells.bytes.length;
    } else ends.fill(at, row, row + rows);
    row += rows;
  }
  return { bytes, ends };
}

function labelCells(parts: readonly StackedPart[]): CellColumn {
  const writer = new ColumnWriter();
  for (const { label, rowCount } of parts) for (let row = 0; row < rowCount; row++) writer.addCell(label);
  return writer.finish();
}

function rowCells(parts: readonly StackedPart[]): CellColumn {
  const writer = new ColumnWriter();
  for (const part of parts) for (let row = 0; row < part.rowCount; row++) writer.addCell(String(fileRowOf(part, row) ?? row + 1));
  return writer.finish();
}
