import type { Dataset } from '../model/types';
import { cellsNamed } from '../table/cells';
import { normaliseText } from '../text/normalise';

/** Columns that keep rows apart whatever else is equal: keys of blocks and qualifiers. */
export interface ApartColumns {
  /** A row without a cell here is like no other row, as an empty key meets nothing. */
  readonly keys: readonly string[];
  readonly others: readonly string[];
}

/**
 * Rows whose compared cells are equal once normalised: `firstOf[row]` is the first row like it. Rows with nothing in any compared
 * cell are like no other row. O(characters).
 *
 * @throws AppError `input/unknown-column`
 */
export function findExactDuplicates(
  dataset: Dataset,
  columns: readonly string[],
  apart: ApartColumns = { keys: [], others: [] },
): Uint32Array<ArrayBuffer> {
  const cellsOf = (name: string): readonly string[] => cellsNamed(dataset, name);
  const compared = columns.map(cellsOf);
  const keys = apart.keys.map(cellsOf);
  const exact = [...keys, ...apart.others.map(cellsOf)];
  const seen = new Map<string, number>();
  return Uint32Array.from({ length: dataset.rowCount }, (_, row) => {
    // Normalised text holds no line break, so it keeps the cells apart.
    const text = compared.map((cells) => normaliseText(cells[row]!)).join('\n');
    if (text.trim() === '' || keys.some((cells) => cells[row]!.trim() === '')) return row;
    const key = [text, ...exact.map((cells) => JSON.stringify(cells[row]!))].join('\n');
    const first = seen.get(key);
    if (first !== undefined) return first;
    seen.set(key, row);
    return row;
  });
}
