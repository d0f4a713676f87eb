import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textFile } from '../core/models/folder-fixture';
import { encodePieces } from '../core/vectors/encoding-work';
import { cosine } from '../core/vectors/transformer/transformer-fixture';
import { loadTokenizer } from './model-files';
import { encoderOf, openFolder } from './own-model-fixture';

const expectedOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../e2e/fixtures/models/${name}/expected.json`, import.meta.url), 'utf8')) as {
    texts: string[];
    vectors: number[][];
  };

describe('a folder as sentence-transformers writes it gives the vectors of sentence-transformers', () => {
  // 8-bit numbers lose something; the reference has floats.
  it.each([
    ['tiny-bert', 0.99999],
    ['tiny-labse', 0.99999],
    ['tiny-e5', 0.98],
  ])('%s', async (name, least) => {
    const opened = await openFolder(name);
    const tokenizer = await loadTokenizer(opened.address, opened.manifest);
    const encoder = await encoderOf(opened);
    expect(encoder).toMatchObject({ runtime: 'onnx', device: 'wasm', dimensions: opened.manifest.dimensions });
    const { texts, vectors } = expectedOf(name);
    let compared = 0;
    for (const [at, text] of texts.entries()) {
      const { pieces } = encodePieces(text, tokenizer, opened.manifest);
      // sentence-transformers leaves out what is beyond the longest text; here nothing is.
      if (pieces.length > 1) continue;
      compared++;
      const ids = Int32Array.from(pieces[0]!);
      const alone = (await encoder.encode(ids, 1, ids.length)).slice();
      expect(alone).toHaveLength(vectors[at]!.length);
      expect(cosine(alone, vectors[at]!)).toBeGreaterThan(least);
      expect(Math.hypot(...alone)).toBeCloseTo(1, 5);
      // Beside a text of the same length it stays what it is.
      const both = Int32Array.from([
        ...ids,
        ...ids.map((id, place) => (place > 0 && place < ids.length - 1 ? (id % 90) + 5 : id)),
      ]);
      const beside = await encoder.encode(both, 2, ids.length);
      expect(cosine(beside.subarray(0, alone.length), alone)).toBeGreaterThan(least);
    }
    expect(compared).toBeGreaterThanOrEqual(texts.length - 1);
    await encoder.dispose();
  });

  it('a centre is taken off, and length 1 restored', async () => {
    const opened = await openFolder('tiny-bert');
    const centre = opened.manifest.dimensions;
    const steps = Array.from({ length: centre }, (_, at) => (at % 5) * 100);
    const ids = Int32Array.of(2, 40, 41, 3);
    const plain = await (await encoderOf(opened)).encode(ids, 1, 4);
    const moved = plain.map((value, at) => value - steps[at]! / 10_000);
    const centred = await (await encoderOf({ ...opened, manifest: { ...opened.manifest, centre: steps } })).encode(ids, 1, 4);
    expect(cosine(centred, moved)).toBeCloseTo(1, 6);
    expect(Math.hypot(...centred)).toBeCloseTo(1, 5);
  });
});

describe('what does not fit together is refused', () => {
  it('a dense layer of another size', async () => {
    const config = { in_features: 32, out_features: 20, bias: true, activation_function: 'torch.nn.modules.activation.Tanh' };
    const opened = await openFolder('tiny-labse', { '2_Dense/config.json': textFile(config) });
    await expect(encoderOf(opened)).rejects.toMatchObject({
      code: 'model/broken-file',
      params: { file: '2_Dense/model.safetensors' },
    });
  });

  it('a file that was changed since it was hashed', async () => {
    const opened = await openFolder('tiny-labse');
    const files = { ...opened.address.files, 'tokenizer.json': textFile('{}') };
    const loading = loadTokenizer({ ...opened.address, files }, opened.manifest);
    await expect(loading).rejects.toMatchObject({ code: 'model/corrupt', params: { file: 'tokenizer.json' } });
  });
});
