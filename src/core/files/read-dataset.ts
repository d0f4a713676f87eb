import { AppError, throwIfCancelled } from '../model/errors';
import type { Dataset, Job, ReadSettings, SourceFile } from '../model/types';
import { buildDataset } from './build-dataset';
import { readContent } from './read-content';

/** Raise when the same file and settings give other cells or column names than before. */
export const READ_DATASET_VERSION = 1;

/**
 * One table out of a file: delimited text, a workbook (XLSX, XLS, XLSB, ODS), JSON, JSON Lines or Parquet, also in a gzip or zip. Every
 * cell is the text that a person sees in the file. The format is told by the content, never by the name; what is not chosen in
 * `settings` is guessed and reported in `source`.
 *
 * Progress is in bytes of the file. Odd rows become `problems`, they do not stop the reading. Memory: the cells as strings.
 * @throws AppError `file/empty` · `file/no-rows` (headers only) · `file/binary` · `file/unsupported` · `file/encoding-unknown` ·
 *   `file/truncated-workbook` · `file/workbook-encrypted` · `file/workbook-broken` · `file/sheet-broken` · `file/too-large-inside` ·
 *   `file/too-large` · `file/too-many-columns` · `file/archive-broken` · `file/json-broken` · `file/parquet-broken` ·
 *   `file/sheet-not-found` · `file/unreadable` · `input/invalid-option` · `job/cancelled`.
 */
export async function readDataset(source: SourceFile, settings: ReadSettings, job: Job): Promise<Dataset> {
  throwIfCancelled(job.signal);
  const file = source.name;
  if (source.blob.size === 0) throw new AppError('file/empty', { file });
  const { table, hasOwnHeaders, ...content } = await readContent(source, settings, job);
  const described = { fileName: file, sizeBytes: source.blob.size, ...content };
  const { skipLast = 0 } = settings;
  if (!Number.isInteger(skipLast) || skipLast < 0) throw new AppError('input/invalid-option', { option: 'skipLast' });
  const dataset = await buildDataset(table, described, hasOwnHeaders ? { skipLast, headerRow: 0, hasOwnHeaders } : settings);
  if (dataset.columns.length === 0) throw new AppError('file/empty', { file });
  if (dataset.rowCount === 0) throw new AppError('file/no-rows', { file });
  throwIfCancelled(job.signal);
  return dataset;
}
