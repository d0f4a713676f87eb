import { assertNever } from '../model/errors';
import type { Job } from '../model/types';
import { csvParts } from './csv-writer';
import { gatherParts } from './gather';
import { jsonLines } from './jsonl-writer';
import { newTally, type Tally } from './tally';
import { WORKBOOK_TYPE } from './workbook-parts';
import { type WorkbookSheet, workbookParts } from './workbook-writer';

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

/**
 * Writes one table, or several as the sheets of a workbook. Rows are made as they are written: memory is some rows and the file itself,
 * in parts that the browser may keep on disk.
 *
 * @param sheets one; several only for `xlsx`
 * @throws AppError `job/cancelled`
 */
export async function writeFile(sheets: readonly WorkbookSheet[], form: FileForm, job: Job): Promise<WrittenFile> {
  const tally = newTally();
  const rows = sheets.reduce((sum, { table }) => sum + table.rows.length, 0);
  const { table } = sheets[0]!;
  const gather = (parts: Iterable<string | Uint8Array<ArrayBuffer>>, type: string) =>
    gatherParts(parts, { type, tally, rows, job });
  const written = async () => {
    switch (form.format) {
      case 'csv':
        return gather(csvParts(table, form, tally), 'text/csv;charset=utf-8');
      case 'jsonl':
        return gather(jsonLines(table, tally), 'application/jsonl');
      case 'xlsx':
        return gather(workbookParts(sheets, form, tally), WORKBOOK_TYPE);
      case 'parquet': {
        const { parquetParts } = await import('./parquet-writer');
        return gather(parquetParts(table, tally), 'application/vnd.apache.parquet');
      }
      default:
        return assertNever(form.format);
    }
  };
  return { ...(await written()), ...tally };
}
