import { AppError } from '../model/errors';
import { BlobSink } from './blob-sink';
import { type CellCursor, createCursor, cursorOf } from './cell-cursor';
import type { ListedTable } from './export-table';
import { isFormulaStart, neutraliseFormula } from './formula-guard';
import { type PlannedTable, planRows } from './planned-table';
import { legalSheetNames } from './sheet-names';
import { newTally, ROWS_PER_STEP, type Tally } from './tally';
import * as parts from './workbook-parts';
import { escapeForXml, isPlainXml } from './workbook-text';
import { createWorkbookZip } from './workbook-zip';

export interface WorkbookSheet {
  readonly name: string;
  readonly table: PlannedTable;
}

export interface WorkbookOptions {
  readonly neutraliseFormulas: boolean;
  /** Rows of one sheet, its header included. */
  readonly mostRows?: number;
}

/** Excel's limits: characters of a cell, rows and columns of a sheet. */
export const LONGEST_CELL = 32_767;
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** A sheet whose XML grows beyond goes on in the next one: the sizes in a zip have 32 bits. */
const MOST_SHEET_BYTES = 2 ** 31;
const MOST_FILE_BYTES = 2 ** 32 - 2 ** 26;
const WIDTH_SAMPLE_ROWS = 200;

const encoder = new TextEncoder();
const CELL = encoder.encode('<c r="');
const TEXT_CELL = encoder.encode('" s="1" t="inlineStr"><is><t xml:space="preserve">');
const HEADER_CELL = encoder.encode('" s="2" t="inlineStr"><is><t xml:space="preserve">');
const CELL_END = encoder.encode('</t></is></c>');
const ROW = encoder.encode('<row r="');
const ROW_OPEN = encoder.encode('">');
const ROW_END = encoder.encode('</row>');

/**
 * An XLSX workbook of text cells, so that no leading zero, date or long number changes; the header row is bold, stays in view and has
 * filters. A table too long for one sheet goes on in the next (`name (2)`). Sheet names are made legal. Written and compressed row by
 * row, step by step; memory stays small.
 *
 * Text cells are never run as formulas, but become so when the workbook is saved as CSV: hence `neutraliseFormulas`. Cells are cut to
 * 32,767 characters and counted in `tally`; lone surrogates and control characters are escaped as Excel does (`_xHHHH_`).
 *
 * @throws AppError `export/too-many-columns` {most}, `export/too-large` {most}
 */
export function* writeSheets(
  sheets: readonly WorkbookSheet[],
  options: WorkbookOptions,
  sink: BlobSink,
  tally: Tally,
): Generator<void> {
  if (sheets.some(({ table }) => table.columns.length > MOST_COLUMNS))
    throw new AppError('export/too-many-columns', { most: MOST_COLUMNS });
  const mostRows = options.mostRows ?? MOST_ROWS;
  const zip = createWorkbookZip(sink);

  const writeCell = (cell: CellCursor, isGuarded: boolean): void => {
    const { bytes, from, to } = cell;
    if (isGuarded && to > from && isFormulaStart(bytes[from]!)) {
      const text = cell.text();
      const safe = neutraliseFormula(text);
      if (safe !== text) {
        tally.neutralised++;
        writeCell(cursorOf(safe), false);
        return;
      }
    }
    if (to - from <= LONGEST_CELL && isPlainXml(bytes, from, to)) {
      zip.add(bytes, from, to);
      return;
    }
    const text = cell.text();
    if (text.length > LONGEST_CELL) tally.shortened++;
    zip.addText(escapeForXml(text.length > LONGEST_CELL ? cut(text) : text));
  };

  const written: { readonly wanted: string; readonly columns: number; readonly rows: number }[] = [];
  for (const { name, table } of sheets) {
    const letters = table.columns.map((_, column) => encoder.encode(parts.columnName(column)));
    const cursors = table.columns.map(createCursor);
    const headers = table.columns.map((column) => cursorOf(column.name));
    const widths = table.columns.map((_, column) => widthOf(table, column));
    const writeRow = (cells: readonly CellCursor[], number: number, opening: Uint8Array): void => {
      const digits = encoder.encode(String(number));
      zip.add(ROW);
      zip.add(digits);
      zip.add(ROW_OPEN);
      for (let column = 0; column < cells.length; column++) {
        const cell = cells[column]!;
        if (cell.to === cell.from) continue;
        zip.add(CELL);
        zip.add(letters[column]!);
        zip.add(digits);
        zip.add(opening);
        writeCell(cell, options.neutraliseFormulas);
        zip.add(CELL_END);
      }
      zip.add(ROW_END);
    };
    let row = 0;
    do {
      zip.begin(`xl/worksheets/sheet${written.length + 1}.xml`);
      zip.addText(parts.sheetStart(widths, written.length === 0));
      writeRow(headers, 1, HEADER_CELL);
      let number = 1;
      while (row < table.rowCount && number < mostRows && zip.fileBytes() < MOST_SHEET_BYTES) {
        for (const cursor of cursors) cursor.move(row);
        writeRow(cursors, ++number, TEXT_CELL);
        row++;
        if (++tally.rows % ROWS_PER_STEP !== 0) continue;
        if (sink.length > MOST_FILE_BYTES) throw new AppError('export/too-large', { most: 4 });
        yield;
      }
      zip.addText(parts.sheetEnd(table.columns.length, number));
      written.push({ wanted: name, columns: table.columns.length, rows: number });
    } while (row < table.rowCount);
  }
  const names = legalSheetNames(written.map(({ wanted }) => wanted));
  const count = names.length;
  for (const [name, text] of [
    ['[Content_Types].xml', parts.contentTypes(count)],
    ['_rels/.rels', parts.ROOT_RELATIONS],
    ['xl/workbook.xml', parts.workbook(written.map((sheet, at) => ({ ...sheet, name: names[at]! })))],
    ['xl/_rels/workbook.xml.rels', parts.relations(count)],
    ['xl/styles.xml', parts.STYLES],
  ] as const) {
    zip.begin(name);
    zip.addText(text);
  }
  zip.finish();
}

/** A small workbook at once. */
export function writeWorkbook(
  sheets: readonly { readonly name: string; readonly table: ListedTable }[],
  options: WorkbookOptions,
): { readonly blob: Blob; readonly neutralised: number; readonly shortened: number } {
  const sink = new BlobSink();
  const tally = newTally();
  const planned = sheets.map(({ name, table }) => ({ name, table: planRows(table) }));
  for (const _ of writeSheets(planned, options, sink, tally));
  return { blob: sink.finish(parts.WORKBOOK_TYPE).blob, neutralised: tally.neutralised, shortened: tally.shortened };
}

/** The longest beginning that a cell holds, never half of a surrogate pair. */
function cut(text: string): string {
  const last = text.charCodeAt(LONGEST_CELL - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? LONGEST_CELL - 1 : LONGEST_CELL);
}

/** In characters, 8…60, by the header and the first rows; wide letters count twice. */
function widthOf(table: PlannedTable, column: number): number {
  const planned = table.columns[column]!;
  const cursor = createCursor(planned);
  let width = shownWidth(planned.name) + 2;
  for (let row = 0; row < Math.min(table.rowCount, WIDTH_SAMPLE_ROWS); row++) {
    cursor.move(row);
    width = Math.max(width, shownWidth(cursor.text()));
  }
  return Math.min(60, Math.max(8, width + 2));
}

const shownWidth = (text: string): number => {
  const shown = text.slice(0, 64);
  return shown.length + (shown.match(WIDE)?.length ?? 0);
};
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
