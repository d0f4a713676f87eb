import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateMemory } from '../kernels';
import { attendHead, createRandom, gelu, normaliseToken, randomTransformer } from './transformer-fixture';
import {
  bestMultiplication,
  GROUP_ROWS,
  hasTransformerKernel,
  instantiateTransformer,
  type Multiplication,
  PANEL_COLUMNS,
  ROW_META_BYTES,
  stepCodes,
} from './transformer-kernels';
import { placeTransformer } from './transformer-memory';

const KINDS: readonly Multiplication[] = ['int8', 'widened'];
const seeded = { seed: 11, numRuns: 40 };
const SPAN = 256 * 1024;
const [NUMBERS, OTHERS, CODES, META, OUT] = [0, SPAN, 2 * SPAN, 3 * SPAN, 4 * SPAN] as const;

const open = (kind: Multiplication) => {
  const memory = allocateMemory(5 * SPAN);
  return { kernel: instantiateTransformer(kind, memory), memory, floats: new Float32Array(memory.buffer) };
};

const rowsOf = (rows: number, length: number) =>
  fc.array(fc.float({ min: -30, max: 30, noNaN: true, noDefaultInfinity: true }), {
    minLength: rows * length,
    maxLength: rows * length,
  });

/** The codes of a row, what that of its peak lacks, its zero point and its scale, in the precision of the kernel. */
function quantiseRow(row: readonly number[]) {
  const greatest = Math.max(0, ...row);
  const smallest = Math.min(0, ...row);
  const peakAt = row.indexOf(greatest >= -smallest ? greatest : smallest);
  const peak = row[peakAt] ?? 0;
  const others = row.map((value, at) => (at === peakAt ? 0 : value));
  const least = Math.min(0, ...others);
  const range = Math.fround(Math.fround(Math.max(0, ...others) - least) / 127);
  const scale = Math.max(Math.fround(1e-30), range, Math.fround(Math.abs(peak) / 32767));
  const inverse = Math.fround(1 / scale);
  const zero = toEven(Math.fround(-least * inverse)) + 0;
  const codes = row.map((value) =>
    Math.min(127, Math.max(0, toEven(Math.fround(Math.fround(value * inverse) + 12582912 + zero) - 12582912))),
  );
  const wanted = toEven(Math.fround(peak * inverse)) + zero;
  return { codes, zero, scale, peakAt, lack: wanted - Math.min(127, Math.max(0, wanted)) };
}

function toEven(value: number): number {
  const low = Math.floor(value);
  if (value - low !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}

it('has the plain kernel wherever there are 128-bit instructions, and the relaxed one where it multiplies rightly', () => {
  expect(hasTransformerKernel('widened')).toBe(true);
  expect(bestMultiplication()).toBe(hasTransformerKernel('int8') ? 'int8' : 'widened');
});

describe.each(KINDS)('kernel %s', (kind) => {
  const together = stepCodes(kind);
  // Without relaxed instructions there is nothing to test; browsers have them, and e2e/embedding.spec.ts compares them with these.
  const when = it.skipIf(!hasTransformerKernel(kind));

  when('rounds each row for itself, to the nearest of 128 codes', () => {
    const { kernel, memory, floats } = open(kind);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 14 }),
        fc.constantFrom(16, 48),
        fc.infiniteStream(fc.float({ min: -30, max: 30, noNaN: true })),
        (rows, length, stream) => {
          const numbers = Array.from({ length: rows * length }, () => stream.next().value);
          floats.set(numbers, NUMBERS / 4);
          kernel.quantise(NUMBERS, rows, length * 4, CODES, META);
          const read = together === 4 ? new Int8Array(memory.buffer, CODES) : new Int16Array(memory.buffer, CODES);
          for (let row = 0; row < rows; row++) {
            const expected = quantiseRow(Array.from(floats.subarray(row * length, (row + 1) * length)));
            const made = Array.from({ length }, (_, at) => {
              const group = Math.floor(row / GROUP_ROWS) * GROUP_ROWS * length;
              return read[group + (Math.floor(at / together) * GROUP_ROWS + (row % GROUP_ROWS)) * together + (at % together)]!;
            });
            expect(made).toEqual(expected.codes);
            const meta = (META + row * ROW_META_BYTES) / 4;
            const integers = new Int32Array(memory.buffer);
            expect(integers[meta]).toBe(expected.zero);
            expect(floats[meta + 1]).toBe(expected.scale);
            expect(integers[meta + 4]).toBe(expected.lack);
            made.forEach((code, at) => {
              const whole = at === expected.peakAt ? code + expected.lack : code;
              expect(Math.abs((whole - expected.zero) * expected.scale - floats[row * length + at]!)).toBeLessThanOrEqual(
                expected.scale * 0.5001 + 1e-6,
              );
            });
          }
        },
      ),
      seeded,
    );
  });

  when('multiplies codes exactly, then by the scales of row and column', () => {
    const model = randomTransformer(3);
    const linear = model.layer[0]!.widen;
    const placed = placeTransformer(model, kind, 20, 20);
    const kernel = instantiateTransformer(kind, placed.memory);
    const floats = new Float32Array(placed.memory.buffer);
    const random = createRandom(5);
    const rows = 14;
    const numbers = Float32Array.from({ length: rows * linear.inputs }, () => (random() - 0.5) * 20);
    for (let row = 0; row < rows; row++) numbers[row * linear.inputs + ((row * 7) % linear.inputs)]! *= 10 ** (row % 5);
    floats.set(numbers, placed.room.tokens / 4);
    const { weights, panelMeta, panels } = placed.layers[0]!.widen;
    kernel.quantise(placed.room.tokens, rows, linear.inputs * 4, placed.room.codes, placed.room.rowMeta);
    kernel.multiply(
      placed.room.codes,
      placed.room.rowMeta,
      Math.ceil(rows / GROUP_ROWS),
      weights,
      panelMeta,
      panels,
      linear.inputs / together,
      placed.room.wide,
      linear.outputs * 4,
    );
    expect(panels).toBe(linear.outputs / PANEL_COLUMNS);
    for (let row = 0; row < rows; row++) {
      const { codes, zero, scale, peakAt, lack } = quantiseRow(
        Array.from(numbers.subarray(row * linear.inputs, (row + 1) * linear.inputs)),
      );
      for (let column = 0; column < linear.outputs; column++) {
        const weightOf = (at: number): number => linear.codes[at * linear.outputs + column]!;
        const sum = codes.reduce((total, code, at) => total + (code - zero) * weightOf(at), lack * weightOf(peakAt));
        const scaled = Math.fround(Math.fround(sum) * Math.fround(scale * linear.scales[column]!));
        expect(floats[placed.room.wide / 4 + row * linear.outputs + column]).toBe(Math.fround(scaled + linear.biases[column]!));
      }
    }
  });

  when('activates within 1e-4', () => {
    const { kernel, floats } = open(kind);
    const numbers = Float32Array.from({ length: 40_000 }, (_, at) => (at - 20_000) / 2_000);
    floats.set(numbers, NUMBERS / 4);
    kernel.activate(NUMBERS, numbers.byteLength);
    numbers.forEach((value, at) => {
      expect(Math.abs(floats[at]! - gelu(value))).toBeLessThan(1e-4);
    });
  });

  when('adds and normalises rows', () => {
    const { kernel, floats } = open(kind);
    fc.assert(
      fc.property(rowsOf(2, 32), rowsOf(2, 32), (numbers, others) => {
        const norm = {
          weights: Float32Array.from({ length: 32 }, (_, at) => 1 + at / 32),
          biases: Float32Array.from({ length: 32 }, (_, at) => at - 16),
        };
        floats.set(numbers, NUMBERS / 4);
        floats.set(others, OTHERS / 4);
        floats.set(norm.weights, META / 4);
        floats.set(norm.biases, CODES / 4);
        kernel.addAndNormalise(NUMBERS, OTHERS, 2, 128, META, CODES, 0.01);
        for (let row = 0; row < 2; row++) {
          const sums = numbers.slice(row * 32, (row + 1) * 32).map((value, at) => value + others[row * 32 + at]!);
          normaliseToken(sums, norm, 0.01).forEach((value, at) => {
            expect(Math.abs(floats[row * 32 + at]! - value)).toBeLessThan(1e-3);
          });
        }
      }),
      seeded,
    );
  });

  when('lets the tokens of a text attend to each other, and to nothing behind it', () => {
    const { kernel, floats } = open(kind);
    const hidden = 64;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 21 }), fc.integer(), (length, seed) => {
        const random = createRandom(seed);
        const made = Array.from({ length }, () => Array.from({ length: hidden * 3 }, () => Math.fround((random() - 0.5) * 6)));
        floats.fill(Number.NaN, OTHERS / 4, CODES / 4);
        floats.set(made.flat(), OTHERS / 4);
        kernel.attend(OTHERS, length, hidden * 4, OUT, META);
        for (let token = 0; token < length; token++) {
          const expected = [0, 32].flatMap((from) => attendHead(made, token, from, hidden));
          expected.forEach((value, at) => {
            expect(Math.abs(floats[OUT / 4 + token * hidden + at]! - value)).toBeLessThan(1e-5);
          });
        }
      }),
      seeded,
    );
  });

  when('rotates a row', () => {
    const { kernel, floats } = open(kind);
    const random = createRandom(8);
    const row = Float32Array.from({ length: 64 }, () => random() - 0.5);
    const matrix = Float32Array.from({ length: 64 * 64 }, () => random() - 0.5);
    floats.set(row, NUMBERS / 4);
    floats.set(matrix, OTHERS / 4);
    kernel.rotate(NUMBERS, 64, OTHERS, 256, OUT);
    for (let column = 0; column < 64; column++) {
      const expected = row.reduce((sum, value, at) => sum + value * matrix[at * 64 + column]!, 0);
      expect(Math.abs(floats[OUT / 4 + column]! - expected)).toBeLessThan(1e-5);
    }
  });
});
