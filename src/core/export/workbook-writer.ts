import writeXlsxFile, { type SheetData } from 'write-excel-file/universal';
import type { ExportTable } from './export-table';
import { neutraliseFormula } from './formula-guard';
import { legalSheetNames } from './sheet-names';

export interface WorkbookSheet {
  readonly name: string;
  readonly table: ExportTable;
}

/** Excel's limits: characters of a cell, rows of a sheet. */
const LONGEST_CELL = 32_767;
const MOST_ROWS = 1_048_576;
const WIDTH_SAMPLE_ROWS = 200;

/**
 * An XLSX workbook of text cells, so that no leading zero, date or long number changes; the header row is bold and stays in view.
 * A table too long for one sheet goes on in the next (`name (2)`). Sheet names are made legal.
 *
 * `neutralised` counts cells that got a single quote in front (see `formula-guard.ts`; text cells are never run as formulas, but
 * become so when the workbook is saved as CSV). `shortened` counts cells cut to 32,767 characters. All of it is made in memory.
 */
export async function writeWorkbook(
  sheets: readonly WorkbookSheet[],
  options: { readonly neutraliseFormulas: boolean },
): Promise<{ readonly blob: Blob; readonly neutralised: number; readonly shortened: number }> {
  let neutralised = 0;
  let shortened = 0;
  function cellText(cell: string): string {
    let text = cell;
    if (options.neutraliseFormulas) {
      text = neutraliseFormula(cell);
      if (text !== cell) neutralised++;
    }
    if (text.length > LONGEST_CELL) {
      text = text.slice(0, LONGEST_CELL);
      shortened++;
    }
    const escaped = escapeForXml(text);
    return escaped in Object.prototype ? escapeFirst(escaped) : escaped;
  }
  const parts = sheets.flatMap(splitLong);
  const names = legalSheetNames(parts.map(({ name }) => name));
  const written = parts.map(({ table }, sheet) => {
    const header = table.columns.map((name) => ({ value: cellText(name), type: String, fontWeight: 'bold' as const }));
    const rows = table.rows.map((row) => row.map((cell) => (cell === '' ? null : { value: cellText(cell), type: String })));
    const data: SheetData = [header, ...rows];
    return {
      data,
      sheet: names[sheet]!,
      stickyRowsCount: 1,
      columns: table.columns.map((_, column) => ({ width: widthOf(table, column) })),
    };
  });
  return { blob: await writeXlsxFile(written).toBlob(), neutralised, shortened };
}

function splitLong({ name, table }: WorkbookSheet): readonly WorkbookSheet[] {
  const body = MOST_ROWS - 1;
  const count = Math.max(1, Math.ceil(table.rows.length / body));
  if (count === 1) return [{ name, table }];
  return Array.from({ length: count }, (_, part) => ({
    name,
    table: { columns: table.columns, rows: table.rows.slice(part * body, (part + 1) * body) },
  }));
}

/** In characters, 8…60, by the header and the first rows. */
function widthOf(table: ExportTable, column: number): number {
  let width = table.columns[column]!.length;
  for (const row of table.rows.slice(0, WIDTH_SAMPLE_ROWS)) width = Math.max(width, row[column]!.length);
  return Math.min(60, Math.max(8, width + 2));
}

/** Characters that XML cannot hold, or changes, become `_xHHHH_` as in Excel; text that looks like that is protected. */
function escapeForXml(text: string): string {
  return text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd]|[\ud800-\udbff][\udc00-\udfff]/g, (found) =>
      found.length === 2 ? found : escapeUnit(found),
    );
}

/** write-excel-file looks strings up in a plain object, where `constructor` and its like would be found without having been put. */
function escapeFirst(text: string): string {
  return `${escapeUnit(text)}${text.slice(1)}`;
}

const escapeUnit = (text: string): string => `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
