import { buildDataset } from '../../core/files/build-dataset';
import { createTableBuilder } from '../../core/files/table-builder';
import { AppError } from '../../core/model/errors';
import { createPacer } from '../../core/model/turns';
import type { Dataset, ReadSettings, Side } from '../../core/model/types';
import { parseWorkers } from '../../rpc/spawn';
import type { TableInput } from './contract';

/**
 * A dataset out of what a script hands over. CSV text has its headers in the first row, as scripts expect; files are read as on
 * the page. Records have the union of their keys as columns, in order of first appearance; null and undefined are empty cells.
 *
 * @throws AppError `input/invalid-table`, `file/…`, `job/cancelled`
 */
export async function toDataset(input: TableInput, side: Side, signal: AbortSignal | undefined): Promise<Dataset> {
  if (typeof input === 'string') return parse(new Blob([input]), `${side}.csv`, { encoding: 'utf-8', headerRow: 0 }, signal);
  if (input instanceof Blob) return parse(input, input instanceof File ? input.name : side, {}, signal);
  if (Array.isArray(input)) return fromRecords(input, side);
  if (isTable(input)) return fromRows(input.columns, input.rows, side);
  throw new AppError('input/invalid-table', { side });
}

async function parse(blob: Blob, name: string, settings: ReadSettings, signal: AbortSignal | undefined): Promise<Dataset> {
  const worker = parseWorkers.take();
  try {
    return await worker.call('read', { source: { name, blob }, settings }, { signal });
  } finally {
    parseWorkers.giveBack(worker);
  }
}

function fromRecords(records: readonly unknown[], side: Side): Promise<Dataset> {
  const places = new Map<string, number>();
  for (const record of records) {
    if (typeof record !== 'object' || record === null) throw new AppError('input/invalid-table', { side });
    for (const key of Object.keys(record)) if (!places.has(key)) places.set(key, places.size);
  }
  const rows = records.map((record) => {
    const cells = new Array<string>(places.size).fill('');
    for (const [key, value] of Object.entries(record as object)) cells[places.get(key)!] = cellText(value);
    return cells;
  });
  return fromRows([...places.keys()], rows, side);
}

async function fromRows(columns: readonly string[], rows: readonly (readonly string[])[], side: Side): Promise<Dataset> {
  if (columns.length === 0 || !rows.every((row) => Array.isArray(row))) throw new AppError('input/invalid-table', { side });
  const builder = createTableBuilder();
  builder.addRow(columns.map(cellText), 0);
  const pause = createPacer();
  for (const [index, row] of rows.entries()) {
    builder.addRow(row.map(cellText), index + 1);
    if (index % 1024 === 0) await pause();
  }
  const source = {
    fileName: side,
    sizeBytes: 0,
    format: 'csv',
    encoding: null,
    delimiter: null,
    sheets: [],
    sheet: null,
  } as const;
  const dataset = await buildDataset(builder.finish(), source, { headerRow: 0 });
  if (dataset.rowCount === 0) throw new AppError('file/no-rows', { file: side });
  return dataset;
}

const cellText = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

function isTable(
  input: unknown,
): input is { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const table = input as { columns?: unknown; rows?: unknown } | null;
  return typeof table === 'object' && table !== null && Array.isArray(table.columns) && Array.isArray(table.rows);
}
