import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readSafetensors } from './safetensors';

function fileOf(header: unknown, content: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + content.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(content, 8 + text.length);
  return file;
}

it('reads the file that sentence-transformers wrote', () => {
  const path = new URL('../../../e2e/fixtures/models/tiny-labse/2_Dense/model.safetensors', import.meta.url);
  const tensors = readSafetensors(new Uint8Array(readFileSync(path)));
  expect(tensors.get('linear.weight')).toHaveLength(24 * 32);
  expect(tensors.get('linear.bias')).toHaveLength(24);
});

it('reads floats of 32 bits, half floats and brain floats, whatever their place in memory', () => {
  const halves = new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x3f80, 0xbfc0).buffer);
  const header = {
    __metadata__: { format: 'pt' },
    f16: { dtype: 'F16', shape: [2], data_offsets: [0, 4] },
    bf16: { dtype: 'BF16', shape: [2], data_offsets: [4, 8] },
  };
  const shifted = new Uint8Array(1 + fileOf(header, halves).length);
  shifted.set(fileOf(header, halves), 1);
  const tensors = readSafetensors(shifted.subarray(1));
  expect([...tensors.get('f16')!]).toEqual([1, -2]);
  expect([...tensors.get('bf16')!]).toEqual([1, -1.5]);
  expect(tensors.has('__metadata__')).toBe(false);
});

it.each([
  ['nothing', new Uint8Array(0)],
  ['a web page', new TextEncoder().encode('<!doctype html><html></html>')],
  ['a header that is no JSON', fileOf('{', new Uint8Array(4))],
  ['numbers that are not there', fileOf({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }, new Uint8Array(4))],
  ['another kind of number', fileOf({ a: { dtype: 'I64', shape: [1], data_offsets: [0, 8] } }, new Uint8Array(8))],
])('refuses %s', (_, file) => {
  expect(() => readSafetensors(file)).toThrow(RangeError);
});
