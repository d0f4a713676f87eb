import type { Dataset } from '../model/types';
import { type ColumnPortrait, portrayColumns } from './column-portrait';
import { profileCells } from './profile';
import { suggestRecordId } from './record-id';

/** What takes a look at every cell to know, kept beside them: small, whatever the size of the table. */
export interface TableSketch {
  readonly recordId: string | null;
  readonly portraits: readonly ColumnPortrait[];
}

/** A table with its sketch, so that suggestions take moments from now on. O(bytes): not on the page. */
export function withSketch(dataset: Dataset): Dataset {
  if (dataset.sketch) return dataset;
  const portraits = portrayColumns(dataset);
  const recordId = suggestRecordId(dataset, (column) => portraits[column]?.profile ?? profileCells(dataset.cells[column]!));
  return { ...dataset, sketch: { recordId, portraits } };
}
