import { AppError } from '../model/errors';
import type { ReadSettings } from '../model/types';
import { declaredDelimiter, guessDelimiter } from './delimiter';
import { detectEncoding } from './encoding';
import { readPieces } from './file-bytes';
import type { FileReader } from './file-content';
import { createRecordSplitter } from './record-splitter';
import { createTableBuilder } from './table-builder';

/** Characters that the delimiter is guessed from. */
const SAMPLE_CHARACTERS = 131_072;

/**
 * Reads delimited text of any size in pieces; memory holds the cells and one piece. Blank lines are left out but counted in the
 * row numbers. Cells are neither trimmed nor changed.
 *
 * @param head the start of the file, for the encoding.
 * @throws AppError `file/encoding-unknown`, `input/invalid-option` for a delimiter that is not one character,
 *   `file/unreadable`, `job/cancelled`.
 */
export const readCsv: FileReader = async (source, head, settings, job) => {
  const encoding = await detectEncoding(source, head, settings.encoding, job);
  const builder = createTableBuilder();
  let delimiter = chosenDelimiter(settings);
  let fileRow = 0;
  let splitter: ReturnType<typeof createRecordSplitter> | null = null;
  let sample = '';

  function start(): void {
    delimiter ??= guessDelimiter(sample);
    const declared = declaredDelimiter(sample);
    splitter = createRecordSplitter(delimiter, (record) => {
      const row = fileRow++;
      if (record.isBlank || (declared && row === 0)) return;
      if (record.hasUnclosedQuote) builder.addProblem({ code: 'row/unclosed-quote', fileRow: row + 1, column: null });
      if (record.cells.some((cell) => cell.includes('\ufffd'))) {
        builder.addProblem({ code: 'row/replacement-characters', fileRow: row + 1, column: null });
      }
      builder.addRow(record.cells, row);
    });
    splitter.add(sample);
    sample = '';
  }
  function add(text: string): void {
    if (splitter) {
      splitter.add(text);
      return;
    }
    sample += text;
    if (sample.length >= SAMPLE_CHARACTERS) start();
  }

  const decoder = new TextDecoder(encoding);
  for await (const { bytes, end } of readPieces(source, job)) {
    add(decoder.decode(bytes, { stream: true }));
    job.progress(end, source.blob.size, 'bytes');
  }
  add(decoder.decode());
  if (!splitter) start();
  splitter!.end();
  return {
    table: builder.finish(),
    format: 'csv',
    encoding,
    delimiter: delimiter!,
    sheets: [],
    sheet: null,
    hasOwnHeaders: false,
  };
};

function chosenDelimiter(settings: ReadSettings): string | null {
  const { delimiter } = settings;
  if (delimiter === undefined || delimiter === 'auto') return null;
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter)) throw new AppError('input/invalid-option', { option: 'delimiter' });
  return delimiter;
}
