import { createCopier } from '../model/copy-arrays';
import type { CellColumn, Dataset } from '../model/types';

/**
 * A copy of a table to be handed to another thread, made in portions: a page that has a table of any size stays awake. The buffers of
 * the copy hold nothing else. Columns that stand more than once are copied once.
 */
export async function copyTable(dataset: Dataset): Promise<Dataset> {
  const copies = new Map<CellColumn, CellColumn>();
  const copy = createCopier();
  for (const column of dataset.cells) {
    if (copies.has(column)) continue;
    copies.set(column, { bytes: await copy(column.bytes), ends: await copy(column.ends) });
  }
  return { ...dataset, cells: dataset.cells.map((column) => copies.get(column)!) };
}
