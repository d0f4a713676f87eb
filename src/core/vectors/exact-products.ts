import type { VectorSet } from '../model/types';
import { vectorAt } from './dot-products';
import { type Allocate, hasKernel, instantiatePairs, type PairsKernel } from './kernels';

/** Partners that the kernel multiplies together. */
const BATCH = 64;
/** Vectors of a side that are copied to the kernel once for all, where as many products are expected; else each with its product. */
const WHOLE_BYTES = 64 * 1024 * 1024;

/** Sides up to so many bytes stay with the kernel as long as their vectors are there: they are asked for again within a search. */
const SHARED_BYTES = 16 * 1024 * 1024;

/**
 * Dot products of one vector of a side with chosen vectors of the other, float32; the same bits whatever the company or the side.
 * Others with the same vectors may work in the same memory: open one and take its products without a pause.
 */
export interface ExactProducts {
  /** The vector that the next products are with. */
  open(row: number): void;
  /** Products with the vectors `partners[from]` up to `partners[to - 1]`, written to `out` from place `at` on. */
  multiply(partners: Uint32Array, from: number, to: number, out: Float32Array, at: number): void;
}

/**
 * @param other has the dimensions of `own`
 * @param expected products that will be asked for, about
 * @throws RangeError if `allocate` does
 */
export function createExactProducts(own: VectorSet, other: VectorSet, expected: number, allocate: Allocate): ExactProducts {
  if (!hasKernel('float32')) return plainProducts(own, other);
  const isWhole = expected * other.dimensions >= other.data.length && other.data.byteLength <= WHOLE_BYTES;
  return (isWhole && wholeProducts(own, other, allocate)) || kernelProducts(own, other, allocate);
}

/** Null where there is no room for all vectors. */
function wholeProducts(own: VectorSet, other: VectorSet, allocate: Allocate): ExactProducts | null {
  const whole = shared.get(other.data) ?? placeWhole(other, allocate);
  if (!whole) return null;
  if (other.data.byteLength <= SHARED_BYTES) shared.set(other.data, whole);
  const { step, listAt, outAt, floats, list, products, gather } = whole;
  return {
    open: (row) => {
      floats.set(vectorAt(own, row), 0);
    },
    multiply: (partners, from, to, out, at) => {
      for (let start = from; start < to; start += BATCH) {
        const taken = Math.min(BATCH, to - start);
        for (let i = 0; i < taken; i++) list[i] = (1 + partners[start + i]!) * step;
        // What fills up the last four is multiplied in vain.
        for (let i = taken; i % 4 !== 0; i++) list[i] = 0;
        gather(0, listAt, Math.ceil(taken / 4) * 4, step, outAt);
        for (let i = 0; i < taken; i++) out[at + start - from + i] = products[i]!;
      }
    },
  };
}

/** All vectors of a side in the memory of a kernel, after one place for the vector that is open. */
interface WholeSide {
  readonly step: number;
  readonly listAt: number;
  readonly outAt: number;
  readonly floats: Float32Array;
  readonly list: Uint32Array;
  readonly products: Float32Array;
  readonly gather: PairsKernel['gather'];
}

const shared = new WeakMap<Float32Array, WholeSide>();

function placeWhole(side: VectorSet, allocate: Allocate): WholeSide | null {
  const { dimensions } = side;
  const step = Math.max(1, Math.ceil(dimensions / 4)) * 16;
  const count = side.data.length / dimensions;
  const listAt = (1 + count) * step;
  const outAt = listAt + BATCH * 4;
  let memory: WebAssembly.Memory;
  try {
    memory = allocate(outAt + BATCH * 4);
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
  const floats = new Float32Array(memory.buffer);
  if (step === dimensions * 4) floats.set(side.data, dimensions);
  else for (let row = 0; row < count; row++) floats.set(vectorAt(side, row), ((1 + row) * step) / 4);
  return {
    step,
    listAt,
    outAt,
    floats,
    list: new Uint32Array(memory.buffer, listAt, BATCH),
    products: new Float32Array(memory.buffer, outAt, BATCH),
    gather: instantiatePairs(memory).gather,
  };
}

function kernelProducts(own: VectorSet, other: VectorSet, allocate: Allocate): ExactProducts {
  const { dimensions } = own;
  const step = Math.max(1, Math.ceil(dimensions / 4)) * 16;
  const outAt = (1 + BATCH) * step;
  const memory = allocate(outAt + BATCH * 4);
  const { pairs } = instantiatePairs(memory);
  const floats = new Float32Array(memory.buffer);
  return {
    open: (row) => {
      floats.set(vectorAt(own, row), 0);
    },
    multiply: (partners, from, to, out, at) => {
      for (let start = from; start < to; start += BATCH) {
        const count = Math.min(BATCH, to - start);
        for (let i = 0; i < count; i++) floats.set(vectorAt(other, partners[start + i]!), ((1 + i) * step) / 4);
        pairs(0, step, Math.ceil(count / 4) * 4, step, outAt);
        for (let i = 0; i < count; i++) out[at + start - from + i] = floats[outAt / 4 + i]!;
      }
    },
  };
}

/** The same without WebAssembly. */
export function plainProducts(own: VectorSet, other: VectorSet): ExactProducts {
  const { dimensions } = own;
  let one = vectorAt(own, 0);
  return {
    open: (row) => {
      one = vectorAt(own, row);
    },
    multiply: (partners, from, to, out, at) => {
      for (let i = from; i < to; i++) {
        const start = partners[i]! * dimensions;
        let sum = 0;
        for (let d = 0; d < dimensions; d++) sum += one[d]! * other.data[start + d]!;
        out[at + i - from] = sum;
      }
    },
  };
}
