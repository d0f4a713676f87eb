import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../core/model/fingerprint';
import { GOLDEN_FILE, type ModelManifest } from '../core/models/model-manifest';
import { embedGolden, type GoldenVector } from '../core/vectors/self-test';
import { addressed, encoderOf, type OpenedModel, openFolder } from './own-model-fixture';
import { refuseWrongVectors } from './refuse-wrong-vectors';

const ids = [
  [2, 40, 41, 3],
  [2, 70, 90, 120, 3],
  [2, 7, 3],
  [2, 200, 210, 220, 3],
];

/** The model with these golden vectors. */
function withGolden({ manifest, files }: OpenedModel, golden: readonly GoldenVector[], change: Partial<ModelManifest> = {}) {
  const bytes = new TextEncoder().encode(JSON.stringify(golden));
  const file = { bytes: bytes.length, sha256: sha256Hex(bytes) };
  return addressed(
    { ...manifest, ...change, files: { ...manifest.files, [GOLDEN_FILE]: file } },
    { ...files, [GOLDEN_FILE]: new Blob([bytes]) },
  );
}

async function goldenOf(opened: OpenedModel): Promise<readonly GoldenVector[]> {
  const vectors = await embedGolden(
    await encoderOf(opened),
    ids.map((list) => ({ ids: list, vector: [] })),
  );
  return ids.map((list, at) => ({ ids: list, vector: [...vectors[at]!].map((value) => Math.round(value * 1e4) / 1e4) }));
}

describe('refuseWrongVectors', () => {
  it('takes a model that gives its golden vectors, and no other', async () => {
    const opened = await openFolder('tiny-bert');
    const golden = await goldenOf(opened);
    const test = async (tested: OpenedModel) => refuseWrongVectors(tested.address, tested.manifest, await encoderOf(tested));
    await expect(test(withGolden(opened, golden))).resolves.toBeUndefined();

    const tampered = golden.map((one, at) => (at === 2 ? { ...one, vector: one.vector.map((value) => -value) } : one));
    await expect(test(withGolden(opened, tampered))).rejects.toMatchObject({
      code: 'model/self-test',
      params: { model: opened.manifest.title, reason: expect.stringMatching(/^cosine -1\.0/u) },
    });
    // Pooled in another way than it was: the same files, but another model.
    await expect(test(withGolden(opened, golden, { pooling: 'cls' }))).rejects.toMatchObject({ code: 'model/self-test' });
    // The weights of another model.
    const other = withGolden(await openFolder('tiny-labse'), golden);
    await expect(test(other)).rejects.toMatchObject({ code: 'model/self-test', params: { reason: 'no vectors' } });
  });

  it('golden vectors that were changed since they were made are no proof', async () => {
    const opened = withGolden(await openFolder('tiny-bert'), []);
    const files = { ...opened.address.files, [GOLDEN_FILE]: new Blob(['[ ]']) };
    const testing = refuseWrongVectors({ ...opened.address, files }, opened.manifest, await encoderOf(opened));
    await expect(testing).rejects.toMatchObject({ code: 'model/corrupt', params: { file: GOLDEN_FILE } });
  });
});
