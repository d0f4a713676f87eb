import { AppError } from '../model/errors';
import type { Job, ReadSettings, SourceFile } from '../model/types';
import { createByteSplitter } from './byte-splitter';
import { declaredDelimiter, guessDelimiter } from './delimiter';
import { detectEncoding, guessLegacy, holdsShift, knownEncoding } from './encoding';
import { readPieces } from './file-bytes';
import type { FileReader } from './file-content';
import { MOST_COLUMNS } from './spreadsheet/sheet-limits';
import { createTableBuilder, type RawTable } from './table-builder';
import { createTranscoder } from './utf8-pieces';

/** Bytes of UTF-8 that the delimiter is guessed from. */
const SAMPLE_BYTES = 131_072;
/** Part of a file, 0…1, that the rest is taken to be like, and how much more room than that is made. */
const LEAST_SHARE = 1 / 256;
const ROOM = 1.04;
/** Cells once ragged rows are padded: one far cell and many rows would fill the memory. */
const MOST_CELLS = 400_000_000;

/**
 * Reads delimited text of any size in pieces; memory holds the cells and one piece. Blank lines are left out but counted in the
 * row numbers. Cells are neither trimmed nor changed. A file whose encoding is not known is read as UTF-8; where that breaks, the
 * encoding is guessed from the piece that does, and the file is read anew.
 *
 * @param head the start of the file, for the encoding.
 * @throws AppError `file/encoding-unknown`, `file/too-many-columns`, `file/too-large-inside` for ragged rows of too many cells, `input/invalid-option` for a delimiter that is not one character,
 *   `file/unreadable`, `job/cancelled`.
 */
export const readCsv: FileReader = async (source, head, settings, job) => {
  const chosen = chosenDelimiter(settings);
  const known =
    knownEncoding(head, settings.encoding, source.name) ??
    (holdsShift(head) ? await detectEncoding(source, head, settings.encoding, job) : null);
  let encoding = known ?? 'utf-8';
  let read: Split | Uint8Array = await splitFile(source, encoding, chosen, known === null, job);
  if (read instanceof Uint8Array) {
    encoding = guessLegacy(read, source.name);
    read = await splitFile(source, encoding, chosen, false, job);
  }
  return { ...(read as Split), format: 'csv', encoding, sheets: [], sheet: null, hasOwnHeaders: false };
};

interface Split {
  readonly table: RawTable;
  readonly delimiter: string;
}

/** Splits the whole file. Where it has to be UTF-8 and is not, answers with the first piece that is none. */
async function splitFile(
  source: SourceFile,
  encoding: string,
  chosen: string | null,
  isStrict: boolean,
  job: Job,
): Promise<Split | Uint8Array> {
  let broken: Uint8Array | null = null;
  const transcoder = createTranscoder(encoding, (piece) => {
    broken = piece;
  });
  const table = createSplitting(chosen, source.name);
  const { size } = source.blob;
  let isExpected = false;
  for await (const { bytes, end } of readPieces(source, job)) {
    const text = transcoder.add(bytes);
    if (isStrict && broken) return broken;
    table.add(text);
    if (end < size && end >= size * LEAST_SHARE && !isExpected) {
      isExpected = true;
      table.expect((size / end) * ROOM);
    }
    job.progress(end, size, 'bytes');
  }
  table.add(transcoder.end());
  return table.finish();
}

/** Splits UTF-8 into a table. The delimiter is guessed from the first bytes unless one was chosen. */
function createSplitting(
  chosen: string | null,
  file: string,
): { add(text: Uint8Array): void; expect(factor: number): void; finish(): Split } {
  const builder = createTableBuilder();
  let delimiter = chosen;
  let fileRow = 0;
  let rowCount = 0;
  let widest = 0;
  let splitter: ReturnType<typeof createByteSplitter> | null = null;
  let isDeclared = false;
  let holdsReplacements = false;
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;

  function start(): void {
    const sample = new TextDecoder('utf-8', { ignoreBOM: true }).decode(firstBytes(waiting, SAMPLE_BYTES));
    delimiter ??= guessDelimiter(sample);
    isDeclared = declaredDelimiter(sample) !== null;
    splitter = createByteSplitter(delimiter, (record) => {
      const row = fileRow++;
      if (record.isBlank || (isDeclared && row === 0)) return;
      if (record.hasUnclosedQuote) builder.addProblem({ code: 'row/unclosed-quote', fileRow: row + 1, column: null });
      if (holdsReplacements && hasReplacement(record.bytes, record.start, record.end)) {
        builder.addProblem({ code: 'row/replacement-characters', fileRow: row + 1, column: null });
      }
      if (record.count > MOST_COLUMNS) throw new AppError('file/too-many-columns', { file, most: MOST_COLUMNS });
      widest = Math.max(widest, record.count);
      if (++rowCount * widest > MOST_CELLS) throw new AppError('file/too-large-inside', { file });
      builder.addSpans(record.bytes, record.spans, record.count, row);
    });
    for (const text of waiting.splice(0)) splitter.add(text);
  }
  return {
    add(text) {
      holdsReplacements ||= hasReplacement(text, 0, text.length);
      if (splitter) return splitter.add(text);
      waiting.push(text);
      waitingBytes += text.length;
      if (waitingBytes >= SAMPLE_BYTES) start();
    },
    expect: builder.expect,
    finish() {
      if (!splitter) start();
      splitter!.end();
      return { table: builder.finish(), delimiter: delimiter! };
    },
  };
}

/** Whether there is a U+FFFD between two places. */
function hasReplacement(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = bytes.indexOf(0xef, from); at !== -1 && at < to; at = bytes.indexOf(0xef, at + 1)) {
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) return true;
  }
  return false;
}

function firstBytes(pieces: readonly Uint8Array[], most: number): Uint8Array {
  const sample = new Uint8Array(
    Math.min(
      most,
      pieces.reduce((sum, { length }) => sum + length, 0),
    ),
  );
  let at = 0;
  for (const piece of pieces) {
    const part = piece.subarray(0, sample.length - at);
    sample.set(part, at);
    at += part.length;
  }
  return sample;
}

function chosenDelimiter(settings: ReadSettings): string | null {
  const { delimiter } = settings;
  if (delimiter === undefined || delimiter === 'auto') return null;
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter)) throw new AppError('input/invalid-option', { option: 'delimiter' });
  return delimiter;
}
