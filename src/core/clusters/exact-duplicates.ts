import { AppError } from '../model/errors';
import type { Dataset } from '../model/types';
import { normaliseText } from '../text/normalise';

/**
 * Rows whose compared cells are equal once normalised: `firstOf[row]` is the first row like it. Rows with nothing in any compared
 * cell are like no other row. O(characters).
 *
 * @throws AppError `input/unknown-column`
 */
export function findExactDuplicates(dataset: Dataset, columns: readonly string[]): Uint32Array {
  const cells = columns.map((name) => {
    const index = dataset.columns.findIndex((column) => column.name === name);
    if (index < 0) throw new AppError('input/unknown-column', { column: name, file: dataset.source.fileName });
    return dataset.values[index]!;
  });
  const seen = new Map<string, number>();
  return Uint32Array.from({ length: dataset.rowCount }, (_, row) => {
    // Normalised text holds no line break, so it keeps the cells apart.
    const key = cells.map((column) => normaliseText(column[row]!)).join('\n');
    if (key.trim() === '') return row;
    const first = seen.get(key);
    if (first !== undefined) return first;
    seen.set(key, row);
    return row;
  });
}
