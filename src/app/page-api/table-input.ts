import { buildDataset, namedSource } from '../../core/files/build-dataset';
import { AppError } from '../../core/model/errors';
import { createPacer } from '../../core/model/turns';
import type { Dataset, ReadSettings, Side, Sides } from '../../core/model/types';
import { ColumnWriter } from '../../core/table/column-writer';
import { parseWorkers } from '../../rpc/spawn';
import { sketched } from '../../session/looking';
import type { MatchOptions, TableInput } from './contract';

/**
 * A dataset without its sketch out of what a script hands over. CSV text has its headers in the first row, as scripts expect; files are read as on
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

/** The same tables, with what suggestions of columns go by where these are wanted. */
export async function readyToSuggest(
  options: Pick<MatchOptions, 'on' | 'leftOn' | 'rightOn'>,
  { left, right }: Sides<Dataset>,
): Promise<Sides<Dataset>> {
  if (options.on || (options.leftOn && options.rightOn)) return { left, right };
  const first = await sketched(left);
  return { left: first, right: right === left ? first : await sketched(right) };
}

async function parse(blob: Blob, name: string, settings: ReadSettings, signal: AbortSignal | undefined): Promise<Dataset> {
  const worker = parseWorkers.take();
  try {
    return await worker.call('read', { source: { name, blob }, settings, isBare: true }, { signal });
  } finally {
    parseWorkers.giveBack(worker);
  }
}

async function fromRecords(records: readonly unknown[], side: Side): Promise<Dataset> {
  const pause = createPacer();
  const places = new Map<string, number>();
  for (const [at, record] of records.entries()) {
    if (at % ROWS_AT_ONCE === 0) await pause();
    if (typeof record !== 'object' || record === null) throw new AppError('input/invalid-table', { side });
    for (const key of Object.keys(record)) if (!places.has(key)) places.set(key, places.size);
  }
  const rows: string[][] = [];
  for (const [at, record] of records.entries()) {
    if (at % ROWS_AT_ONCE === 0) await pause();
    const cells = new Array<string>(places.size).fill('');
    for (const [key, value] of Object.entries(record as object)) cells[places.get(key)!] = cellText(value);
    rows.push(cells);
  }
  return fromRows([...places.keys()], rows, side);
}

async function fromRows(columns: readonly string[], rows: readonly (readonly string[])[], side: Side): Promise<Dataset> {
  if (columns.length === 0 || !rows.every((row) => Array.isArray(row))) throw new AppError('input/invalid-table', { side });
  const rowCount = rows.length + 1;
  const widths = Uint32Array.from({ length: rowCount }, (_, at) => (at === 0 ? columns : rows[at - 1]!).length);
  const width = widths.reduce((most, count) => Math.max(most, count), 0);
  const writers = Array.from({ length: width }, () => new ColumnWriter());
  const pause = createPacer();
  for (let from = 0; from < rowCount; from += ROWS_AT_ONCE) {
    const part = from === 0 ? [columns, ...rows.slice(0, ROWS_AT_ONCE - 1)] : rows.slice(from - 1, from - 1 + ROWS_AT_ONCE);
    for (const [column, writer] of writers.entries()) writer.addCells(part.map((row) => cellText(row[column])));
    await pause();
  }
  const raw = {
    columns: writers.map((writer) => writer.finish()),
    widths,
    fileRows: Uint32Array.from({ length: rowCount }, (_, at) => at),
    problems: [],
    problemCount: 0,
  };
  const dataset = await buildDataset(raw, namedSource(side), { headerRow: 0 });
  if (dataset.rowCount === 0) throw new AppError('file/no-rows', { file: side });
  return dataset;
}

/** Rows written before others get their turn. */
const ROWS_AT_ONCE = 4096;

const cellText = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

function isTable(
  input: unknown,
): input is { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const table = input as { columns?: unknown; rows?: unknown } | null;
  return typeof table === 'object' && table !== null && Array.isArray(table.columns) && Array.isArray(table.rows);
}
