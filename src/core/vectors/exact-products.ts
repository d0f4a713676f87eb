import type { VectorSet } from '../model/types';
import { vectorAt } from './dot-products';
import { type Allocate, hasKernel, instantiatePairs } from './kernels';

/** Partners whose vectors are copied to the kernel together. */
const BATCH = 64;

/** Dot products of one vector of a side with chosen vectors of the other, float32; the same bits whatever the company or the side. */
export interface ExactProducts {
  /** The vector that the next products are with. */
  open(row: number): void;
  /** Products with the vectors `partners[from]` up to `partners[to - 1]`, written to `out` from place `at` on. */
  multiply(partners: Uint32Array, from: number, to: number, out: Float32Array, at: number): void;
}

/**
 * @param other has the dimensions of `own`
 * @throws RangeError if `allocate` does
 */
export function createExactProducts(own: VectorSet, other: VectorSet, allocate: Allocate): ExactProducts {
  return hasKernel('float32') ? kernelProducts(own, other, allocate) : plainProducts(own, other);
}

function kernelProducts(own: VectorSet, other: VectorSet, allocate: Allocate): ExactProducts {
  const { dimensions } = own;
  const step = Math.max(1, Math.ceil(dimensions / 4)) * 16;
  const outAt = (1 + BATCH) * step;
  const memory = allocate(outAt + BATCH * 4);
  const pairs = instantiatePairs(memory);
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
