import type { Table } from 'dexie';
import { nextTurn } from '../../core/model/turns';
import type { CellColumn, Dataset, Fingerprint } from '../../core/model/types';
import { headOf, type TableHead } from '../../core/table/cells';
import { ColumnWriter } from '../../core/table/column-writer';
import type { TableSketch } from '../../core/table/sketch';

/** A dataset without its cells, which are in parts: a record of a large table would hold up the page that writes or reads it. */
export interface StoredHead extends TableHead {
  readonly sketch?: TableSketch;
  readonly sizes: readonly { readonly bytes: number; readonly ends: number }[];
  readonly partCount: number;
}

/** A piece of a column: of its bytes, or of its ends. */
interface Piece {
  readonly column: number;
  readonly at: number;
  readonly data: Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
}
export interface StoredPart {
  readonly fingerprint: Fingerprint;
  readonly part: number;
  readonly pieces: readonly Piece[];
}

/** A dataset as the first pages stored it: all in one record, `values[column][row]`. */
type OldDataset = TableHead & { readonly values: readonly (readonly string[])[] };
export type StoredDataset = StoredHead | OldDataset;

const PART_BYTES = 1 << 22;
/** Cells made to bytes before others get their turn. */
const CELLS_A_TURN = 20_000;

/**
 * Writes a dataset: the parts first, the head last, so that half of a table is never taken for one. Cells that are there already are
 * not written again. In steps of 4 MiB, each some milliseconds of the page.
 */
export async function writeDataset(
  dataset: Dataset,
  heads: Table<StoredDataset, Fingerprint>,
  parts: Table<StoredPart, [Fingerprint, number]>,
): Promise<void> {
  const { fingerprint, cells } = dataset;
  const known = await heads.get(fingerprint);
  const sizes = cells.map(({ bytes, ends }) => ({ bytes: bytes.length, ends: ends.length }));
  const { sketch } = dataset;
  const head = { ...headOf(dataset), ...(sketch ? { sketch } : {}), sizes };
  if (known && 'partCount' in known) {
    await heads.put({ ...head, partCount: known.partCount });
    return;
  }
  let partCount = 0;
  for (const pieces of piecesOf(cells)) await parts.put({ fingerprint, part: partCount++, pieces });
  await heads.put({ ...head, partCount });
}

/** Reads a dataset, in whatever form it was stored; null where there is none, or parts of it are missing. */
export async function readDataset(
  fingerprint: Fingerprint,
  heads: Table<StoredDataset, Fingerprint>,
  parts: Table<StoredPart, [Fingerprint, number]>,
): Promise<Dataset | null> {
  const stored = await heads.get(fingerprint);
  if (!stored) return null;
  if (!('partCount' in stored)) return upgradeDataset(stored);
  const { sizes, partCount, ...head } = stored;
  const cells = sizes.map(({ bytes, ends }) => ({ bytes: new Uint8Array(bytes), ends: new Uint32Array(ends) }));
  for (let part = 0; part < partCount; part++) {
    const found = await parts.get([fingerprint, part]);
    if (!found) return null;
    for (const { column, at, data } of found.pieces) {
      if (data instanceof Uint32Array) cells[column]!.ends.set(data, at);
      else cells[column]!.bytes.set(data, at);
    }
  }
  return { ...head, cells };
}

function* piecesOf(cells: readonly CellColumn[]): Generator<readonly Piece[]> {
  let pieces: Piece[] = [];
  let room = PART_BYTES;
  for (const [column, { bytes, ends }] of cells.entries()) {
    for (const array of [bytes, ends]) {
      for (let at = 0; at < array.length; ) {
        // A copy: what is stored is all of the buffer, not the view.
        const data = array.slice(at, at + Math.max(1, Math.floor(room / array.BYTES_PER_ELEMENT)));
        pieces.push({ column, at, data });
        at += data.length;
        room -= data.byteLength;
        if (room >= ends.BYTES_PER_ELEMENT) continue;
        yield pieces;
        pieces = [];
        room = PART_BYTES;
      }
    }
  }
  if (pieces.length > 0) yield pieces;
}

async function upgradeDataset({ values, ...head }: OldDataset): Promise<Dataset> {
  const cells: CellColumn[] = [];
  let sinceTurn = 0;
  for (const texts of values) {
    const writer = new ColumnWriter();
    for (const text of texts) {
      writer.addCell(text);
      if (++sinceTurn < CELLS_A_TURN) continue;
      sinceTurn = 0;
      await nextTurn();
    }
    cells.push(writer.finish());
  }
  return { ...head, cells };
}
