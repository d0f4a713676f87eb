import type { VectorSet } from '../model/types';
import type { Precision } from './kernels';

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

/** What was lost in rounding the vectors of one side, for the margin of error. */
export interface Rounding {
  /** Step from one rounded value to the next, of every vector; 0 where nothing is rounded. */
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

/** The mean vector, of at most 20,000 evenly spread vectors. */
export function centreOf(set: VectorSet): Float64Array {
  const { data, dimensions } = set;
  const count = data.length / dimensions;
  const stride = Math.max(1, Math.ceil(count / 20_000));
  const centre = new Float64Array(dimensions);
  let taken = 0;
  for (let row = 0; row < count; row += stride, taken++) {
    for (let i = 0; i < dimensions; i++) centre[i]! += data[row * dimensions + i]!;
  }
  return taken === 0 ? centre : centre.map((sum) => sum / taken);
}

/**
 * @param rows which vectors of `set`, in this order; null takes all
 * @param centre of this side, null for `float32`
 * @param otherCentre of the other side
 */
export function createPacker(
  set: VectorSet,
  rows: Uint32Array | null,
  role: Role,
  precision: Precision,
  centre: Float64Array | null,
  otherCentre: Float64Array | null,
): Packer {
  const { data, dimensions } = set;
  const { bytesPerComponent, limit: limitOf } = LAYOUTS[precision];
  const limit = limitOf(role, dimensions);
  const isShifted = bytesPerComponent === 1;
  const shift = role === 'row' && isShifted ? ROW_SHIFT : 0;
  const group = role === 'query' ? QUERY_GROUP : ROW_GROUP;
  const perChunk = 16 / bytesPerComponent;
  const chunks = chunksOf(precision, dimensions);
  const perVector = chunks * perChunk;
  const total = rows?.length ?? data.length / dimensions;
  const step = new Float32Array(limit === null ? 0 : total);
  const norm = new Float32Array(limit === null ? 0 : total);
  const scratch = new Float32Array(dimensions);
  let centres = 0;
  if (centre && otherCentre) for (let i = 0; i < dimensions; i++) centres += centre[i]! * otherCentre[i]!;

  const pack = (place: Place, from: number, count: number): void => {
    const View = bytesPerComponent === 1 ? Int8Array : bytesPerComponent === 2 ? Int16Array : Float32Array;
    const padded = Math.ceil(count / group) * group;
    const target = new View(place.memory, place.vectors, padded * perVector);
    const metaWords = (padded / group) * 12;
    const floats = new Float32Array(place.memory, place.meta, metaWords);
    const integers = new Int32Array(place.memory, place.meta, metaWords);
    target.fill(0);
    for (let at = 0; at < padded; at++) {
      const lane = at % group;
      const base = (at - lane) * perVector + lane * perChunk;
      let scale = 1;
      let bias = at < count ? 0 : Number.NEGATIVE_INFINITY;
      let sum = 0;
      if (at < count) {
        const start = (rows ? rows[from + at]! : from + at) * dimensions;
        if (limit === null) {
          let to = base;
          for (let i = 0; i < dimensions; i++) {
            target[to] = data[start + i]!;
            to += (i + 1) % perChunk === 0 ? 1 + (group - 1) * perChunk : 1;
          }
        } else {
          let largest = 0;
          let squares = 0;
          for (let i = 0; i < dimensions; i++) {
            const value = data[start + i]!;
            const centred = value - centre![i]!;
            bias += value * otherCentre![i]!;
            scratch[i] = centred;
            squares += centred * centred;
            const size = Math.abs(centred);
            if (size > largest) largest = size;
          }
          scale = largest / limit;
          const inverse = largest > 0 ? limit / largest : 0;
          let to = base;
          for (let first = 0; first < dimensions; first += perChunk) {
            const end = Math.min(dimensions, first + perChunk);
            for (let i = first; i < end; i++) {
              const rounded = Math.floor(scratch[i]! * inverse + 0.5);
              sum += rounded;
              target[to + i - first] = rounded + shift;
            }
            to += group * perChunk;
          }
          if (role === 'query') bias -= centres;
          step[from + at] = scale;
          norm[from + at] = Math.sqrt(squares);
        }
      }
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
  };
  return { pack, rounding: { step, norm } };
}
