import { compileModule } from './compile-module';
import { LISTS_MODULE } from './kernel/lists-module';
import { PACK_MODULE } from './kernel/pack-module';
import { PAIRS_MODULE } from './kernel/pairs-module';
import { SCAN_FLOAT32_MODULE } from './kernel/scan-float32-module';
import { SCAN_INT8_MODULE } from './kernel/scan-int8-module';
import { SCAN_INT8_WIDENED_MODULE } from './kernel/scan-int8-widened-module';
import { SCAN_INT16_MODULE } from './kernel/scan-int16-module';

/**
 * What the components of a vector are rounded to before vectors are compared. `float32` is exact. `int16` holds about 12 bits a
 * component, as more would overflow a sum. `int8` holds 8 bits on one side and 7 on the other, and needs relaxed SIMD; `int8-widened`
 * is the same without it.
 */
export type Precision = 'float32' | 'int16' | 'int8' | 'int8-widened';

/** See `kernel/scan.wat`. */
export type Scan = (
  queries: number,
  queryGroups: number,
  queryMeta: number,
  rows: number,
  rowGroups: number,
  rowMeta: number,
  chunks: number,
  out: number,
) => number;

/** See `kernel/pairs.wat`. */
export interface PairsKernel {
  pairs(one: number, others: number, count: number, step: number, out: number): void;
  gather(one: number, list: number, count: number, step: number, out: number): void;
}

/** See `kernel/pack.wat`. */
export interface VectorPacking {
  pack(
    vector: number,
    bytes: number,
    blockBytes: number,
    centre: number,
    other: number,
    limit: number,
    shift: number,
    isWide: number,
    out: number,
    stride: number,
    meta: number,
  ): void;
}

/** See `kernel/lists.wat`. */
export interface ListsKernel {
  enter(task: number, hits: number, end: number, block: number, queryMeta: number, tile: number, rowMeta: number): void;
  sort(heap: number, count: number): void;
}

/** Gives memory of `bytes`, or throws RangeError; tests put one with a limit in its place. */
export type Allocate = (bytes: number) => WebAssembly.Memory;

const PAGE_BYTES = 65_536;
export const allocateMemory: Allocate = (bytes) =>
  new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(bytes / PAGE_BYTES)) });

const SOURCES = {
  float32: SCAN_FLOAT32_MODULE,
  int16: SCAN_INT16_MODULE,
  'int8-widened': SCAN_INT8_WIDENED_MODULE,
  int8: SCAN_INT8_MODULE,
  lists: LISTS_MODULE,
  pairs: PAIRS_MODULE,
  pack: PACK_MODULE,
};
const compiled = new Map<keyof typeof SOURCES, WebAssembly.Module | null>();

/** The compiled kernel, once a thread; null where there is no WebAssembly or it lacks the instructions. */
function compileKernel(name: keyof typeof SOURCES): WebAssembly.Module | null {
  if (typeof WebAssembly === 'undefined') return null;
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const module = compileModule(SOURCES[name]);
  const usable = module && name === 'int8' && !multipliesAsExpected(module) ? null : module;
  compiled.set(name, usable);
  return usable;
}

/** Whether vectors can be compared at this precision here. `float32` is missing only where WebAssembly or its 128-bit instructions are. */
export function hasKernel(precision: Precision): boolean {
  return compileKernel(precision) !== null && compileKernel('pairs') !== null;
}

/** @throws TypeError where `hasKernel` is false */
export function instantiateScan(precision: Precision, memory: WebAssembly.Memory): Scan {
  return instantiate(compileKernel(precision)!, memory).scan as Scan;
}

/** @throws TypeError where `hasKernel` is false */
export function instantiatePairs(memory: WebAssembly.Memory): PairsKernel {
  return instantiate(compileKernel('pairs')!, memory) as unknown as PairsKernel;
}

/** @throws TypeError where `hasKernel` is false */
export function instantiateLists(memory: WebAssembly.Memory): ListsKernel {
  return instantiate(compileKernel('lists')!, memory) as unknown as ListsKernel;
}

/** Null where there is no WebAssembly or it lacks the instructions. */
export function instantiatePack(memory: WebAssembly.Memory): VectorPacking | null {
  const module = compileKernel('pack');
  return module && (instantiate(module, memory) as unknown as VectorPacking);
}

const instantiate = (module: WebAssembly.Module, memory: WebAssembly.Memory): WebAssembly.Exports =>
  new WebAssembly.Instance(module, { env: { memory } }).exports;

/**
 * The relaxed product leaves open how a second operand above 127 is read and how sums of 16 bits overflow. Ours never exceeds 127,
 * where all allowed readings agree; this asks the machine, with the outermost values of both operands among others. Needed: the engine
 * of Node 20, with the flag for it, doubles some products.
 */
function multipliesAsExpected(module: WebAssembly.Module): boolean {
  try {
    const memory = allocateMemory(1);
    const scan = instantiate(module, memory).scan as Scan;
    const bytes = new Int8Array(memory.buffer);
    const floats = new Float32Array(memory.buffer);
    const queryOf = (query: number, at: number): number => [-128, 127, ((at * 37 + 11) % 256) - 128][query]!;
    const rowOf = (row: number, at: number): number => [127, 0, (at * 53 + 5) % 128, at % 2 === 0 ? 127 : 1][row]!;
    for (let at = 0; at < 32; at++) {
      for (let query = 0; query < 3; query++) bytes[Math.floor(at / 16) * 48 + query * 16 + (at % 16)] = queryOf(query, at);
      for (let row = 0; row < 4; row++) bytes[256 + Math.floor(at / 16) * 64 + row * 16 + (at % 16)] = rowOf(row, at);
    }
    for (let query = 0; query < 3; query++) floats.set([1, 0, -1e9], 512 / 4 + query * 4 + 1);
    floats.fill(1, 640 / 4, 656 / 4);
    const end = scan(0, 1, 512, 256, 1, 640, 2, 1024);
    return (
      end === 1024 + 60 &&
      [0, 1, 2].every((query) =>
        [0, 1, 2, 3].every((row) => {
          let sum = 0;
          for (let at = 0; at < 32; at++) sum += queryOf(query, at) * rowOf(row, at);
          return floats[(1024 + query * 20 + 4) / 4 + row] === sum;
        }),
      )
    );
  } catch {
    return false;
  }
}
