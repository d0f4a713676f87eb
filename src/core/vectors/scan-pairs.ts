import type { TopPairs } from '../candidates/top-pairs';
import { AppError } from '../model/errors';
import type { Sides, VectorSet } from '../model/types';
import { type Allocate, instantiateScan, type Precision } from './kernels';
import { centreOf, chunksOf, createPacker, type Packer, QUERY_GROUP, ROW_GROUP, type Rounding } from './packing';
import { bytesOfLists, type ListsPlan, openScanLists } from './scan-lists';

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
  /** Partners that each list holds; 0 leaves the lists of a side out. */
  readonly k: Sides<number>;
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
  readonly lists: number;
  readonly rowMeta: number;
  readonly rows: number;
}

export interface ScanAnswer {
  /** Best first, ties by the lower record; of one table with itself both sides are the same lists. */
  readonly lists: Sides<TopPairs>;
  readonly rounding: Sides<Rounding>;
}

/**
 * Compares every left record with every right one and keeps the best partners of both sides. Values are those of the precision; with
 * `float32` they are exact and lists complete. Cost O(left · right · dimensions); memory: 8 bytes for each place of a list, twice at
 * the end, and at most 48 MB of packed vectors, less where that much cannot be had.
 *
 * @throws AppError `device/out-of-memory`
 */
export async function scanPairs(task: ScanTask): Promise<ScanAnswer> {
  const { left, leftRows, right, rightRows, k, isWithin, breathe } = task;
  const leftCount = leftRows?.length ?? left.data.length / left.dimensions;
  const rightCount = right.data.length / right.dimensions;
  const packers = createPackers(task);
  const rounding = { left: packers.left.rounding, right: packers.right.rounding };
  const isMirrored = isWithin && leftRows === null;
  if (leftCount === 0 || rightCount === 0) {
    return { rounding, lists: { left: emptyLists(leftCount, k.left), right: emptyLists(rightCount, k.right) } };
  }
  const plan: ListsPlan = {
    left: { count: leftCount, k: k.left, rows: leftRows },
    right: { count: rightCount, k: k.right, rows: rightRows },
    isMirrored,
    isWithin,
  };
  const layout = layOut(task, leftCount, rightCount, bytesOfLists(plan));
  const scan = instantiateScan(task.precision, layout.memory);
  const lists = openScanLists(layout.memory, layout.lists, plan);
  const blocks = task.blocks ?? wholeBlocks(leftCount, rightCount, isMirrored);
  const { buffer } = layout.memory;
  const floats = new Float32Array(buffer);
  const { left: leftFloor, right: rightFloor } = lists.floor;
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
        const floor = row < count ? rightFloor[from + row]! : Number.POSITIVE_INFINITY;
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
          lists.enter(layout.hits, hitsEnd, from, layout.queryMeta, tile, rowMeta);
          const pause = breathe((slab * leftCount + from * (slabEnd - slab)) / (leftCount * rightCount));
          if (pause) await pause;
        }
      }
    }
  }
  return { rounding, lists: lists.finish() };

  function packQueries(from: number, count: number, groups: number): void {
    packers.left.pack({ memory: buffer, vectors: 0, meta: layout.queryMeta }, from, count);
    const queryFloor = (layout.queryMeta >> 2) + 3;
    for (let query = 0; query < groups * QUERY_GROUP; query++) {
      floats[queryFloor + query * 4] = query < count ? leftFloor[from + query]! : Number.POSITIVE_INFINITY;
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

const emptyLists = (records: number, k: number): TopPairs => ({
  k,
  count: new Uint32Array(records),
  index: new Uint32Array(records * k),
  value: new Float32Array(records * k),
});

/** The memory of one scan; smaller slabs where it cannot be had. */
function layOut({ precision, right, allocate }: ScanTask, leftCount: number, rightCount: number, listBytes: number): Layout {
  const chunks = chunksOf(precision, right.dimensions);
  const step = chunks * 16;
  const tileRows = Math.max(ROW_GROUP, Math.floor(TILE_BYTES / step / ROW_GROUP) * ROW_GROUP);
  const queries = Math.ceil(Math.min(BLOCK_QUERIES, leftCount) / QUERY_GROUP) * QUERY_GROUP;
  const queryMeta = queries * step;
  const hits = queryMeta + queries * QUERY_META_BYTES;
  const lists = Math.ceil((hits + queries * (tileRows / ROW_GROUP) * HIT_BYTES) / 16) * 16;
  const rowMeta = lists + listBytes;
  const wholeSlab = Math.min(Math.ceil(rightCount / tileRows), Math.max(1, Math.floor(SLAB_BYTES / step / tileRows)));
  for (let tiles = wholeSlab; ; tiles = Math.floor(tiles / 2)) {
    const slabRows = tiles * tileRows;
    const rows = rowMeta + (slabRows / ROW_GROUP) * ROW_META_BYTES;
    try {
      const memory = allocate(rows + slabRows * step);
      return { step, chunks, tileRows, slabRows, memory, queryMeta, hits, lists, rowMeta, rows };
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      if (tiles === 1) throw new AppError('device/out-of-memory', {}, { cause: thrown });
    }
  }
}
