import type { VectorSet } from '../model/types';
import type { Precision } from './kernels';
import { createPackKernel } from './pack-kernel';

/** Vectors of one side in the order that the kernels read; see `kernel/scan.wat`. */
export const QUERY_GROUP = 3;
export const ROW_GROUP = 4;

interface Layout {
  readonly bytesPerComponent: number;
  /** Largest absolute value of a rounded component; null leaves components as they are. */
  readonly limit: (role: Role, dimensions: number) => number | null;
}
export type Role = 'query' | 'row';

const LAYOUTS: Readonly<Record<Precision, Layout>> = {
  float32: { bytesPerComponent: 4, limit: () => null },
  int16: { bytesPerComponent: 2, limit: (_, dimensions) => Math.min(2047, Math.floor(Math.sqrt(0x7fffffff / dimensions))) },
  'int8-widened': { bytesPerComponent: 1, limit: (role) => (role === 'query' ? 127 : 63) },
  int8: { bytesPerComponent: 1, limit: (role) => (role === 'query' ? 127 : 63) },
};

/** Rows of int8 are kept 64 higher, from 1 to 127, as the product wants one operand without sign. */
const ROW_SHIFT = 64;

/** 16-byte chunks of one vector. */
export function chunksOf(precision: Precision, dimensions: number): number {
  return Math.max(1, Math.ceil((dimensions * LAYOUTS[precision].bytesPerComponent) / 16));
}

/** What was lost in rounding the vectors of one side, for the margin of error; empty where nothing is rounded. */
export interface Rounding {
  /** Step from one rounded value to the next, of every vector. */
  readonly step: Float32Array;
  /** Length of every vector less the centre. */
  readonly norm: Float32Array;
}

/** Where the vectors and the numbers that belong to them lie in the memory of the kernel. */
export interface Place {
  readonly memory: ArrayBuffer;
  readonly vectors: number;
  readonly meta: number;
}

/**
 * A side made ready for the kernel: its vectors less their centre, which leaves finer steps to what tells vectors apart. The share of
 * both centres in a product goes to the biases, so that values are cosines again.
 */
export interface Packer {
  /**
   * Packs the vectors `from` up to `from + count`, and zeros up to a full group, whose bias of −∞ keeps them out of every list.
   * Floors are left to the caller.
   */
  pack(place: Place, from: number, count: number): void;
  readonly rounding: Rounding;
}

/** The mean vector, of some 4,000 evenly spread vectors. */
export function centreOf(set: VectorSet): Float32Array {
  const { data, dimensions } = set;
  const count = data.length / dimensions;
  const stride = Math.max(1, Math.floor(count / 4_000));
  const centre = new Float64Array(dimensions);
  let taken = 0;
  for (let row = 0; row < count; row += stride, taken++) {
    for (let i = 0; i < dimensions; i++) centre[i]! += data[row * dimensions + i]!;
  }
  return Float32Array.from(centre, (sum) => (taken === 0 ? 0 : sum / taken));
}

/**
 * @param rows which vectors of `set`, in this order; null takes all
 * @param centre of this side, null for `float32`
 * @param otherCentre of the other side
 * @param isPlain leaves the kernel alone; the same but for errors of float32
 */
export function createPacker(
  set: VectorSet,
  rows: Uint32Array | null,
  role: Role,
  precision: Precision,
  centre: Float32Array | null,
  otherCentre: Float32Array | null,
  isPlain = false,
): Packer {
  const { data, dimensions } = set;
  const { bytesPerComponent, limit: limitOf } = LAYOUTS[precision];
  const limit = limitOf(role, dimensions);
  const isShifted = bytesPerComponent === 1;
  const group = role === 'query' ? QUERY_GROUP : ROW_GROUP;
  const perChunk = 16 / bytesPerComponent;
  const perVector = chunksOf(precision, dimensions) * perChunk;
  const total = rows?.length ?? data.length / dimensions;
  const step = new Float32Array(limit === null ? 0 : total);
  const norm = new Float32Array(limit === null ? 0 : total);
  const rounder = limit !== null && centre && otherCentre ? createRounder(set, centre, otherCentre, limit) : null;
  const shift = role === 'row' && isShifted ? ROW_SHIFT : 0;
  const block = turnedTogether(dimensions);
  const kernel =
    rounder && !isPlain && block >= 4
      ? createPackKernel({ centre: centre!, otherCentre: otherCentre!, block, limit: limit!, shift, bytesPerComponent, group })
      : null;
  const centresShare = role === 'query' && centre && otherCentre ? productOf(centre, otherCentre) : 0;

  const pack = (place: Place, from: number, count: number): void => {
    const View = bytesPerComponent === 1 ? Int8Array : bytesPerComponent === 2 ? Int16Array : Float32Array;
    const padded = Math.ceil(count / group) * group;
    const target = new View(place.memory, place.vectors, padded * perVector);
    const metaWords = (padded / group) * 12;
    const floats = new Float32Array(place.memory, place.meta, metaWords);
    const integers = new Int32Array(place.memory, place.meta, metaWords);
    if (kernel) kernel.clear(target.byteLength);
    else if (padded > count || perVector > dimensions) target.fill(0);
    for (let at = 0; at < padded; at++) {
      const lane = at % group;
      const base = (at - lane) * perVector + lane * perChunk;
      const row = at < count ? (rows ? rows[from + at]! : from + at) : -1;
      let scale = 1;
      let bias = 0;
      let sum = 0;
      if (row < 0) bias = Number.NEGATIVE_INFINITY;
      else if (kernel) {
        kernel.pack(data.subarray(row * dimensions, (row + 1) * dimensions), base * bytesPerComponent);
        scale = kernel.largest / limit! / Math.sqrt(block);
        sum = kernel.sum;
        bias = kernel.bias - centresShare;
        step[from + at] = scale;
        norm[from + at] = Math.sqrt(kernel.squares);
      } else if (rounder) {
        rounder.round(row);
        ({ scale, sum } = rounder);
        bias = rounder.bias - centresShare;
        step[from + at] = scale;
        norm[from + at] = rounder.norm;
        interleave(rounder.rounded, 0, dimensions, target, base, perChunk, group, shift);
      } else interleave(data, row * dimensions, dimensions, target, base, perChunk, group, 0);
      if (role === 'query') {
        const words = at * 4;
        integers[words] = isShifted ? -ROW_SHIFT * sum : 0;
        floats[words + 1] = scale;
        floats[words + 2] = bias;
      } else {
        const words = ((at - lane) / group) * 12 + lane;
        floats[words] = scale;
        floats[words + 4] = bias;
      }
    }
    if (kernel) new Uint8Array(place.memory, place.vectors, target.byteLength).set(kernel.packed());
  };
  return { pack, rounding: { step, norm } };
}

/** Copies one vector to its chunks among those of its group. */
function interleave(
  source: Float32Array | Int16Array,
  start: number,
  dimensions: number,
  target: Float32Array | Int16Array | Int8Array,
  base: number,
  perChunk: number,
  group: number,
  shift: number,
): void {
  let to = base;
  for (let first = 0; first < dimensions; first += perChunk) {
    const end = Math.min(dimensions, first + perChunk);
    for (let i = first; i < end; i++) target[to + i - first] = source[start + i]! + shift;
    to += group * perChunk;
  }
}

/** Rounds one vector after the other; what it found of the last one stays in its members. */
interface Rounder {
  readonly rounded: Int16Array;
  scale: number;
  bias: number;
  sum: number;
  norm: number;
  round(row: number): void;
}

function createRounder(set: VectorSet, centre: Float32Array, otherCentre: Float32Array, limit: number): Rounder {
  const { data, dimensions } = set;
  const turned = new Float32Array(dimensions);
  const block = turnedTogether(dimensions);
  const stretch = Math.sqrt(block);
  const rounded = new Int16Array(dimensions);
  return {
    rounded,
    scale: 0,
    bias: 0,
    sum: 0,
    norm: 0,
    round(row) {
      const start = row * dimensions;
      let bias = 0;
      let squares = 0;
      for (let i = 0; i < dimensions; i++) {
        const value = data[start + i]!;
        const centred = value - centre[i]!;
        bias += value * otherCentre[i]!;
        turned[i] = centred;
        squares += centred * centred;
      }
      for (let from = 0; from < dimensions && block > 1; from += block) turn(turned, from, block);
      let largest = 0;
      for (let i = 0; i < dimensions; i++) {
        const size = Math.abs(turned[i]!);
        if (size > largest) largest = size;
      }
      const inverse = largest > 0 ? limit / largest : 0;
      let sum = 0;
      for (let i = 0; i < dimensions; i++) {
        const nearest = Math.floor(turned[i]! * inverse + 0.5);
        sum += nearest;
        rounded[i] = nearest;
      }
      this.scale = largest / limit / stretch;
      this.bias = bias;
      this.sum = sum;
      this.norm = Math.sqrt(squares);
    },
  };
}

/** The largest power of two, at most 128, that divides the number of components. */
function turnedTogether(dimensions: number): number {
  let block = 1;
  while (block < 128 && dimensions % (block * 2) === 0) block *= 2;
  return block;
}

/**
 * Walsh–Hadamard transform of `block` components in place: a rotation but for a factor √block. Products stay the same when both sides
 * are turned, and a few large components, which would make the steps of all others coarse, are spread over the block.
 */
function turn(values: Float32Array, from: number, block: number): void {
  const end = from + block;
  let half = 1;
  for (; half * 4 <= block; half *= 4) {
    for (let start = from; start < end; start += half * 4) {
      for (let a = start; a < start + half; a++) {
        const b = a + half;
        const c = b + half;
        const d = c + half;
        const sumAB = values[a]! + values[b]!;
        const lessAB = values[a]! - values[b]!;
        const sumCD = values[c]! + values[d]!;
        const lessCD = values[c]! - values[d]!;
        values[a] = sumAB + sumCD;
        values[b] = lessAB + lessCD;
        values[c] = sumAB - sumCD;
        values[d] = lessAB - lessCD;
      }
    }
  }
  if (half === block) return;
  for (let a = from; a < from + half; a++) {
    const sum = values[a]! + values[a + half]!;
    values[a + half] = values[a]! - values[a + half]!;
    values[a] = sum;
  }
}

function productOf(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, i) => sum + value * other[i]!, 0);
}
