import { describe, expect, it } from 'vitest';
import { loadTokenizer } from '../adapters/model-files';
import { encoderOf, openFolder } from '../adapters/own-model-fixture';
import { readCentre, takeCentreOff } from '../core/models/calibrate';
import type { Encoder } from '../core/vectors/encoder';
import { agreesWithGolden, embedGolden } from '../core/vectors/self-test';
import { prepareModel } from './prepare-model';

const job = { signal: new AbortController().signal, progress: () => {} };

describe('prepareModel', () => {
  it('finds where vectors lie, and keeps known ones that the model gives again once that is taken off', async () => {
    const opened = await openFolder('tiny-bert');
    const tokenizer = await loadTokenizer(opened.address, opened.manifest);
    const plain = await encoderOf(opened);
    const { golden, centre, unrelated } = await prepareModel(plain, tokenizer, opened.manifest, job);
    expect(centre).toHaveLength(32);
    expect(Math.hypot(...centre)).toBeGreaterThan(100);
    expect(Math.abs(unrelated.p50)).toBeLessThan(0.1);
    expect(unrelated.p5).toBeLessThan(unrelated.p50);
    expect(unrelated.p99).toBeGreaterThan(unrelated.p95);
    const centred = await encoderOf({ ...opened, manifest: { ...opened.manifest, centre } });
    const known = golden.map(({ vector }) => vector);
    expect(agreesWithGolden(known, await embedGolden(centred, golden))).toBe(true);
    // Without the centre they are others.
    expect(agreesWithGolden(known, await embedGolden(plain, golden))).toBe(false);
    // What is kept is what anybody computes from it.
    const [first] = await embedGolden(plain, golden.slice(0, 1));
    expect([...takeCentreOff(first!, readCentre(centre))].map((value) => Math.round(value * 1e4) / 1e4)).toEqual(known[0]);
  });

  it('refuses a model that says the same of everything, and one whose texts are mixed up in a batch', async () => {
    const opened = await openFolder('tiny-bert');
    const tokenizer = await loadTokenizer(opened.address, opened.manifest);
    const encoder = await encoderOf(opened);
    const changed = (change: (vectors: Float32Array, rows: number) => Float32Array): Encoder => ({
      ...encoder,
      encode: async (ids, rows, width) => change((await encoder.encode(ids, rows, width)).slice(), rows),
    });
    const constant = changed((vectors) => vectors.map((_, at) => (at % 32 === 3 ? 1 : 0)));
    await expect(prepareModel(constant, tokenizer, opened.manifest, job)).rejects.toMatchObject({
      code: 'model/useless-vectors',
    });
    const mixed = changed((vectors, rows) => {
      if (rows === 1) return vectors;
      const turned = new Float32Array(vectors.length);
      turned.set(vectors.subarray(32));
      turned.set(vectors.subarray(0, 32), vectors.length - 32);
      return turned;
    });
    await expect(prepareModel(mixed, tokenizer, opened.manifest, job)).rejects.toMatchObject({ code: 'model/self-test' });
    const wrong = { ...opened.manifest, dimensions: 48 };
    await expect(prepareModel(encoder, tokenizer, wrong, job)).rejects.toMatchObject({
      code: 'model/useless-vectors',
      params: { reason: '32 ≠ 48' },
    });
  });
});
