import type { VectorSet } from '../model/types';
import type { Allocate } from './kernels';
import { ROW_GROUP } from './packing';
import { BLOCK_QUERIES, type ScanBlock, scanPairs } from './scan-pairs';

/** Records of both sides grouped around shared centres, so that a record is compared with those of near cells only. */
export interface Cells {
  readonly left: CellMembers;
  readonly right: CellMembers;
  /** Cells of every cell, nearest first, itself among them: `near[cell * count + rank]`. */
  readonly near: Uint32Array;
  readonly count: number;
}

/** `rows[offsets[cell]]` up to `rows[offsets[cell + 1] - 1]` are the records of a cell, in ascending order. */
export interface CellMembers {
  readonly rows: Uint32Array;
  readonly offsets: Uint32Array;
  readonly cellOf: Uint32Array;
}

const ROUNDS = 6;
/** Vectors of the sample for each cell; more make better centres and take longer. */
const SAMPLE_A_CELL = 24;

/**
 * Spherical k-means: centres are found on an evenly spread sample of both sides, then every record goes to the nearest centre.
 * Deterministic: the first centres are every n-th member of the sample. Cost O((sample · rounds + records) · cells · dimensions).
 */
export async function createCells(
  left: VectorSet,
  right: VectorSet,
  count: number,
  allocate: Allocate,
  breathe: () => Promise<void> | null,
): Promise<Cells> {
  const { dimensions, model } = left;
  const sample = sampleOf(left, right, count * SAMPLE_A_CELL);
  const sampled = sample.data.length / dimensions;
  const centres = new Float32Array(count * dimensions);
  for (let cell = 0; cell < count; cell++) {
    const member = Math.floor((cell * sampled) / count);
    centres.set(sample.data.subarray(member * dimensions, (member + 1) * dimensions), cell * dimensions);
  }
  const set: VectorSet = { model, dimensions, data: centres };
  for (let round = 0; round < ROUNDS; round++)
    moveCentres(centres, sample, await nearestCentres(sample, set, 1, allocate, breathe));
  const near = await nearestCentres(set, set, count, allocate, breathe);
  const [leftCells, rightCells] = [
    await nearestCentres(left, set, 1, allocate, breathe),
    await nearestCentres(right, set, 1, allocate, breathe),
  ];
  return { left: groupByCell(leftCells, count), right: groupByCell(rightCells, count), near, count };
}

/** Evenly spread vectors of both sides together. */
function sampleOf(left: VectorSet, right: VectorSet, most: number): VectorSet {
  const { dimensions, model } = left;
  const leftCount = left.data.length / dimensions;
  const total = leftCount + right.data.length / dimensions;
  const size = Math.min(most, total);
  const data = new Float32Array(size * dimensions);
  for (let at = 0; at < size; at++) {
    const row = Math.floor((at * total) / size);
    const [source, start] = row < leftCount ? [left, row * dimensions] : [right, (row - leftCount) * dimensions];
    data.set(source.data.subarray(start, start + dimensions), at * dimensions);
  }
  return { model, dimensions, data };
}

async function nearestCentres(
  set: VectorSet,
  centres: VectorSet,
  k: number,
  allocate: Allocate,
  breathe: () => Promise<void> | null,
): Promise<Uint32Array> {
  const { lists } = await scanPairs({
    left: set,
    leftRows: null,
    right: centres,
    rightRows: null,
    blocks: null,
    k: { left: k, right: 0 },
    isWithin: false,
    precision: 'int16',
    allocate,
    breathe,
  });
  return lists.left.index;
}

/** Every centre to the normalised sum of its members; one without members stays. */
function moveCentres(centres: Float32Array, { data, dimensions }: VectorSet, cellOf: Uint32Array): void {
  const sums = new Float64Array(centres.length);
  cellOf.forEach((cell, row) => {
    for (let i = 0; i < dimensions; i++) sums[cell * dimensions + i]! += data[row * dimensions + i]!;
  });
  for (let start = 0; start < sums.length; start += dimensions) {
    let squares = 0;
    for (let i = start; i < start + dimensions; i++) squares += sums[i]! * sums[i]!;
    if (squares === 0) continue;
    const length = Math.sqrt(squares);
    for (let i = start; i < start + dimensions; i++) centres[i] = sums[i]! / length;
  }
}

function groupByCell(cellOf: Uint32Array, count: number): CellMembers {
  const offsets = new Uint32Array(count + 1);
  for (const cell of cellOf) offsets[cell + 1]!++;
  for (let cell = 0; cell < count; cell++) offsets[cell + 1]! += offsets[cell]!;
  const next = offsets.slice();
  const rows = new Uint32Array(cellOf.length);
  cellOf.forEach((cell, row) => {
    rows[next[cell]!++] = row;
  });
  return { rows, offsets, cellOf };
}

/** Exact neighbours that have to be found, of those of the records that `chooseReach` is given. */
const TARGET_RECALL = 0.995;

/**
 * How many near cells a cell has to meet so that the partners `found` (exact, of some left or right records) lie in them, but for
 * half a per cent. Cost O(records · cells).
 *
 * @param found `index[i * k]` up to `index[i * k + count[i]]`: partners of record `rows[i]`
 */
export function chooseReach(
  { near, count }: Cells,
  own: CellMembers,
  other: CellMembers,
  rows: Uint32Array,
  found: { readonly k: number; readonly count: Uint32Array; readonly index: Uint32Array },
): number {
  const foundAt = new Uint32Array(count);
  const rankOf = new Uint32Array(count);
  let total = 0;
  rows.forEach((row, at) => {
    const first = own.cellOf[row]! * count;
    for (let rank = 0; rank < count; rank++) rankOf[near[first + rank]!] = rank;
    for (let place = at * found.k; place < at * found.k + found.count[at]!; place++, total++) {
      foundAt[rankOf[other.cellOf[found.index[place]!]!]!]!++;
    }
  });
  let reached = 0;
  for (let reach = 1; reach <= count; reach++) {
    reached += foundAt[reach - 1]!;
    if (reached >= TARGET_RECALL * total) return reach;
  }
  return count;
}

/** The blocks of a scan in which every cell meets its `reach` nearest ones, and those that have it among theirs. */
export function planCells({ left, right, near, count }: Cells, reach: number): ScanBlock[] {
  const meets: Set<number>[] = Array.from({ length: count }, () => new Set());
  for (let cell = 0; cell < count; cell++) {
    for (let rank = 0; rank < reach; rank++) {
      const other = near[cell * count + rank]!;
      meets[cell]!.add(other);
      meets[other]!.add(cell);
    }
  }
  return meets.flatMap((others, cell) => {
    const ranges: [number, number][] = [];
    for (const other of Uint32Array.from(others).sort()) {
      const from = right.offsets[other]!;
      const to = right.offsets[other + 1]!;
      if (from === to) continue;
      const last = ranges.at(-1);
      const aligned = from - (from % ROW_GROUP);
      if (last && aligned <= last[1]) last[1] = to;
      else ranges.push([aligned, to]);
    }
    const blocks: ScanBlock[] = [];
    const end = left.offsets[cell + 1]!;
    for (let from = left.offsets[cell]!; from < end; from += BLOCK_QUERIES) {
      blocks.push({ from, to: Math.min(end, from + BLOCK_QUERIES), ranges });
    }
    return blocks;
  });
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const CELLS_DEFINITION = { ROUNDS, SAMPLE_A_CELL, TARGET_RECALL } as const;
