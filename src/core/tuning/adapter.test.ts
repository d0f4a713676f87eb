import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { portrayTexts } from '../drift/text-portrait';
import { createRandom } from '../numerics/random';
import { readSafetensors } from '../vectors/safetensors';
import { MOST_ADAPTER_BYTES, rankFor, requireBase } from './adapter';
import { readAdapter, sealAdapter, writeAdapter } from './adapter-file';
import { adapterParts } from './adapter-fixture';
import { applyAdapter } from './apply-adapter';

const rows = (count: number, dimensions: number, seed: number): Float32Array => {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: count * dimensions }, () => random.normal());
  for (let from = 0; from < data.length; from += dimensions) {
    const length = Math.hypot(...data.subarray(from, from + dimensions));
    for (let i = from; i < from + dimensions; i++) data[i]! /= length;
  }
  return data;
};

describe('the file of an adapter', () => {
  it.each([32, 384, 768, 1024, 2560])('comes back as it was, in at most a megabyte, at %i dimensions', (dimensions) => {
    const adapter = sealAdapter({ ...adapterParts(dimensions), columnWeights: { name: 2.5, ['__proto__']: 1 } });
    const file = writeAdapter(adapter);
    expect(file.length).toBeLessThanOrEqual(MOST_ADAPTER_BYTES);
    const read = readAdapter(file);
    // Arrays this long are compared as bytes: a matcher would take seconds.
    expect({ ...read, weights: null }).toEqual({ ...adapter, weights: null });
    expect(Buffer.from(read.weights.buffer).equals(Buffer.from(adapter.weights.buffer))).toBe(true);
    expect(Object.keys(read.columnWeights ?? {})).toEqual(['name', '__proto__']);
    expect(adapter.id).toMatch(/^[0-9a-f]{16}$/);
    expect(Buffer.from(writeAdapter(read)).equals(Buffer.from(file))).toBe(true);
  });

  it('has an id of its content, whatever the order in which its parts were named', () => {
    const parts = adapterParts(16);
    const turned = Object.fromEntries(Object.entries(parts).reverse()) as typeof parts;
    expect(sealAdapter(turned).id).toBe(sealAdapter(parts).id);
    expect(sealAdapter({ ...parts, name: 'Other' }).id).not.toBe(sealAdapter(parts).id);
  });

  it('keeps how its tables looked, leaves out what another version counted, and refuses what is no count', () => {
    const parts = adapterParts(16);
    const left = portrayTexts([{ name: 'name', cells: ['Oslo', '', 'Улан-Удэ'] }]);
    const withPortraits = (portraits: unknown) =>
      writeAdapter(sealAdapter({ ...parts, training: { ...parts.training, portraits } as typeof parts.training }));
    for (const right of [null, left])
      expect(readAdapter(withPortraits({ left, right })).training.portraits).toEqual({ left, right });
    expect(readAdapter(withPortraits({ left: { ...left, version: 99 }, right: null })).training).not.toHaveProperty('portraits');
    const wrong = { ...left, columns: [{ name: 'name', counts: { ...left.columns[0]!.counts, filled: [1, -2] } }] };
    for (const portraits of [3, { left: wrong, right: null }, { left, right: {} }]) {
      expect(() => withPortraits(portraits)).toThrow();
    }
    const counts = Array.from({ length: 12 }, (_, at) => ({
      name: `c${at}`,
      cells: Array.from({ length: 3000 }, (__, row) => `w${row} x${at}`),
    }));
    const large = portrayTexts(counts);
    const file = writeAdapter(
      sealAdapter({ ...adapterParts(1024), training: { ...parts.training, portraits: { left: large, right: large } } }),
    );
    expect(file.length).toBeLessThanOrEqual(MOST_ADAPTER_BYTES);
  });

  it('has the tensors of a Dense module, or two factors', () => {
    const whole = readSafetensors(writeAdapter(sealAdapter(adapterParts(16))));
    expect([...whole.keys()]).toEqual(['linear.weight', 'linear.bias']);
    const factors = readSafetensors(writeAdapter(sealAdapter(adapterParts(16, 1, 3))));
    expect([...factors.keys()]).toEqual(['down.weight', 'up.weight', 'linear.bias']);
    expect([factors.get('down.weight')?.length, factors.get('linear.bias')?.length]).toEqual([48, 16]);
  });

  it('is refused wherever it is cut', () => {
    const file = writeAdapter(sealAdapter(adapterParts(12)));
    for (let length = 0; length < file.length; length += 23) {
      expect(() => readAdapter(file.slice(0, length), 'a')).toThrow(
        expect.objectContaining({ code: 'adapter/broken', params: { file: 'a' } }),
      );
    }
  });

  it('is read or refused with a code, never worse, whatever is changed in it', () => {
    const file = writeAdapter(sealAdapter(adapterParts(8)));
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = file.slice();
        changed[at] = byte;
        try {
          expect(readAdapter(changed).weights.every(Number.isFinite)).toBe(true);
        } catch (thrown) {
          expect((thrown as { code: string }).code).toMatch(/^adapter\/(?:broken|newer-version)$/);
        }
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  it('of a newer version is told from a broken one', () => {
    const text = new TextDecoder('latin1').decode(writeAdapter(sealAdapter(adapterParts(8))));
    const newer = Uint8Array.from(text.replace('\\"version\\":1', '\\"version\\":2'), (letter) => letter.charCodeAt(0));
    expect(() => readAdapter(newer, 'a')).toThrow(expect.objectContaining({ code: 'adapter/newer-version' }));
  });
});

it('belongs to the weights it was trained on', () => {
  const adapter = sealAdapter(adapterParts(16));
  expect(() => requireBase(adapter, { ...adapter.base, model: 'renamed' })).not.toThrow();
  for (const other of [{ dimensions: 32 }, { sha256: 'ff'.repeat(32) }]) {
    expect(() => requireBase(adapter, { ...adapter.base, ...other })).toThrow(
      expect.objectContaining({ code: 'adapter/other-model' }),
    );
  }
});

it('ranks leave room in the file, and none where the whole matrix has it', () => {
  expect([32, 384, 480].map(rankFor)).toEqual([null, null, null]);
  expect([768, 1024].map(rankFor)).toEqual([128, 113]);
  expect(rankFor(16_384)).toBeGreaterThan(0);
});

describe('applying', () => {
  it('the identity changes nothing', () => {
    for (const rank of [null, 4]) {
      const data = rows(9, 24, 3);
      const same = data.slice();
      applyAdapter(adapterParts(24, 1, rank, 0), same);
      same.forEach((value, at) => {
        expect(value).toBeCloseTo(data[at]!, 6);
      });
    }
  });

  it('is the product, plus the bias, of length 1; rows do not depend on their neighbours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 13 }),
        fc.option(fc.integer({ min: 1, max: 4 })),
        (seed, count, rank) => {
          const dimensions = 10;
          const parts = adapterParts(dimensions, seed, rank);
          const data = rows(count, dimensions, seed + 1);
          const zero = seed % count;
          data.fill(0, zero * dimensions, (zero + 1) * dimensions);
          const moved = data.slice();
          applyAdapter(parts, moved);
          for (let row = 0; row < count; row++) {
            const x = data.slice(row * dimensions, (row + 1) * dimensions);
            const own = moved.slice(row * dimensions, (row + 1) * dimensions);
            const alone = x.slice();
            applyAdapter(parts, alone);
            expect(alone).toEqual(own);
            if (row === zero) {
              expect(own).toEqual(x);
              continue;
            }
            const wanted = plainly(parts, x);
            own.forEach((value, at) => {
              expect(value).toBeCloseTo(wanted[at]!, 5);
            });
          }
        },
      ),
      { seed: 21, numRuns: 60 },
    );
  });

  it('refuses rows of another length', () => {
    expect(() => applyAdapter(adapterParts(10), new Float32Array(25))).toThrow(
      expect.objectContaining({ code: 'adapter/other-model' }),
    );
  });
});

function plainly({ rank, weights, base: { dimensions: d } }: ReturnType<typeof adapterParts>, x: Float32Array): number[] {
  const times = (start: number, outputs: number, input: ArrayLike<number>): number[] =>
    Array.from({ length: outputs }, (_, out) =>
      Array.from(input).reduce((sum, value, i) => sum + value * weights[start + out * input.length + i]!, 0),
    );
  const bias = weights.slice(-d);
  const product = rank === null ? times(0, d, x) : times(rank * d, d, times(0, rank, x)).map((value, at) => value + x[at]!);
  const sum = product.map((value, at) => value + bias[at]!);
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}
