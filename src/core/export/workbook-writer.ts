import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { ExportTable } from './export-table';
import { legalSheetNames } from './sheet-names';
import { guardCell, newTally, type Tally } from './tally';
import * as parts from './workbook-parts';

export interface WorkbookSheet {
  readonly name: string;
  readonly table: ExportTable;
}

export interface WorkbookOptions {
  readonly neutraliseFormulas: boolean;
  /** Rows of one sheet, its header included. */
  readonly mostRows?: number;
}

/** Excel's limits: characters of a cell, rows of a sheet. */
const LONGEST_CELL = 32_767;
const MOST_ROWS = 1_048_576;
const WIDTH_SAMPLE_ROWS = 200;
const ROWS_PER_PART = 500;

/**
 * An XLSX workbook of text cells, so that no leading zero, date or long number changes; the header row is bold, stays in view and has
 * filters. A table too long for one sheet goes on in the next (`name (2)`). Sheet names are made legal. Made row by row: memory is that
 * of some rows and of what is yielded.
 *
 * Text cells are never run as formulas, but become so when the workbook is saved as CSV: hence `neutraliseFormulas`. Cells are cut to
 * 32,767 characters and counted in `tally`; lone surrogates and control characters are escaped as Excel does (`_xHHHH_`).
 */
export function* workbookParts(
  sheets: readonly WorkbookSheet[],
  options: WorkbookOptions,
  tally: Tally,
): Generator<Uint8Array<ArrayBuffer>> {
  const cellText = (cell: string): string => {
    let text = options.neutraliseFormulas ? guardCell(cell, tally, false) : cell;
    if (text.length > LONGEST_CELL) {
      text = text.slice(0, LONGEST_CELL);
      tally.shortened++;
    }
    return parts.escapeCell(text);
  };
  const body = (options.mostRows ?? MOST_ROWS) - 1;
  const pieces = sheets.flatMap(({ name, table }) =>
    Array.from({ length: Math.max(1, Math.ceil(table.rows.length / body)) }, () => name),
  );
  const names = legalSheetNames(pieces);

  const made: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    made.push(chunk as Uint8Array<ArrayBuffer>);
  });
  function* take(): Generator<Uint8Array<ArrayBuffer>> {
    yield* made;
    made.length = 0;
  }
  const addFile = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name, { level: 4 });
    file.mtime = ZIP_TIME;
    zip.add(file);
    return file;
  };
  const addText = (name: string, text: string): void => addFile(name).push(strToU8(text), true);

  addText('[Content_Types].xml', parts.contentTypes(names.length));
  addText('_rels/.rels', parts.ROOT_RELATIONS);
  addText('xl/workbook.xml', parts.workbook(names));
  addText('xl/_rels/workbook.xml.rels', parts.relations(names.length));
  addText('xl/styles.xml', parts.STYLES);

  let sheet = 0;
  for (const { table } of sheets) {
    const rows = table.rows[Symbol.iterator]();
    const widths = widthsOf(table);
    let left = table.rows.length;
    do {
      const count = Math.min(body, left);
      left -= count;
      const file = addFile(`xl/worksheets/sheet${++sheet}.xml`);
      let text = parts.sheetStart(widths, sheet === 1) + parts.rowXml(table.columns.map(cellText), 1, true);
      for (let row = 0; row < count; row++) {
        text += parts.rowXml((rows.next().value as readonly string[]).map(cellText), row + 2, false);
        if (++tally.rows % ROWS_PER_PART !== 0) continue;
        file.push(strToU8(text));
        text = '';
        yield* take();
      }
      file.push(strToU8(text + parts.sheetEnd(table.columns.length, count + 1)), true);
      yield* take();
    } while (left > 0);
  }
  zip.end();
  yield* take();
}

/** A small workbook at once. */
export function writeWorkbook(
  sheets: readonly WorkbookSheet[],
  options: WorkbookOptions,
): { readonly blob: Blob; readonly neutralised: number; readonly shortened: number } {
  const tally = newTally();
  const blob = new Blob([...workbookParts(sheets, options, tally)], { type: parts.WORKBOOK_TYPE });
  return { blob, neutralised: tally.neutralised, shortened: tally.shortened };
}

/** The same tables make the same bytes: the zip says no time. */
const ZIP_TIME = '1980-01-01T00:00:00';

/** In characters, 8…60, by the header and the first rows. */
function widthsOf({ columns, rows }: ExportTable): readonly number[] {
  const widths = columns.map(({ length }) => length);
  let seen = 0;
  for (const row of rows) {
    if (seen++ === WIDTH_SAMPLE_ROWS) break;
    for (let at = 0; at < widths.length; at++) widths[at] = Math.max(widths[at]!, row[at]!.length);
  }
  return widths.map((width) => Math.min(60, Math.max(8, width + 2)));
}
