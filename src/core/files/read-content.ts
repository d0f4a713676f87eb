import { AppError } from '../model/errors';
import type { FileFormat, Job, ReadSettings, SourceFile } from '../model/types';
import { tablesOf, unpackEntry } from './containers/archive';
import { unpackGzip } from './containers/unpack-gzip';
import { readZipDirectory } from './containers/zip-directory';
import { zipKind } from './containers/zip-kind';
import { readCsv } from './csv';
import { readBytes } from './file-bytes';
import type { FileContent, FileReader } from './file-content';
import { readJson, readJsonLines } from './json/read-json';
import { readParquet } from './parquet/read-parquet';
import { SNIFF_BYTES, sniffFormat } from './sniff';
import { readOds } from './spreadsheet/read-ods';
import { readOldWorkbook } from './spreadsheet/read-old-workbook';
import { readWorkbook } from './spreadsheet/read-workbook';

const READERS: Readonly<Record<FileFormat, FileReader>> = {
  csv: readCsv,
  json: readJson,
  jsonl: readJsonLines,
  ods: readOds,
  parquet: readParquet,
  xls: readOldWorkbook('xls'),
  xlsb: readOldWorkbook('xlsb'),
  xlsx: readWorkbook,
};
/** A zip in a zip in a gzip is as deep as honest files go. */
const DEEPEST = 3;

/**
 * The cells of a file of any format, out of its containers: gzip, and zip, whose files are offered as sheets where there are several.
 * Errors are those of `readDataset`.
 */
export async function readContent(source: SourceFile, settings: ReadSettings, job: Job, depth = 0): Promise<FileContent> {
  const file = source.name;
  if (source.blob.size === 0) throw new AppError('file/empty', { file });
  const head = await readBytes(source, 0, SNIFF_BYTES);
  const sniffed = sniffFormat(head, file);
  if (sniffed !== 'zip' && sniffed !== 'gzip') return READERS[sniffed](source, head, settings, job);
  if (depth === DEEPEST) throw new AppError('file/too-large-inside', { file });
  if (sniffed === 'gzip') return readContent(await unpackGzip(source, job), settings, job, depth + 1);
  const entries = await readZipDirectory(source);
  const kind = zipKind(entries, file);
  if (kind !== 'archive') return READERS[kind](source, head, settings, job);

  const tables = tablesOf(entries);
  const [only] = tables;
  if (!only) throw new AppError('file/empty', { file });
  if (tables.length === 1) return readContent(await unpackEntry(source, only, job), settings, job, depth + 1);
  const wanted = settings.sheet ?? only.name;
  const chosen = tables.find(({ name }) => name === wanted);
  if (!chosen) throw new AppError('file/sheet-not-found', { file, sheet: wanted });
  const content = await readContent(await unpackEntry(source, chosen, job), { ...settings, sheet: null }, job, depth + 1);
  return { ...content, sheets: tables.map(({ name }) => ({ name, isHidden: false })), sheet: chosen.name };
}
