import type { ExportTable } from './export-table';
import { guardCell, newTally, noteReplaced, type Tally } from './tally';

export interface CsvOptions {
  /** One character, usually `,` `;` or tab. */
  readonly delimiter: string;
  /** Starts the file with a UTF-8 mark, without which Excel takes it for the code page of the machine. */
  readonly bom: boolean;
  /** CRLF, as RFC 4180 has it, unless told. */
  readonly lineEnd?: '\r\n' | '\n';
  /** Puts a single quote before what a spreadsheet might run; see `formula-guard.ts`. */
  readonly neutraliseFormulas: boolean;
}

/** Rows joined into one string at a time. */
const ROWS_PER_PART = 1000;

/**
 * The table as text by RFC 4180. Quotes only where needed, so that `readDataset` gives the cells back exactly (with
 * `neutraliseFormulas` off), but for lone surrogates, which UTF-8 cannot hold.
 */
export function* csvParts(table: ExportTable, options: CsvOptions, tally: Tally): Generator<string> {
  const { delimiter, lineEnd = '\r\n' } = options;
  const needsQuotes = new RegExp(`["\\r\\n${escapeForClass(delimiter)}]|^\\s|\\s$|^\\ufeff`);
  const cellText = (cell: string, isAlone: boolean): string => {
    const text = options.neutraliseFormulas ? guardCell(cell, tally, true) : cell;
    noteReplaced(text, tally);
    // A line without any character would be skipped as blank.
    return needsQuotes.test(text) || (isAlone && text === '') ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const line = (cells: readonly string[]): string => {
    let text = '';
    for (let at = 0; at < cells.length; at++) text += (at === 0 ? '' : delimiter) + cellText(cells[at]!, cells.length === 1);
    return text + lineEnd;
  };
  yield (options.bom ? '\ufeff' : '') + line(table.columns);
  let part = '';
  for (const row of table.rows) {
    part += line(row);
    if (++tally.rows % ROWS_PER_PART !== 0) continue;
    yield part;
    part = '';
  }
  yield part;
}

/** A small table at once. `neutralised` counts the cells that were changed, headers included. */
export function writeCsv(table: ExportTable, options: CsvOptions): { readonly blob: Blob; readonly neutralised: number } {
  const tally = newTally();
  const blob = new Blob([...csvParts(table, options, tally)], { type: 'text/csv;charset=utf-8' });
  return { blob, neutralised: tally.neutralised };
}

function escapeForClass(character: string): string {
  return character.replace(/[\\\]^-]/g, '\\$&');
}
