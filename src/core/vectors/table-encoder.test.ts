import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import golden from './fixtures/table-vectors.json';
import { createTableEncoder } from './table-encoder';
import { createUnigramTokenizer } from './tokenizer';

const read = (name: string): Buffer => readFileSync(new URL(`../../../public/models/rowlink-instant/${name}`, import.meta.url));
const file = new Uint8Array(read('onnx/model_quantized.onnx'));

describe('createTableEncoder', () => {
  it('gives the vectors that ONNX Runtime gives', async () => {
    const tokenizer = createUnigramTokenizer(JSON.parse(read('tokenizer.json').toString('utf8')));
    const encoder = createTableEncoder({ id: 'rowlink-instant', sha256: '', dtype: 'int8' }, file);
    expect(encoder.dimensions).toBe(256);
    for (const [at, text] of golden.texts.entries()) {
      const ids = Int32Array.from(tokenizer.encode(text));
      const vector = await encoder.encode(ids, 1, ids.length);
      const [sum, ...first] = [golden.vectors[at]!.at(-1)!, ...golden.vectors[at]!.slice(0, -1)];
      first.forEach((value, i) => {
        expect(vector[i]).toBeCloseTo(value, 3);
      });
      expect(vector.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 2);
    }
  });

  it('gives a text the same vector in any company', async () => {
    const encoder = createTableEncoder({ id: 'rowlink-instant', sha256: '', dtype: 'int8' }, file);
    const alone = (await encoder.encode(Int32Array.of(6, 711), 1, 2)).slice();
    const together = await encoder.encode(Int32Array.of(9, 10, 6, 711, 4, 5), 3, 2);
    expect(together.subarray(256, 512)).toEqual(alone);
  });

  it('tells tokens that are not in the table, files without one, and that there is no room', async () => {
    const model = { id: 'rowlink-instant', sha256: '', dtype: 'int8' } as const;
    const encoder = createTableEncoder(model, file);
    await expect(encoder.encode(Int32Array.of(1_000_000), 1, 1)).rejects.toMatchObject({ code: 'model/failed' });
    expect(() => createTableEncoder(model, new Uint8Array())).toThrow(expect.objectContaining({ code: 'model/broken-file' }));
    const allocate = () => {
      throw new RangeError('no room');
    };
    expect(() => createTableEncoder(model, file, allocate)).toThrow(expect.objectContaining({ code: 'device/out-of-memory' }));
  });
});
