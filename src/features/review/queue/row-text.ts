import type { Dataset } from '../../../core/model/types';
import { cellAt, cellReader, columnIndex } from '../../../core/table/cells';
import { fold } from '../../../core/text/fold';

const FALLBACK_COLUMNS = 3;

/** Writes a row as one line: its compared columns, or the first ones where none is compared. */
export function rowTexts(dataset: Dataset, compared: readonly string[]): (row: number) => string {
  const named = compared.map((name) => columnIndex(dataset, name)).filter((i) => i >= 0);
  const columns = named.length > 0 ? named : [...dataset.columns.keys()].slice(0, FALLBACK_COLUMNS);
  return (row) =>
    columns
      .map((column) => cellAt(dataset, column, row).trim())
      .filter((value) => value !== '')
      .join(' · ');
}

/** Rows looked through before others get their turn: some milliseconds. */
const ROWS_A_STEP = 1000;

/**
 * Which rows hold a text anywhere, letter case, accents and width aside: 1 for each that does. Yields every thousand rows, so that a page
 * can look through any number of them and stay awake. O(characters).
 *
 * @param among  rows to look at, of an earlier search for a part of the text; null: all
 */
export function* findRows(dataset: Dataset, folded: string, among: Uint8Array | null): Generator<void, Uint8Array> {
  const readers = dataset.columns.map((_, column) => cellReader(dataset, column));
  const found = new Uint8Array(dataset.rowCount);
  for (let row = 0; row < dataset.rowCount; row++) {
    if (row % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
    if (among?.[row] === 0) continue;
    found[row] = Number(fold(readers.map((cellOf) => cellOf(row)).join('\n')).includes(folded));
  }
  return found;
}
