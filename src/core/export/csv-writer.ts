import { isSurrogate, skipSpace, trimEnd } from '../table/cell-bytes';
import { BlobSink } from './blob-sink';
import { type CellCursor, createCursor, cursorOf } from './cell-cursor';
import type { ListedTable } from './export-table';
import { isFormulaStart, neutraliseFormula } from './formula-guard';
import { type PlannedTable, planRows } from './planned-table';
import { newTally, ROWS_PER_STEP, type Tally } from './tally';

export interface CsvOptions {
  /** One ASCII character, usually `,` `;` or tab. */
  readonly delimiter: string;
  /** Starts the file with a UTF-8 mark, without which Excel takes it for the code page of the machine. */
  readonly bom: boolean;
  /** CRLF, as RFC 4180 has it, unless told. */
  readonly lineEnd?: '\r\n' | '\n';
  /** Puts a single quote before what a spreadsheet might run; see `formula-guard.ts`. */
  readonly neutraliseFormulas: boolean;
}

export const CSV_TYPE = 'text/csv;charset=utf-8';
const BOM = Uint8Array.of(0xef, 0xbb, 0xbf);
const REPLACEMENT = Uint8Array.of(0xef, 0xbf, 0xbd);
const QUOTE = 0x22;

/**
 * The table as text by RFC 4180, step by step. Quotes only where needed, so that `readDataset` gives the cells back exactly (with
 * `neutraliseFormulas` off), but for lone surrogates, which UTF-8 cannot hold. Cells go from table to file as bytes, O(bytes).
 */
export function* writeCsvRows(table: PlannedTable, options: CsvOptions, sink: BlobSink, tally: Tally): Generator<void> {
  const { neutraliseFormulas, lineEnd = '\r\n' } = options;
  const delimiter = options.delimiter.charCodeAt(0);
  const end = new TextEncoder().encode(lineEnd);
  const cursors = table.columns.map(createCursor);
  const isAlone = cursors.length === 1;

  const writeCell = (cell: CellCursor, isGuarded: boolean): void => {
    const { bytes, from, to } = cell;
    if (isGuarded && mayHoldFormula(bytes, from, to)) {
      const text = cell.text();
      const safe = neutraliseFormula(text, { separators: true });
      if (safe !== text) {
        tally.neutralised++;
        writeCell(cursorOf(safe), false);
        return;
      }
    }
    let quotes = 0;
    let halves = 0;
    // A line without any character would be skipped as blank.
    let isQuoted = to === from ? isAlone : hasOuterSpace(bytes, from, to);
    for (let at = from; at < to; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE) quotes++;
      else if (byte === delimiter || byte === 0x0a || byte === 0x0d) isQuoted = true;
      else if (byte === 0xed && isSurrogate(bytes, at)) halves++;
    }
    if (quotes > 0) isQuoted = true;
    if (halves > 0) tally.replaced++;
    if (isQuoted) sink.addByte(QUOTE);
    if (quotes === 0 && halves === 0) sink.addBytes(bytes, from, to);
    else addEscaped(sink, bytes, from, to);
    if (isQuoted) sink.addByte(QUOTE);
  };
  const writeLine = (cells: readonly CellCursor[]): void => {
    for (let at = 0; at < cells.length; at++) {
      if (at > 0) sink.addByte(delimiter);
      writeCell(cells[at]!, neutraliseFormulas);
    }
    sink.addBytes(end);
  };

  if (options.bom) sink.addBytes(BOM);
  writeLine(table.columns.map(({ name }) => cursorOf(name)));
  for (let row = 0; row < table.rowCount; row++) {
    for (const cursor of cursors) cursor.move(row);
    writeLine(cursors);
    if (++tally.rows % ROWS_PER_STEP === 0) yield;
  }
}

/** A small table at once. `neutralised` counts the cells that were changed, headers included. */
export function writeCsv(table: ListedTable, options: CsvOptions): { readonly blob: Blob; readonly neutralised: number } {
  const sink = new BlobSink();
  const tally = newTally();
  for (const _ of writeCsvRows(planRows(table), options, sink, tally));
  return { blob: sink.finish(CSV_TYPE).blob, neutralised: tally.neutralised };
}

/** Quotes doubled, halves of surrogate pairs replaced. */
function addEscaped(sink: BlobSink, bytes: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === 0xed && isSurrogate(bytes, at)) {
      sink.addBytes(REPLACEMENT);
      at += 2;
      continue;
    }
    if (byte === QUOTE) sink.addByte(QUOTE);
    sink.addByte(byte);
  }
}

/** A quick look before `neutraliseFormula`: a first sign of a formula at the beginning, or after a separator, quotes between them or not. */
export function mayHoldFormula(bytes: Uint8Array, from: number, to: number): boolean {
  if (to === from) return false;
  if (isFormulaStart(bytes[from]!)) return true;
  let isArmed = true;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (isArmed && isFormulaStart(byte)) return true;
    if (byte === 0x2c || byte === 0x3b || byte === 0x09 || byte === 0x0a || byte === 0x0d) isArmed = true;
    else if (byte !== QUOTE && byte !== 0x27) isArmed = false;
  }
  return false;
}

/** White space at an end, also U+FEFF: readers may take it away where there are no quotes. */
function hasOuterSpace(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from]!;
  const last = bytes[to - 1]!;
  if (first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80) return false;
  return skipSpace(bytes, from, to) !== from || trimEnd(bytes, from, to) !== to;
}
