import { assertNever, throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { Job } from '../model/types';
import { BlobSink } from './blob-sink';
import { CSV_TYPE, writeCsvRows } from './csv-writer';
import { JSON_LINES_TYPE, writeJsonLines } from './json-lines-writer';
import { newTally, type Tally } from './tally';
import { WORKBOOK_TYPE } from './workbook-parts';
import { type WorkbookSheet, writeSheets } from './workbook-writer';

export const FILE_FORMATS = ['csv', 'xlsx', 'parquet', 'jsonl'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** How a file is written. The delimiter, the mark and the line end speak of CSV; formulas are neutralised in CSV and XLSX. */
export interface FileForm {
  readonly format: FileFormat;
  readonly delimiter: ',' | ';' | '\t';
  readonly bom: boolean;
  readonly lineEnd: '\r\n' | '\n';
  readonly neutraliseFormulas: boolean;
}

export const DEFAULT_FORM: FileForm = {
  format: 'csv',
  delimiter: ',',
  bom: true,
  lineEnd: '\r\n',
  neutraliseFormulas: true,
};

export interface WrittenFile extends Readonly<Tally> {
  readonly blob: Blob;
  /** Of its bytes, lower-case hex. */
  readonly sha256: string;
}

/** Longest stretch of work without a turn for others. */
const PORTION_MS = 40;

/**
 * Writes one table, or several as the sheets of a workbook, with turns for others. Rows are made as they are written: memory is some
 * rows and the file itself, in parts that the browser may keep on disk.
 *
 * @param sheets one; several only for `xlsx`
 * @throws AppError `job/cancelled`, `export/too-many-columns`, `export/too-large`
 */
export async function writeFile(sheets: readonly WorkbookSheet[], form: FileForm, job: Job): Promise<WrittenFile> {
  const tally = newTally();
  const sink = new BlobSink();
  const rows = sheets.reduce((sum, { table }) => sum + table.rowCount, 0);
  const { type, steps } = await writerOf(sheets, form, sink, tally);
  const pace = createPacer(PORTION_MS);
  for (const _ of steps) {
    const turn = pace();
    if (!turn) continue;
    job.progress(tally.rows, rows, 'rows');
    await turn;
    throwIfCancelled(job.signal);
  }
  job.progress(tally.rows, rows, 'rows');
  throwIfCancelled(job.signal);
  return { ...sink.finish(type), ...tally };
}

async function writerOf(
  sheets: readonly WorkbookSheet[],
  form: FileForm,
  sink: BlobSink,
  tally: Tally,
): Promise<{ readonly type: string; readonly steps: Iterable<void> }> {
  const { table } = sheets[0]!;
  switch (form.format) {
    case 'csv':
      return { type: CSV_TYPE, steps: writeCsvRows(table, form, sink, tally) };
    case 'jsonl':
      return { type: JSON_LINES_TYPE, steps: writeJsonLines(table, sink, tally) };
    case 'xlsx':
      return { type: WORKBOOK_TYPE, steps: writeSheets(sheets, form, sink, tally) };
    case 'parquet': {
      const { PARQUET_TYPE, writeParquet } = await import('./parquet-writer');
      return { type: PARQUET_TYPE, steps: writeParquet(table, sink, tally) };
    }
    default:
      return assertNever(form.format);
  }
}
