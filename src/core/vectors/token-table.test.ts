import { describe, expect, it } from 'vitest';
import { readTokenTable } from './token-table';

/** A field of bytes of a protobuf message, shorter than 128. */
const field = (number: number, content: readonly number[]): number[] => [number * 8 + 2, content.length, ...content];
const text = (value: string): number[] => [...new TextEncoder().encode(value)];
const tensor = (name: string, dims: readonly number[], type: number, bytes: readonly number[]): number[] =>
  field(5, [...dims.flatMap((size) => [8, size]), 16, type, ...field(8, text(name)), ...field(9, bytes)]);
const model = (...tensors: readonly number[][]): Uint8Array => Uint8Array.from(field(7, tensors.flat()));

const [FLOAT, BYTE, SIGNED, HALF] = [1, 2, 3, 10];
const halves = tensor('scale', [2, 1], HALF, [0x00, 0x3c, 0x00, 0xb8]);
const floats = tensor('scale', [2, 1], FLOAT, [0, 0, 0x80, 0x3f, 0, 0, 0, 0xbf]);

describe('readTokenTable', () => {
  it('takes two codes out of a byte: the lower half first, the upper one half a vector on', () => {
    const file = model(tensor('packed_table', [2, 2], BYTE, [0xf0, 0x87, 0x1e, 0x00]), halves);
    expect(readTokenTable(file)).toEqual({
      codes: Int8Array.of(-15, -1, 15, 1, 13, -15, -13, -15),
      scales: Float32Array.of(1, -0.5),
      tokens: 2,
      dimensions: 4,
    });
  });

  it('takes signed bytes as they are', () => {
    const file = model(tensor('table', [2, 2], SIGNED, [0xff, 2, 3, 0x80]), floats);
    const wanted = { codes: Int8Array.of(-1, 2, 3, -128), scales: Float32Array.of(1, -0.5), tokens: 2, dimensions: 2 };
    expect(readTokenTable(file)).toEqual(wanted);
  });

  it('refuses what is incomplete', () => {
    expect(readTokenTable(model(halves))).toBeNull();
    expect(readTokenTable(model(tensor('table', [2, 2], SIGNED, [1, 2, 3]), halves))).toBeNull();
    expect(readTokenTable(model(tensor('table', [3, 1], SIGNED, [1, 2, 3]), halves))).toBeNull();
  });
});
