import { nextTurn } from '../model/turns';
import type { CellColumn, Dataset } from '../model/types';

/** Bytes copied before others get their turn: some milliseconds. */
const PORTION_BYTES = 1 << 23;

/**
 * A copy of a table to be handed to another thread, made in portions: a page that has a table of any size stays awake. The buffers of
 * the copy hold nothing else. Columns that stand more than once are copied once.
 */
export async function copyTable(dataset: Dataset): Promise<Dataset> {
  const copies = new Map<CellColumn, CellColumn>();
  let sinceTurn = 0;
  const copy = async <T extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(from: T, to: T): Promise<T> => {
    const step = PORTION_BYTES / from.BYTES_PER_ELEMENT;
    for (let at = 0; at < from.length; at += step) {
      const part = from.subarray(at, at + step);
      to.set(part, at);
      sinceTurn += part.byteLength;
      if (sinceTurn < PORTION_BYTES) continue;
      sinceTurn = 0;
      await nextTurn();
    }
    return to;
  };
  for (const column of dataset.cells) {
    if (copies.has(column)) continue;
    const bytes = await copy(column.bytes, new Uint8Array(column.bytes.length));
    copies.set(column, { bytes, ends: await copy(column.ends, new Uint32Array(column.ends.length)) });
  }
  return { ...dataset, cells: dataset.cells.map((column) => copies.get(column)!) };
}
