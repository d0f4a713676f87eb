import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { GoldenVector } from '../self-test';
import { readTransformer } from './read-transformer';
import { createTransformerEncoder } from './transformer-encoder';

const read = (name: string): Buffer => readFileSync(new URL(`../../../../public/models/rowlink-small/${name}`, import.meta.url));

it('the default model gives a text the same vector, bit by bit, alone and beside others', async () => {
  const golden = JSON.parse(read('golden.json').toString('utf8')) as GoldenVector[];
  const model = readTransformer(new Uint8Array(read('onnx/model_quantized.onnx')), 'sentence_embedding')!;
  const encoder = createTransformerEncoder({ id: 'rowlink-small', sha256: '', dtype: 'mixed' }, model);
  const width = Math.min(...golden.map(({ ids }) => ids.length));
  const cut = golden.map(({ ids }) => [...ids.slice(0, width - 1), ids.at(-1)!]);
  const together = await encoder.encode(Int32Array.from(cut.flat()), cut.length, width);
  for (const [at, ids] of cut.entries()) {
    const alone = await encoder.encode(Int32Array.from(ids), 1, width);
    expect(together.subarray(at * model.hidden, (at + 1) * model.hidden)).toEqual(alone);
  }
  await encoder.dispose();
});
