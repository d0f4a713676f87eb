import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readInitialisers, widenHalfFloats } from './onnx-initialisers';

const read = (model: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../public/models/${model}/onnx/model_quantized.onnx`, import.meta.url)));
const file = read('rowlink-instant');

describe('readInitialisers', () => {
  it('finds tensors with their dimensions', () => {
    const tensors = readInitialisers(file);
    const { dims, bytes } = tensors.get('packed_table')!;
    expect(bytes).toHaveLength(dims[0]! * dims[1]!);
    expect(tensors.get('scale')!.bytes).toHaveLength(2 * dims[0]!);
  });

  it('does not take half a file for a whole one', () => {
    expect(() => readInitialisers(file.subarray(0, 100_000))).toThrow(RangeError);
  });
});

describe('widenHalfFloats', () => {
  const small = read('rowlink-small');
  const wide = widenHalfFloats(small);

  it('makes floats of the half floats, and leaves the rest alone', () => {
    const [before, after] = [readInitialisers(small), readInitialisers(wide)];
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, { dims, bytes }] of before) {
      if (name === 'word.s') continue;
      expect(after.get(name)!.dims).toEqual(dims);
      expect(Buffer.compare(after.get(name)!.bytes, bytes), name).toBe(0);
    }
    const halves = new DataView(before.get('word.s')!.bytes.slice().buffer);
    const floats = new Float32Array(after.get('word.s')!.bytes.slice().buffer);
    expect(floats).toHaveLength(halves.byteLength / 2);
    for (let at = 0; at < 2000; at++) {
      const bits = halves.getUint16(at * 2, true);
      const exponent = (bits >> 10) & 31;
      const size = exponent === 0 ? (bits & 1023) * 2 ** -24 : (1024 + (bits & 1023)) * 2 ** (exponent - 25);
      expect(floats[at]).toBe(bits >> 15 ? -size : size);
    }
  });

  it('leaves a file alone that has none', () => {
    expect(Buffer.compare(widenHalfFloats(wide), wide)).toBe(0);
  });
});
