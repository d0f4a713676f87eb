import type { CellObject, WorkBook } from '@e965/xlsx';
import { AppError, throwIfCancelled } from '../../model/errors';
import type { FileFormat } from '../../model/types';
import { storeZip } from '../containers/store-zip';
import { readBytes } from '../file-bytes';
import type { FileReader } from '../file-content';
import { createTableBuilder } from '../table-builder';
import { builtInPattern, createNumberFormatter, type NumberFormatter } from './cell-text';
import { type Area, createAreaFiller } from './merged-areas';
import { MOST_CELLS, MOST_COLUMNS, MOST_ROWS } from './sheet-limits';

/** They are read as a whole; the format itself ends at 65,536 rows. */
const LARGEST = 128 * 2 ** 20;

/**
 * One sheet of a workbook of before 2007 (`.xls`), or of a binary one (`.xlsb`), every cell as the text it shows. The library for it is
 * fetched only here. Without a choice the first visible sheet is read.
 *
 * @throws AppError `file/too-large`, `file/too-large-inside`, `file/workbook-broken`, `file/workbook-encrypted`, `file/sheet-not-found`
 */
export function readOldWorkbook(format: Extract<FileFormat, 'xls' | 'xlsb'>): FileReader {
  return async (source, _head, settings, job) => {
    const file = source.name;
    if (source.blob.size > LARGEST) throw new AppError('file/too-large', { file, most: LARGEST / 2 ** 20 });
    const { read } = await import('@e965/xlsx');
    const bytes = format === 'xlsb' ? await storeZip(source, job) : await readBytes(source, 0, source.blob.size);
    throwIfCancelled(job.signal);
    const wanted = settings.sheet ?? null;
    let book: WorkBook;
    try {
      book = read(bytes, { type: 'array', dense: true, cellNF: true, cellText: false, cellFormula: false, cellHTML: false });
    } catch (cause) {
      const isLocked = cause instanceof Error && /password|encrypt/iu.test(cause.message);
      throw isLocked
        ? new AppError('file/workbook-encrypted', { file }, { cause })
        : new AppError('file/workbook-broken', { file, sheet: '' }, { cause });
    }
    job.progress(source.blob.size, source.blob.size, 'bytes');
    const details = book.Workbook?.Sheets ?? [];
    const sheets = book.SheetNames.map((name, at) => ({
      name,
      isHidden: (details[at]?.Hidden ?? 0) !== 0,
      rowCount: countRows(rowsOf(book, name)),
    }));
    const chosen =
      wanted === null ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0]) : sheets.find(({ name }) => name === wanted);
    if (!chosen) {
      throw wanted === null
        ? new AppError('file/workbook-broken', { file, sheet: '' })
        : new AppError('file/sheet-not-found', { file, sheet: wanted });
    }
    const toText = createCellText(book.Workbook?.WBProps?.date1904 === true);
    const rows = rowsOf(book, chosen.name);
    const areas = areasOf(book, chosen.name);
    const filler = settings.fillMerged ? createAreaFiller(areas) : null;
    const builder = createTableBuilder();
    let widest = 0;
    let count = 0;
    // A damaged file may claim rows and columns by the billion, which are not there.
    if (rows.length > MOST_ROWS) throw new AppError('file/too-large-inside', { file });
    for (let row = 0; row < rows.length; row++) {
      if ((rows[row]?.length ?? 0) > MOST_COLUMNS) throw new AppError('file/too-large-inside', { file });
      const cells = Array.from(rows[row] ?? [], (cell) => (cell ? toText(cell) : ''));
      filler?.fill(row, cells);
      while (cells.at(-1) === '') cells.pop();
      if (cells.length === 0) continue;
      widest = Math.max(widest, cells.length);
      if (++count * widest > MOST_CELLS) throw new AppError('file/too-large-inside', { file });
      builder.addRow(cells, row);
    }
    const merged = areas.length > 0 ? { mergedCount: areas.length } : {};
    return {
      table: builder.finish(),
      ...merged,
      format,
      encoding: null,
      delimiter: null,
      sheets,
      sheet: chosen.name,
      hasOwnHeaders: false,
    };
  };
}

type SheetRows = readonly (readonly (CellObject | undefined)[] | undefined)[];

const rowsOf = (book: WorkBook, name: string): SheetRows => book.Sheets[name]?.['!data'] ?? [];

/** Rows with a cell. A damaged file may claim rows and columns by the billion, of which only those that are there are looked at. */
const countRows = (rows: SheetRows): number =>
  Object.values(rows).reduce(
    (count, cells) => (Object.values(cells ?? []).some((cell) => cell?.v !== undefined) ? count + 1 : count),
    0,
  );

const areasOf = (book: WorkBook, name: string): readonly Area[] =>
  (book.Sheets[name]?.['!merges'] ?? [])
    .filter(({ e }) => e.r < MOST_ROWS && e.c < MOST_COLUMNS)
    .map(({ s, e }) => ({ firstRow: s.r, lastRow: e.r, firstColumn: s.c, lastColumn: e.c }));

function createCellText(is1904: boolean): (cell: CellObject) => string {
  const formatters = new Map<string, NumberFormatter>();
  return (cell) => {
    const { t: type, v: value, z, w } = cell;
    if (value === undefined || value === null) return '';
    if (type === 'b') return value ? 'TRUE' : 'FALSE';
    if (type === 'e') return w ?? ERRORS.get(Number(value)) ?? '#VALUE!';
    if (type !== 'n') return String(value);
    const pattern = typeof z === 'string' ? (OF_THE_MACHINE.get(z) ?? z) : 'General';
    let formatter = formatters.get(pattern);
    if (!formatter) {
      formatter = createNumberFormatter(pattern, is1904);
      formatters.set(pattern, formatter);
    }
    return formatter.show(String(value));
  };
}

/** How the library writes the built-in dates whose look hangs on the reader's settings. */
const OF_THE_MACHINE: ReadonlyMap<string, string> = new Map([
  ['m/d/yy', builtInPattern(14)],
  ['m/d/yy h:mm', builtInPattern(22)],
]);

const ERRORS: ReadonlyMap<number, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
]);
