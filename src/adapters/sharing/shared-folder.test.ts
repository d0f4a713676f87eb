import * as runtime from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { chooseFiles } from '../../core/hub/choose-files';
import { describeModelFolder } from '../../core/models/describe-model-folder';
import { GOLDEN_FILE, hashOfWeights } from '../../core/models/model-manifest';
import { readOwnManifest } from '../../core/own-models/own-manifest';
import { composeFolder } from '../../core/sharing/compose-folder';
import { QUIET_JOB, shareEmbedded, WISHES } from '../../core/sharing/embedded-fixture';
import type { SharedFile } from '../../core/sharing/sentence-modules';
import { lookAtModel } from '../../core/sharing/shared-model';
import { adapterOf } from '../../core/sharing/sharing-fixture';
import { applyAdapter } from '../../core/tuning/apply-adapter';
import { applyDenseLayer } from '../../core/vectors/dense-layers';
import type { Encoder } from '../../core/vectors/encoder';
import { encodePieces } from '../../core/vectors/encoding-work';
import { withLayers } from '../../core/vectors/layered-encoder';
import { poolTokens } from '../../core/vectors/pool-tokens';
import { leastCosine } from '../../core/vectors/self-test';
import { createTableEncoder } from '../../core/vectors/table-encoder';
import { readingForm } from '../../jobs/plan-embedding';
import { checkModel } from '../../jobs/take-model';
import { describeModel, loadTokenizer } from '../model-files';
import { loadModelParts } from '../model-parts';
import { addressed, encoderOf, type OpenedModel, openFolder } from '../own-model-fixture';

runtime.env.wasm.numThreads = 1;

const TEXTS = ['Müller & Söhne Maschinenbau GmbH', 'UNIVERSITY of  Tokyo', '東京大学', 'ﬁrst １２', 'a'];

/** What Rowlink makes of a folder that somebody drops. */
async function dropped(files: readonly SharedFile[]): Promise<OpenedModel> {
  const given = Object.fromEntries(files.map(({ path, blob }) => [path, blob]));
  const { manifest, files: kept } = await checkModel(
    given,
    'company-names',
    async (all, title) => (await readOwnManifest(all)) ?? describeModelFolder(all, { title }),
    QUIET_JOB,
  );
  return addressed(manifest, kept);
}

async function encoderFor(opened: OpenedModel): Promise<Encoder> {
  const { manifest, files, address } = opened;
  if (manifest.kind !== 'table') return encoderOf(opened);
  const weights = new Uint8Array(await files[manifest.weights]!.arrayBuffer());
  return withLayers(
    createTableEncoder(describeModel(manifest, 'wasm'), weights),
    (await loadModelParts(address, manifest)).dense,
  );
}

/** Vectors of texts as a run has them, one after the other. */
async function vectorsIn(opened: OpenedModel, texts = TEXTS): Promise<Float32Array[]> {
  const tokenizer = await loadTokenizer(opened.address, opened.manifest);
  const encoder = await encoderFor(opened);
  const made: Float32Array[] = [];
  for (const text of texts) {
    const [ids = []] = encodePieces(readingForm(text), tokenizer, opened.manifest).pieces;
    made.push((await encoder.encode(Int32Array.from(ids), 1, ids.length)).slice());
  }
  await encoder.dispose();
  return made;
}

const apart = (one: readonly ArrayLike<number>[], other: readonly ArrayLike<number>[]): number =>
  Math.max(...one.flatMap((vector, row) => Array.from(vector, (value, at) => Math.abs(value - other[row]![at]!))));

/** The graph in floats, run by ONNX Runtime: `sentence_embedding` and the vectors of tokens. */
async function runGraph(folder: OpenedModel, files: readonly SharedFile[]) {
  const tokenizer = await loadTokenizer(folder.address, folder.manifest);
  const blob = files.find(({ path }) => path === 'onnx/model.onnx')!.blob;
  const session = await runtime.InferenceSession.create(new Uint8Array(await blob.arrayBuffer()));
  const rows = [];
  for (const text of TEXTS) {
    const [ids = []] = encodePieces(readingForm(text), tokenizer, folder.manifest).pieces;
    const shape = [1, ids.length];
    const tensor = (values: readonly number[]) => new runtime.Tensor('int64', BigInt64Array.from(values.map(BigInt)), shape);
    const all = { input_ids: tensor(ids), attention_mask: tensor(ids.map(() => 1)), token_type_ids: tensor(ids.map(() => 0)) };
    const feeds = Object.fromEntries(session.inputNames.map((name) => [name, all[name as keyof typeof all]]));
    const { sentence_embedding: vector, last_hidden_state: tokens } = await session.run(feeds);
    rows.push({ vector: vector!.data as Float32Array, tokens: tokens!.data as Float32Array, width: tokens!.dims[1] as number });
  }
  await session.release();
  return rows;
}

describe('a folder with a model and its adapter', () => {
  it.each([
    ['rowlink-small', null],
    ['me5-small-96k', 16],
    ['minilm-l6-en', null],
    ['rowlink-instant', null],
  ] as const)('gives in Rowlink what %s gives under the adapter', async (id, rank) => {
    const { model, adapter, files } = await shareEmbedded(id, rank);
    const base = await vectorsIn(addressed(model.manifest, model.files));
    for (const vector of base) applyAdapter(adapter, vector);
    const folder = await dropped(files);
    expect(apart(await vectorsIn(folder), base)).toBeLessThan(1e-5);
    // Golden vectors go with it, so that wrong ones are refused wherever it is loaded.
    expect(folder.manifest.files[GOLDEN_FILE]!.bytes).toBeGreaterThan(1000);

    // The graph for other programs: the same weights, activations not rounded.
    const made = await runGraph(folder, files);
    if (!model.table) {
      const modules = made.map(({ tokens, width }) => {
        let vector = poolTokens(tokens, 1, width, 'mean');
        for (const step of model.sentence.steps) {
          if (step.kind === 'dense') vector = applyDenseLayer({ ...step, path: '', hasBias: step.biases !== null }, vector);
          else vector = vector.map((value) => value / Math.hypot(...vector));
        }
        applyAdapter(adapter, vector);
        return vector;
      });
      expect(
        apart(
          made.map(({ vector }) => vector),
          modules,
        ),
      ).toBeLessThan(1e-4);
      expect(hashOfWeights(folder.manifest)).toBe(hashOfWeights(model.manifest));
    } else
      expect(
        apart(
          made.map(({ vector }) => vector),
          base,
        ),
      ).toBeLessThan(1e-4);
    const golden = base.map((vector) => ({ ids: [], vector: Array.from(vector) }));
    expect(
      leastCosine(
        golden,
        made.map(({ vector }) => vector),
      ),
    ).toBeGreaterThan(0.995);
  });

  it.each([
    ['tiny-bert', 0.01],
    ['tiny-e5', 0],
    ['tiny-labse', 0.02],
  ] as const)('takes a model of other people along, with all that is done to its vectors: %s', async (name, centre) => {
    const opened = await openFolder(name);
    const off = Array.from({ length: opened.manifest.dimensions }, (_, at) => Math.round(10_000 * centre * Math.sin(at)));
    const own = addressed({ ...opened.manifest, ...(centre === 0 ? {} : { centre: off }) }, opened.files);
    const { manifest } = own;
    const adapter = adapterOf(manifest.dimensions, null, { model: manifest.id, sha256: hashOfWeights(manifest) });
    const base = await vectorsIn(own);
    for (const vector of base) applyAdapter(adapter, vector);
    const files = await composeFolder(await lookAtModel(manifest, own.files), adapter, WISHES, QUIET_JOB);
    expect(apart(await vectorsIn(await dropped(files)), base)).toBeLessThan(1e-4);

    // What a hub hands out is chosen by names alone, and without our manifest the folder still gives the same.
    const plain = await dropped(files.filter(({ path }) => path !== 'manifest.json'));
    expect(plain.manifest).toMatchObject({ weights: 'onnx/model.onnx', output: 'sentence_embedding', pooling: 'graph' });
    expect(apart(await vectorsIn(plain), base)).toBeLessThan(1e-4);
  });

  it.each(['minilm-l6-en', 'rowlink-instant'])(
    'comes whole out of a hub, which is asked for what is needed alone: %s',
    async (id) => {
      const { files } = await shareEmbedded(id, null, true);
      const listed = files.map(
        ({ path, blob }) => ({ path, bytes: blob.size, hash: { kind: 'git', hex: '0'.repeat(40) } }) as const,
      );
      const chosen = chooseFiles(listed);
      if (!('files' in chosen)) throw new Error(chosen.kind);
      const paths = chosen.files.map(({ path }) => path);
      expect(paths).not.toContain('model.safetensors');
      expect(paths.filter((path) => path.endsWith('.onnx'))).toEqual([
        id === 'rowlink-instant' ? 'onnx/model.onnx' : 'onnx/model_rowlink.onnx',
      ]);
      const [whole, fetched] = [await dropped(files), await dropped(files.filter(({ path }) => paths.includes(path)))];
      expect(fetched.manifest).toEqual(whole.manifest);
    },
  );

  it('refuses an adapter of another model', async () => {
    const { model } = await shareEmbedded('rowlink-instant');
    const other = adapterOf(256, null, { model: 'x', sha256: 'b'.repeat(64) });
    await expect(composeFolder(model, other, WISHES, QUIET_JOB)).rejects.toMatchObject({ code: 'adapter/other-model' });
  });

  it('holds no name of a column, unless that was allowed', async () => {
    const { model } = await shareEmbedded('rowlink-instant');
    const base = { model: model.manifest.id, sha256: hashOfWeights(model.manifest) };
    const adapter = adapterOf(256, null, base, { 'canary-column-7391': 2 });
    const has = async (withColumnNames: boolean): Promise<readonly string[]> => {
      const files = await composeFolder(model, adapter, { ...WISHES, withColumnNames }, QUIET_JOB);
      const texts = await Promise.all(files.map(async ({ path, blob }) => [path, await blob.slice(0, 2e6).text()] as const));
      return texts.filter(([, text]) => text.includes('canary-column-7391')).map(([path]) => path);
    };
    expect(await has(false)).toEqual([]);
    expect(await has(true)).toContain('adapter/company-names.adapter.safetensors');
  });
});
