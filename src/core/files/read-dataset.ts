import { AppError, throwIfCancelled } from '../model/errors';
import type { Dataset, Job, ReadSettings, SourceFile } from '../model/types';
import { buildDataset } from './build-dataset';
import { readCsv } from './csv';
import { readBytes } from './file-bytes';
import { SNIFF_BYTES, sniffFormat } from './sniff';
import { readWorkbook } from './spreadsheet/read-workbook';

/** Raise when the same file and settings give other cells or column names than before. */
export const READ_DATASET_VERSION = 1;

/**
 * One table out of a CSV file or an XLSX workbook, every cell as the text that a person sees in the file. The format is told by
 * the content, never by the name; what is not chosen in `settings` is guessed and reported in `source`.
 *
 * Progress is in bytes of the file. Odd rows become `problems`, they do not stop the reading. Memory: the cells as strings.
 * @throws AppError `file/empty` · `file/no-rows` (headers only) · `file/binary` · `file/unsupported` · `file/encoding-unknown` ·
 *   `file/truncated-workbook` · `file/workbook-encrypted` · `file/workbook-broken` · `file/too-large-inside` ·
 *   `file/sheet-not-found` · `file/unreadable` · `input/invalid-option` · `job/cancelled`.
 */
export async function readDataset(source: SourceFile, settings: ReadSettings, job: Job): Promise<Dataset> {
  throwIfCancelled(job.signal);
  const file = source.name;
  if (source.blob.size === 0) throw new AppError('file/empty', { file });
  const head = await readBytes(source, 0, SNIFF_BYTES);
  const format = sniffFormat(head, file);
  const described = { fileName: file, sizeBytes: source.blob.size, format };
  const dataset =
    format === 'xlsx'
      ? await readWorkbook(source, settings, job).then(({ table, sheets, sheet }) =>
          buildDataset(table, { ...described, encoding: null, delimiter: null, sheets, sheet }, settings.headerRow),
        )
      : await readCsv(source, head, settings, job).then(({ table, encoding, delimiter }) =>
          buildDataset(table, { ...described, encoding, delimiter, sheets: [], sheet: null }, settings.headerRow),
        );
  if (dataset.columns.length === 0) throw new AppError('file/empty', { file });
  if (dataset.rowCount === 0) throw new AppError('file/no-rows', { file });
  throwIfCancelled(job.signal);
  return dataset;
}
