import { AppError } from '../model/errors';
import type { Sides, VectorSet } from '../model/types';
import { type BestLists, offerPair } from './best-lists';
import { type Allocate, instantiateScan, type Precision } from './kernels';
import { centreOf, chunksOf, createPacker, type Packer, QUERY_GROUP, ROW_GROUP, type Rounding } from './packing';

/** Queries taken together: a whole number of groups whose vectors stay in the second-level cache. */
export const BLOCK_QUERIES = 192;
/** Rows that every query of a block meets before the next ones, so that they stay in the first-level cache. */
const TILE_BYTES = 24 * 1024;
/** Rows that are packed at once and then met by all queries; what is kept in memory beyond the input. */
const SLAB_BYTES = 48 * 1024 * 1024;
const HIT_BYTES = 20;
const QUERY_META_BYTES = 16;
const ROW_META_BYTES = 48;

export interface ScanTask {
  readonly left: VectorSet;
  /** The records of `left` to look for, one list each; null takes all. */
  readonly leftRows: Uint32Array | null;
  readonly right: VectorSet;
  /** The order in which to take the right records, each once, and that of their lists; null takes them as they are. */
  readonly rightRows: Uint32Array | null;
  /** What meets what, in places of `leftRows` and `rightRows`; null lets everything meet. */
  readonly blocks: readonly ScanBlock[] | null;
  /** Filled by the scan. `right` null leaves the lists of the right side out. */
  readonly lists: { readonly left: BestLists; readonly right: BestLists | null };
  /** Left and right are the same table: a record does not meet itself, and with all of its records every pair is met once. */
  readonly isWithin: boolean;
  readonly precision: Precision;
  readonly allocate: Allocate;
  /** Called between tiles with the share of pairs done, 0…1; a promise is awaited. */
  readonly breathe: (share: number) => Promise<void> | null;
}

/** Left places `from` up to `to`, at most `BLOCK_QUERIES`, meet ascending ranges of right places that do not overlap, each from a multiple of four. */
export interface ScanBlock {
  readonly from: number;
  readonly to: number;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

interface Layout {
  readonly step: number;
  readonly chunks: number;
  readonly tileRows: number;
  readonly slabRows: number;
  readonly memory: WebAssembly.Memory;
  readonly queryMeta: number;
  readonly hits: number;
  readonly rowMeta: number;
  readonly rows: number;
}

/**
 * Compares every left record with every right one and enters the values into the lists of both sides. Values are those of the
 * precision; with `float32` they are exact and lists complete. Cost O(left · right · dimensions); memory: at most 48 MB of packed
 * vectors, less where that much cannot be had.
 *
 * @returns the steps of rounding of both sides
 * @throws AppError `device/out-of-memory`
 */
export async function scanPairs(task: ScanTask): Promise<Sides<Rounding>> {
  const { left, leftRows, right, rightRows, lists, isWithin, breathe } = task;
  const leftCount = lists.left.count.length;
  const rightCount = right.data.length / right.dimensions;
  const packers = createPackers(task);
  const rounding = { left: packers.left.rounding, right: packers.right.rounding };
  if (leftCount === 0 || rightCount === 0) return rounding;
  const layout = layOut(task, leftCount, rightCount);
  const scan = instantiateScan(task.precision, layout.memory);
  const isMirrored = isWithin && leftRows === null;
  const blocks = task.blocks ?? wholeBlocks(leftCount, rightCount, isMirrored);
  const { buffer } = layout.memory;
  const floats = new Float32Array(buffer);
  const codes = new Int32Array(buffer);
  const leftFloor = lists.left.floor;
  const rightLists = isMirrored ? lists.left : lists.right;
  const rightFloor = rightLists?.floor;
  const packedTile = Math.max(1, Math.floor(PACK_ROWS / layout.tileRows)) * layout.tileRows;

  for (let slab = 0; slab < rightCount; slab += layout.slabRows) {
    const slabEnd = Math.min(rightCount, slab + layout.slabRows);
    for (let from = slab; from < slabEnd; from += packedTile) {
      const place = {
        memory: buffer,
        vectors: layout.rows + (from - slab) * layout.step,
        meta: layout.rowMeta + ((from - slab) / ROW_GROUP) * ROW_META_BYTES,
      };
      const count = Math.min(slabEnd, from + packedTile) - from;
      packers.right.pack(place, from, count);
      for (let row = 0; row < Math.ceil(count / ROW_GROUP) * ROW_GROUP; row++) {
        const floor = row < count && rightFloor ? rightFloor[from + row]! : Number.POSITIVE_INFINITY;
        floats[(place.meta >> 2) + (row >> 2) * 12 + 8 + (row & 3)] = floor;
      }
      const pause = breathe((slab * leftCount) / (leftCount * rightCount));
      if (pause) await pause;
    }
    for (const { from, to, ranges } of blocks) {
      const count = to - from;
      const groups = Math.ceil(count / QUERY_GROUP);
      let isPacked = false;
      for (const [rangeFrom, rangeTo] of ranges) {
        const end = Math.min(rangeTo, slabEnd);
        for (let tile = Math.max(rangeFrom, slab); tile < end; tile += layout.tileRows) {
          if (!isPacked) packQueries(from, count, groups);
          isPacked = true;
          const rowGroups = Math.ceil(Math.min(layout.tileRows, end - tile) / ROW_GROUP);
          const rowMeta = layout.rowMeta + ((tile - slab) / ROW_GROUP) * ROW_META_BYTES;
          const rows = layout.rows + (tile - slab) * layout.step;
          const hitsEnd = scan(0, groups, layout.queryMeta, rows, rowGroups, rowMeta, layout.chunks, layout.hits);
          enterHits(layout.hits >> 2, hitsEnd >> 2, from, tile, rowMeta >> 2);
          const pause = breathe((slab * leftCount + from * (slabEnd - slab)) / (leftCount * rightCount));
          if (pause) await pause;
        }
      }
    }
  }
  return rounding;

  function packQueries(from: number, count: number, groups: number): void {
    packers.left.pack({ memory: buffer, vectors: 0, meta: layout.queryMeta }, from, count);
    const queryFloor = (layout.queryMeta >> 2) + 3;
    for (let query = 0; query < groups * QUERY_GROUP; query++) {
      floats[queryFloor + query * 4] = query < count ? leftFloor[from + query]! : Number.POSITIVE_INFINITY;
    }
  }

  /** Enters the hits of a tile into the lists, and the floors that rise thereby into the memory of the kernel. */
  function enterHits(from: number, to: number, block: number, tile: number, rowMeta: number): void {
    const queryFloor = (layout.queryMeta >> 2) + 3;
    for (let hit = from; hit < to; hit += HIT_BYTES / 4) {
      const code = codes[hit]!;
      const query = code >>> 16;
      const group = code & 0xffff;
      const list = block + query;
      const record = leftRows ? leftRows[list]! : list;
      const first = tile + group * ROW_GROUP;
      for (let lane = 0; lane < ROW_GROUP; lane++) {
        const value = floats[hit + 1 + lane]!;
        const place = first + lane;
        const partner = rightRows && place < rightCount ? rightRows[place]! : place;
        if (isWithin && (isMirrored ? partner <= record : partner === record)) continue;
        if (value > leftFloor[list]!) {
          offerPair(lists.left, list, partner, value);
          floats[queryFloor + query * 4] = leftFloor[list]!;
        }
        if (rightFloor !== undefined && value > rightFloor[place]!) {
          offerPair(rightLists!, place, record, value);
          floats[rowMeta + group * 12 + 8 + lane] = rightFloor[place]!;
        }
      }
    }
  }

  function createPackers({ precision }: ScanTask): Sides<Packer> {
    const centres = precision === 'float32' ? null : { left: centreOf(left), right: isWithin ? centreOf(left) : centreOf(right) };
    return {
      left: createPacker(left, leftRows, 'query', precision, centres?.left ?? null, centres?.right ?? null),
      right: createPacker(right, rightRows, 'row', precision, centres?.right ?? null, centres?.left ?? null),
    };
  }
}

/** Everything meets everything; of one table with itself, only what comes later. */
function wholeBlocks(leftCount: number, rightCount: number, isMirrored: boolean): ScanBlock[] {
  return Array.from({ length: Math.ceil(leftCount / BLOCK_QUERIES) }, (_, at) => {
    const from = at * BLOCK_QUERIES;
    return { from, to: Math.min(leftCount, from + BLOCK_QUERIES), ranges: [[isMirrored ? from : 0, rightCount]] };
  });
}

/** Rows packed between two chances to pause. */
const PACK_ROWS = 1024;

/** The memory of one scan; smaller slabs where it cannot be had. */
function layOut({ precision, right, allocate }: ScanTask, leftCount: number, rightCount: number): Layout {
  const chunks = chunksOf(precision, right.dimensions);
  const step = chunks * 16;
  const tileRows = Math.max(ROW_GROUP, Math.floor(TILE_BYTES / step / ROW_GROUP) * ROW_GROUP);
  const queries = Math.ceil(Math.min(BLOCK_QUERIES, leftCount) / QUERY_GROUP) * QUERY_GROUP;
  const queryMeta = queries * step;
  const hits = queryMeta + queries * QUERY_META_BYTES;
  const rowMeta = Math.ceil((hits + queries * (tileRows / ROW_GROUP) * HIT_BYTES) / 16) * 16;
  const wholeSlab = Math.min(Math.ceil(rightCount / tileRows), Math.max(1, Math.floor(SLAB_BYTES / step / tileRows)));
  for (let tiles = wholeSlab; ; tiles = Math.floor(tiles / 2)) {
    const slabRows = tiles * tileRows;
    const rows = rowMeta + (slabRows / ROW_GROUP) * ROW_META_BYTES;
    try {
      const memory = allocate(rows + slabRows * step);
      return { step, chunks, tileRows, slabRows, memory, queryMeta, hits, rowMeta, rows };
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      if (tiles === 1) throw new AppError('device/out-of-memory', {}, { cause: thrown });
    }
  }
}
