import { AppError } from '../model/errors';
import type { Dataset } from '../model/types';
import { cellsNamed } from '../table/cells';

/** Labels of a column. */
export interface RowLabels {
  /** Distinct, in order of their letters. */
  readonly labels: readonly string[];
  /** Row → index into `labels`; −1 where the cell is empty. */
  readonly labelOf: Int32Array<ArrayBuffer>;
}

/** A column with more values than these holds no categories. */
export const MOST_LABELS = 200;

/**
 * Labels of rows out of a column, white space around them left out. O(rows).
 *
 * @throws AppError `input/unknown-column`, `classifier/too-few-labels` for fewer than two, `classifier/too-many-labels`
 */
export function readLabels(table: Dataset, column: string): RowLabels {
  const cells = cellsNamed(table, column).map((cell) => cell.trim());
  const distinct = new Set(cells);
  distinct.delete('');
  if (distinct.size < 2) throw new AppError('classifier/too-few-labels', { column, labels: distinct.size });
  if (distinct.size > MOST_LABELS)
    throw new AppError('classifier/too-many-labels', { column, labels: distinct.size, most: MOST_LABELS });
  const labels = [...distinct].sort((a, b) => (a < b ? -1 : 1));
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  return { labels, labelOf: Int32Array.from(cells, (cell) => placeOf.get(cell) ?? -1) };
}
