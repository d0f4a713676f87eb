import { AppError } from '../core/model/errors';
import type { Dataset, Sides } from '../core/model/types';
import { buffersOf, columnIndex, pickColumns } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';

/** Tables on their way to a worker, and the buffers that move with them. */
export interface HandedOver<T> {
  readonly tables: T;
  readonly transfer: ArrayBuffer[];
}

/**
 * Copies the named columns of a table for a worker, in portions that leave the page awake. Columns asked for twice go once.
 *
 * @throws AppError `input/unknown-column`
 */
export async function copyColumns(dataset: Dataset, names: Iterable<string>): Promise<Dataset> {
  const columns = Array.from(new Set(names), (name) => {
    const column = columnIndex(dataset, name);
    if (column < 0) throw new AppError('input/unknown-column', { column: name, file: dataset.source.fileName });
    return column;
  });
  return copyTable(pickColumns(dataset, columns));
}

/** `copyColumns` of both sides; a table that is compared with itself goes once and stands on both. */
export async function handOver(datasets: Sides<Dataset>, names: Sides<Iterable<string>>): Promise<HandedOver<Sides<Dataset>>> {
  const left = await copyColumns(datasets.left, names.left);
  const right = datasets.right === datasets.left ? left : await copyColumns(datasets.right, names.right);
  return { tables: { left, right }, transfer: [...new Set([...buffersOf(left), ...buffersOf(right)])] };
}
