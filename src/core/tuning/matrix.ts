import { compileModule } from '../vectors/compile-module';
import { PRODUCTS_MODULE } from '../vectors/kernel/products-module';

/**
 * `out[i × columns + j] = a row i · b row j`, float32: `a` [rows × inner], `b` [columns × inner], row-major. What `out` held is gone.
 * O(rows × columns × inner), with 128-bit instructions where there are any.
 */
export type MultiplyRows = (
  a: Float32Array,
  rows: number,
  b: Float32Array,
  columns: number,
  inner: number,
  out: Float32Array,
) => void;

type Products = (queries: number, rows: number, rowCount: number, step: number, out: number, outStep: number) => void;

const PAGE_BYTES = 65_536;
/** Rows of `a` that the kernel takes at once. */
const QUERIES = 4;
/** Bytes of `b` that are multiplied at once: they stay in the cache near the core. */
const TILE_BYTES = 1 << 18;

/** A multiplier with memory of its own, for one job. Equal input, equal bits. */
export function createMultiply(): MultiplyRows {
  const module = compileModule(PRODUCTS_MODULE);
  if (!module) return multiplyPlainly;
  const memory = new WebAssembly.Memory({ initial: 16 });
  const products = new WebAssembly.Instance(module, { env: { memory } }).exports.products as Products;
  let floats = new Float32Array(memory.buffer);
  return (a, rows, b, columns, inner, out) => {
    const width = Math.max(4, Math.ceil(inner / 4) * 4);
    const step = width * 4;
    const tile = Math.min(Math.ceil(columns / 2) * 2, Math.max(2, Math.floor(TILE_BYTES / step / 2) * 2));
    const height = Math.ceil(rows / QUERIES) * QUERIES;
    const tileAt = height * step;
    const outAt = tileAt + tile * step;
    const lacking = outAt + QUERIES * tile * 4 - memory.buffer.byteLength;
    if (lacking > 0) {
      memory.grow(Math.ceil(lacking / PAGE_BYTES));
      floats = new Float32Array(memory.buffer);
    }
    place(floats, 0, a, 0, rows, height, inner, width);
    for (let from = 0; from < columns; from += tile) {
      const taken = Math.min(tile, columns - from);
      const even = Math.ceil(taken / 2) * 2;
      place(floats, tileAt / 4, b, from, taken, even, inner, width);
      for (let row = 0; row < height; row += QUERIES) {
        products(row * step, tileAt, even, step, outAt, tile * 4);
        for (let own = row; own < Math.min(row + QUERIES, rows); own++) {
          const start = outAt / 4 + (own - row) * tile;
          out.set(floats.subarray(start, start + taken), own * columns + from);
        }
      }
    }
  };
}

/** Rows `from` … of a matrix in the memory of the kernel, each filled up with zeros, and rows of zeros after them. */
function place(
  floats: Float32Array,
  at: number,
  data: Float32Array,
  from: number,
  rows: number,
  height: number,
  inner: number,
  width: number,
): void {
  if (inner === width) {
    floats.set(data.subarray(from * inner, (from + rows) * inner), at);
  } else {
    floats.fill(0, at, at + rows * width);
    for (let row = 0; row < rows; row++) {
      floats.set(data.subarray((from + row) * inner, (from + row + 1) * inner), at + row * width);
    }
  }
  floats.fill(0, at + rows * width, at + height * width);
}

/** The same without WebAssembly. */
export const multiplyPlainly: MultiplyRows = (a, rows, b, columns, inner, out) => {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let at = 0; at < inner; at++) sum += a[i * inner + at]! * b[j * inner + at]!;
      out[i * columns + j] = sum;
    }
  }
};

/** [rows × columns] → [columns × rows]. */
export function transpose(data: Float32Array, rows: number, columns: number, out: Float32Array): void {
  const block = 32;
  for (let top = 0; top < rows; top += block) {
    for (let left = 0; left < columns; left += block) {
      const bottom = Math.min(rows, top + block);
      const right = Math.min(columns, left + block);
      for (let i = top; i < bottom; i++) for (let j = left; j < right; j++) out[j * rows + i] = data[i * columns + j]!;
    }
  }
}
