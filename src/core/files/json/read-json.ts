import { AppError, throwIfCancelled } from '../../model/errors';
import type { Job, SourceFile } from '../../model/types';
import { detectEncoding } from '../encoding';
import { readPieces } from '../file-bytes';
import type { FileContent, FileReader } from '../file-content';
import { SNIFF_BYTES } from '../sniff';
import type { RawTable } from '../table-builder';
import { createTextDecoder } from '../text-decoder';
import { findRecords } from './find-records';
import { parseFlatRecord } from './flat-record';
import { flattenRecord } from './flatten';
import { parseJson, tryParseJson } from './parse-json';
import { createRecordTable } from './record-table';

/** Characters of a document that must be held at once; engines end a string soon above. */
const LARGEST_DOCUMENT = 400 * 2 ** 20;
const CANCEL_EVERY = 4096;

/**
 * A JSON document: its records as rows (see `findRecords`), their fields as columns (see `flattenRecord`). Numbers keep every digit.
 * @throws AppError `file/json-broken` {file, row}, `file/too-large` for a document above 400 MB, `file/too-many-columns`
 */
export const readJson: FileReader = async (source, head, settings, job) => {
  if (source.blob.size > LARGEST_DOCUMENT) throw new AppError('file/too-large', { file: source.name, most: 400 });
  const encoding = await detectEncoding(source, head, settings.encoding, job);
  let text = '';
  for await (const piece of decoded(source, encoding, job)) text += piece;
  const table = createRecordTable(source.name);
  const flat = parseFlatRecord(text.replace(/^\ufeff/u, ''));
  if (flat) {
    table.add(flat);
    return contentOf(table.finish(), 'json', encoding);
  }
  let document: unknown;
  try {
    document = parseJson(text, source.name);
  } catch (thrown) {
    if (holdsLongLines(text)) return readJsonLines(source, head, settings, job);
    throw thrown;
  }
  let at = 0;
  for (const record of findRecords(document)) {
    if (at++ % CANCEL_EVERY === 0) throwIfCancelled(job.signal);
    table.add(flattenRecord(record));
  }
  return contentOf(table.finish(), 'json', encoding);
};

/** JSON Lines whose first record is longer than what the format was told by. */
function holdsLongLines(text: string): boolean {
  const end = text.indexOf('\n');
  return end >= 0 && end > SNIFF_BYTES / 4 && tryParseJson(text.slice(0, end).trim()) !== undefined;
}

/**
 * JSON Lines: one record a line, read as they come. A line that is no JSON is kept as it stands, in a column of its own, and
 * reported.
 */
export const readJsonLines: FileReader = async (source, head, settings, job) => {
  const encoding = await detectEncoding(source, head, settings.encoding, job);
  const table = createRecordTable(source.name);
  let fileRow = 0;
  const add = (line: string): void => {
    fileRow++;
    const text = line.trim();
    if (text === '') return;
    const flat = parseFlatRecord(text);
    if (flat) {
      table.add(flat);
      return;
    }
    const record = tryParseJson(text);
    if (record === undefined) table.addProblem({ code: 'row/broken-json', fileRow, column: null });
    table.add(record === undefined ? new Map([[BROKEN, text]]) : flattenRecord(record));
  };
  let rest = '';
  for await (const piece of decoded(source, encoding, job)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop()!;
    for (const line of lines) add(line);
  }
  add(rest);
  return contentOf(table.finish(), 'jsonl', encoding);
};

/** Name of the column for lines that could not be read. */
const BROKEN = 'unreadable line';

async function* decoded(source: SourceFile, encoding: string, job: Job): AsyncGenerator<string> {
  const decoder = createTextDecoder(encoding);
  for await (const { bytes, end } of readPieces(source, job)) {
    yield decoder.decode(bytes, { stream: true });
    job.progress(end, source.blob.size, 'bytes');
  }
  yield decoder.decode();
}

const contentOf = (table: RawTable, format: 'json' | 'jsonl', encoding: string): FileContent => ({
  table,
  format,
  encoding,
  delimiter: null,
  sheets: [],
  sheet: null,
  hasOwnHeaders: true,
});
