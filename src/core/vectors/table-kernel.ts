import { compileModule } from './compile-module';
import { TABLE_MODULE } from './kernel/table-module';
import { type Allocate, allocateMemory } from './kernels';
import type { TokenTable } from './token-table';

/** Adds up and normalises the vectors of tokens: `rows` texts of `width` tokens each. @returns [rows × dimensions], valid until the next call */
export type SumTokens = (ids: Int32Array, rows: number, width: number) => Float32Array;

/** Components that the kernel takes together. */
const COLUMNS = 32;
const PAGE_BYTES = 65_536;

/** See `kernel/table.wat`. Addresses and counts. */
type TableKernel = (table: number, bytes: number, scales: number, ids: number, rows: number, width: number, out: number) => void;

let compiled: WebAssembly.Module | null | undefined;

/**
 * Sums by the kernel, with a copy of the table in its memory; some two hundred instructions a token. Null where there is no
 * WebAssembly, where it lacks instructions of 128 bits, and for tables that are not a multiple of 32 components wide.
 *
 * @throws RangeError if `allocate` does
 */
export function createTableKernel(
  { codes, scales, dimensions }: TokenTable,
  allocate: Allocate = allocateMemory,
): SumTokens | null {
  if (compiled === undefined) compiled = compileModule(TABLE_MODULE);
  if (!compiled || dimensions % COLUMNS !== 0) return null;
  const scalesAt = codes.length;
  const idsAt = scalesAt + scales.byteLength;
  const memory = allocate(idsAt);
  const sum = new WebAssembly.Instance(compiled, { env: { memory } }).exports.sum as TableKernel;
  new Int8Array(memory.buffer).set(codes);
  new Float32Array(memory.buffer, scalesAt).set(scales);
  return (ids, rows, width) => {
    const outAt = Math.ceil((idsAt + ids.byteLength) / 16) * 16;
    const lacking = outAt + rows * dimensions * 4 - memory.buffer.byteLength;
    if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE_BYTES));
    new Int32Array(memory.buffer, idsAt).set(ids);
    sum(0, dimensions, scalesAt, idsAt, rows, width, outAt);
    return new Float32Array(memory.buffer, outAt, rows * dimensions);
  };
}

/** The same without WebAssembly, bit by bit: sums in the order of the tokens, squares in four lanes, all of it float32. */
export function sumPlainly({ codes, scales, dimensions }: TokenTable): SumTokens {
  return (ids, rows, width) => {
    const data = new Float32Array(rows * dimensions);
    const lanes = new Float32Array(4);
    for (let row = 0; row < rows; row++) {
      const vector = data.subarray(row * dimensions, (row + 1) * dimensions);
      for (let at = row * width; at < (row + 1) * width; at++) {
        const scale = scales[ids[at]!]!;
        const from = ids[at]! * dimensions;
        for (let i = 0; i < dimensions; i++) vector[i] = vector[i]! + Math.fround(scale * codes[from + i]!);
      }
      lanes.fill(0);
      for (let i = 0; i < dimensions; i++) lanes[i & 3] = lanes[i & 3]! + Math.fround(vector[i]! * vector[i]!);
      const squares = Math.fround(Math.fround(lanes[0]! + lanes[1]!) + Math.fround(lanes[2]! + lanes[3]!));
      const norm = Math.fround(Math.sqrt(squares));
      if (norm > 0) for (let i = 0; i < dimensions; i++) vector[i] = vector[i]! / norm;
    }
    return data;
  };
}
