import { compileModule } from '../compile-module';
import { TRANSFORMER_INT8_MODULE } from '../kernel/transformer-int8-module';
import { TRANSFORMER_WIDENED_MODULE } from '../kernel/transformer-widened-module';
import { allocateMemory } from '../kernels';

/** How codes are multiplied: `int8` with relaxed SIMD, `widened` without it. Both give the same numbers, bit by bit. */
export type Multiplication = 'int8' | 'widened';

/** Rows that are multiplied at once, and columns; see `kernel/transformer.wat`. */
export const GROUP_ROWS = 6;
export const PANEL_COLUMNS = 8;
/** Bytes for each column of a panel: sum of weights, scale, bias. */
export const PANEL_META_BYTES = 12 * PANEL_COLUMNS;
export const ROW_META_BYTES = 20;

/** Codes of a row that make one step of the kernel; four bytes. */
export const stepCodes = (kind: Multiplication): number => (kind === 'int8' ? 4 : 2);

/** See `kernel/transformer.wat`. Addresses and counts. */
export interface TransformerKernel {
  quantise(numbers: number, rows: number, bytes: number, codes: number, rowMeta: number): void;
  multiply(
    codes: number,
    rowMeta: number,
    groups: number,
    weights: number,
    panelMeta: number,
    panels: number,
    steps: number,
    out: number,
    bytes: number,
  ): void;
  activate(numbers: number, bytes: number): void;
  addAndNormalise(
    numbers: number,
    others: number,
    rows: number,
    bytes: number,
    weights: number,
    biases: number,
    epsilon: number,
  ): void;
  attend(tokens: number, length: number, bytes: number, out: number, scores: number): void;
  rotate(numbers: number, count: number, matrix: number, bytes: number, out: number): void;
}

const SOURCES: Readonly<Record<Multiplication, string>> = {
  int8: TRANSFORMER_INT8_MODULE,
  widened: TRANSFORMER_WIDENED_MODULE,
};
const compiled = new Map<Multiplication, WebAssembly.Module | null>();

/** Whether codes can be multiplied in this way here. */
export const hasTransformerKernel = (kind: Multiplication): boolean => compile(kind) !== null;

/** The fastest way there is here; null where there is no WebAssembly or it lacks instructions of 128 bits. */
export function bestMultiplication(): Multiplication | null {
  if (hasTransformerKernel('int8')) return 'int8';
  return hasTransformerKernel('widened') ? 'widened' : null;
}

/** @throws TypeError where {@link hasTransformerKernel} is false */
export function instantiateTransformer(kind: Multiplication, memory: WebAssembly.Memory): TransformerKernel {
  return instantiate(compile(kind)!, memory);
}

const instantiate = (module: WebAssembly.Module, memory: WebAssembly.Memory): TransformerKernel =>
  new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as TransformerKernel;

/** The compiled kernel, once a thread. */
function compile(kind: Multiplication): WebAssembly.Module | null {
  if (typeof WebAssembly === 'undefined') return null;
  const known = compiled.get(kind);
  if (known !== undefined) return known;
  const module = compileModule(SOURCES[kind]);
  const usable = module && multipliesAsExpected(module, stepCodes(kind)) ? module : null;
  compiled.set(kind, usable);
  return usable;
}

/**
 * The relaxed product leaves open what happens beyond 127, where our codes never are; this asks the machine, with the outermost codes
 * and weights among others. Needed: the engine of Node 20, with the flag for it, doubles some products.
 */
function multipliesAsExpected(module: WebAssembly.Module, codesOfStep: number): boolean {
  try {
    const memory = allocateMemory(1);
    const { multiply } = instantiate(module, memory);
    const bytes = new Int8Array(memory.buffer);
    const halves = new Int16Array(memory.buffer);
    const inputs = 16;
    const [rowMeta, weights, panelMeta, out] = [1024, 2048, 4096, 8192];
    const codeOf = (row: number, at: number): number => [127, 0, (at * 53 + 5) % 128, at % 2 === 0 ? 127 : 1, 64, at][row]!;
    const weightOf = (column: number, at: number): number =>
      [-127, 127, ((at * 37 + 11) % 255) - 127, -1, 0, at % 2 === 0 ? 127 : -127, 1, -64][column]!;
    for (let at = 0; at < inputs; at++) {
      const step = Math.floor(at / codesOfStep);
      for (let row = 0; row < GROUP_ROWS; row++) {
        const place = (step * GROUP_ROWS + row) * codesOfStep + (at % codesOfStep);
        if (codesOfStep === 4) bytes[place] = codeOf(row, at);
        else halves[place] = codeOf(row, at);
      }
      for (let column = 0; column < PANEL_COLUMNS; column++) {
        bytes[weights + (step * PANEL_COLUMNS + column) * codesOfStep + (at % codesOfStep)] = weightOf(column, at);
      }
    }
    const floats = new Float32Array(memory.buffer);
    const integers = new Int32Array(memory.buffer);
    // The peak of each row is its sixth code, which lacks some.
    const peak = 5;
    const lackOf = (row: number): number => [32_640, 0, -1, 127, -32_767, 1][row]!;
    for (let row = 0; row < GROUP_ROWS; row++) {
      const meta = (rowMeta + row * ROW_META_BYTES) / 4;
      floats[meta + 1] = 1;
      integers[meta + 2] = Math.floor(peak / codesOfStep) * codesOfStep * PANEL_COLUMNS;
      integers[meta + 3] = 1 << ((32 / codesOfStep) * (peak % codesOfStep));
      integers[meta + 4] = lackOf(row);
    }
    for (let column = 0; column < PANEL_COLUMNS; column++) {
      floats[(panelMeta + Math.floor(column / 4) * 48 + 16 + (column % 4) * 4) / 4] = 1;
    }
    multiply(0, rowMeta, 1, weights, panelMeta, 1, inputs / codesOfStep, out, PANEL_COLUMNS * 4);
    for (let row = 0; row < GROUP_ROWS; row++) {
      for (let column = 0; column < PANEL_COLUMNS; column++) {
        let sum = lackOf(row) * weightOf(column, peak);
        for (let at = 0; at < inputs; at++) sum += codeOf(row, at) * weightOf(column, at);
        if (floats[out / 4 + row * PANEL_COLUMNS + column] !== sum) return false;
      }
    }
    return true;
  } catch {
    return false;
  }
}
