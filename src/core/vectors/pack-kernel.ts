import { allocateMemory, instantiatePack } from './kernels';

/** Packs one vector after the other into memory of its own; what it found of the last one stays in its members. */
export interface PackKernel {
  /** Starts anew with `bytes` of zeros. */
  clear(bytes: number): void;
  /** Rounds a vector; its first chunk goes to byte `at`. */
  pack(vector: Float32Array, at: number): void;
  /** All bytes since `clear`. */
  packed(): Uint8Array;
  bias: number;
  squares: number;
  largest: number;
  sum: number;
}

export interface PackShape {
  readonly centre: Float32Array;
  readonly otherCentre: Float32Array;
  /** Components that are turned together. */
  readonly block: number;
  readonly limit: number;
  readonly shift: number;
  readonly bytesPerComponent: number;
  readonly group: number;
}

/** See `kernel/pack.wat`; null where there is no such kernel, or the vectors do not have the length for it. */
export function createPackKernel({
  centre,
  otherCentre,
  block,
  limit,
  shift,
  bytesPerComponent,
  group,
}: PackShape): PackKernel | null {
  const dimensions = centre.length;
  if (dimensions === 0 || dimensions % 16 !== 0 || bytesPerComponent > 2) return null;
  const bytes = 4 * dimensions;
  const meta = 3 * bytes;
  const start = meta + 16;
  const memory = allocateMemory(start);
  const kernel = instantiatePack(memory);
  if (!kernel) return null;
  let floats = new Float32Array(memory.buffer);
  let integers = new Int32Array(memory.buffer);
  floats.set(centre, dimensions);
  floats.set(otherCentre, 2 * dimensions);
  let size = 0;
  const packing: PackKernel = {
    bias: 0,
    squares: 0,
    largest: 0,
    sum: 0,
    clear(wanted) {
      size = wanted;
      const lacking = start + size - memory.buffer.byteLength;
      if (lacking > 0) {
        memory.grow(Math.ceil(lacking / PAGE_BYTES));
        floats = new Float32Array(memory.buffer);
        integers = new Int32Array(memory.buffer);
      }
      packing.packed().fill(0);
    },
    pack(vector, at) {
      floats.set(vector);
      const isWide = Number(bytesPerComponent === 2);
      kernel.pack(0, bytes, 4 * block, bytes, 2 * bytes, limit, shift, isWide, start + at, 16 * group, meta);
      packing.bias = floats[meta >> 2]!;
      packing.squares = floats[(meta >> 2) + 1]!;
      packing.largest = floats[(meta >> 2) + 2]!;
      packing.sum = integers[(meta >> 2) + 3]!;
    },
    packed: () => new Uint8Array(memory.buffer, start, size),
  };
  return packing;
}

const PAGE_BYTES = 65_536;
