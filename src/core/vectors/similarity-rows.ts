import type { VectorSet } from '../model/types';
import { dotProducts, vectorAt } from './dot-products';
import { PRODUCTS_MODULE } from './kernel/products-module';

/** Left vectors taken together: enough to use every tile often, few enough to stay in the cache. */
const BLOCK_ROWS = 32;
/** Right vectors that are gone through at a time, so that they are still in the cache for the next left ones. */
const TILE_BYTES = 192 * 1024;
const PAGE_BYTES = 65_536;
const QUERIES_TOGETHER = 4;

/**
 * Dot products of left vectors with every right vector (cosines, as vectors are normalised), a row at a time:
 * `rowOf(left)[right]`. A row is a view that holds until the next call; going up in order is cheapest, as rows are made in blocks.
 *
 * With WebAssembly and its 128-bit instructions a kernel of our own does the work (`kernel/products.wat`), else plain code with the
 * same result but for the order of sums. Equal vectors give equal products. Memory: a copy of the right vectors.
 */
export function createSimilarityRows(left: VectorSet, right: VectorSet): (left: number) => Float32Array {
  return kernelRows(left, right) ?? plainRows(left, right);
}

/** The same without WebAssembly. */
export function plainRows(left: VectorSet, right: VectorSet): (left: number) => Float32Array {
  const row = new Float32Array(countOf(right));
  return (at) => {
    dotProducts(vectorAt(left, at), right, row);
    return row;
  };
}

/** Null where the kernel cannot run: no WebAssembly, no 128-bit instructions, or no memory for the right vectors. */
export function kernelRows(left: VectorSet, right: VectorSet): ((left: number) => Float32Array) | null {
  const leftCount = countOf(left);
  const rightCount = countOf(right);
  const { dimensions } = right;
  const step = Math.ceil(dimensions / 4) * 16;
  const outStep = (rightCount + (rightCount % 2)) * 4;
  const outAt = BLOCK_ROWS * step;
  const rightAt = outAt + Math.ceil((BLOCK_ROWS * outStep) / 16) * 16;
  const kernel = loadKernel(rightAt + (rightCount + 1) * step);
  if (!kernel) return null;

  const floats = new Float32Array(kernel.memory.buffer);
  copyVectors(right, 0, rightCount, floats, rightAt, step);
  const tileRows = Math.max(2, Math.floor(TILE_BYTES / step / 2) * 2);
  let blockFrom = -1;

  const fillBlock = (from: number): void => {
    const rows = Math.min(BLOCK_ROWS, leftCount - from);
    floats.fill(0, 0, outAt / 4);
    copyVectors(left, from, rows, floats, 0, step);
    for (let tile = 0; tile < rightCount; tile += tileRows) {
      const tileCount = Math.min(tileRows, outStep / 4 - tile);
      for (let query = 0; query < rows; query += QUERIES_TOGETHER) {
        kernel.products(query * step, rightAt + tile * step, tileCount, step, outAt + query * outStep + tile * 4, outStep);
      }
    }
    blockFrom = from;
  };
  return (at) => {
    const from = at - (at % BLOCK_ROWS);
    if (from !== blockFrom) fillBlock(from);
    const start = (outAt + (at - from) * outStep) / 4;
    return floats.subarray(start, start + rightCount);
  };
}

const countOf = (set: VectorSet): number => set.data.length / set.dimensions;

function copyVectors(set: VectorSet, from: number, count: number, target: Float32Array, at: number, step: number): void {
  const { data, dimensions } = set;
  if (dimensions * 4 === step) {
    target.set(data.subarray(from * dimensions, (from + count) * dimensions), at / 4);
    return;
  }
  for (let row = 0; row < count; row++) target.set(vectorAt(set, from + row), (at + row * step) / 4);
}

interface Kernel {
  readonly memory: WebAssembly.Memory;
  /** See `kernel/products.wat`. */
  readonly products: (queries: number, rows: number, rowCount: number, step: number, out: number, outStep: number) => void;
}

function loadKernel(bytes: number): Kernel | null {
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    const code = Uint8Array.from(atob(PRODUCTS_MODULE), (letter) => letter.charCodeAt(0));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
    return { memory, products: exports.products as Kernel['products'] };
  } catch {
    return null;
  }
}
