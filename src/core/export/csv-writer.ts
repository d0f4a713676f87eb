import type { ExportTable } from './export-table';
import { neutraliseFormula } from './formula-guard';

export interface CsvOptions {
  /** One character, usually `,` `;` or tab. */
  readonly delimiter: string;
  /** Starts the file with a UTF-8 mark, without which Excel takes it for the code page of the machine. */
  readonly bom: boolean;
  /** Puts a single quote before cells that a spreadsheet might run; see `formula-guard.ts`. */
  readonly neutraliseFormulas: boolean;
}

/** Rows joined into one string before they go into the blob: keeps far below the longest possible string. */
const ROWS_PER_PART = 2000;

/**
 * The table as UTF-8 text by RFC 4180, lines ended by CRLF. Quotes only where needed, so that `readDataset` gives the cells back
 * exactly (with `neutraliseFormulas` off). `neutralised` counts the cells that were changed, headers included.
 */
export function writeCsv(table: ExportTable, options: CsvOptions): { readonly blob: Blob; readonly neutralised: number } {
  let neutralised = 0;
  const needsQuotes = new RegExp(`["\\r\\n${escapeForClass(options.delimiter)}]|^\\s|\\s$|^\\ufeff`);
  function cellText(cell: string, isAlone: boolean): string {
    let text = cell;
    if (options.neutraliseFormulas) {
      text = neutraliseFormula(cell);
      if (text !== cell) neutralised++;
    }
    // A line without any character would be skipped as blank.
    return needsQuotes.test(text) || (isAlone && text === '') ? `"${text.replaceAll('"', '""')}"` : text;
  }
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => cellText(cell, cells.length === 1)).join(options.delimiter)}\r\n`;

  const parts: string[] = [(options.bom ? '\ufeff' : '') + line(table.columns)];
  for (let row = 0; row < table.rows.length; row += ROWS_PER_PART) {
    parts.push(
      table.rows
        .slice(row, row + ROWS_PER_PART)
        .map(line)
        .join(''),
    );
  }
  return { blob: new Blob(parts, { type: 'text/csv;charset=utf-8' }), neutralised };
}

function escapeForClass(character: string): string {
  return character.replace(/[\\\]^-]/g, '\\$&');
}
