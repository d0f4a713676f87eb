import { readPieces } from '../files/file-bytes';
import { createContentHash } from '../model/fingerprint';
import type { Job } from '../model/types';
import { GOLDEN_FILE, MANIFEST_FILE, type ModelFile, type ModelManifest, TOKENIZER_FILE } from '../models/model-manifest';
import { type Members, readMembers } from '../models/read-members';
import { type Adapter, requireBase } from '../tuning/adapter';
import { writeAdapter } from '../tuning/adapter-file';
import { applyAdapter } from '../tuning/apply-adapter';
import { writeSafetensors } from '../vectors/safetensors';
import type { GoldenVector } from '../vectors/self-test';
import { denseOfAdapter } from './adapter-dense';
import { adapterToShare, type FolderWishes } from './adapter-to-share';
import { writeAdapterOnnx } from './onnx/adapter-graph';
import { fuseGraph, TUNED_OUTPUT } from './onnx/fuse-graph';
import { jsonFile, type SharedFile, writeModules } from './sentence-modules';
import type { SharedModel } from './shared-model';
import { tokenizerConfig, tokenizerWithReading } from './tokenizer-files';
import { writeTorchWeights } from './torch-weights';

/** The weights as Rowlink runs them, untouched: other programs do not look for a file of this name. */
const OWN_WEIGHTS = 'onnx/model_rowlink.onnx';
const FUSED_WEIGHTS = 'onnx/model.onnx';

/**
 * The files of a folder that holds a model with its adapter, for Rowlink, transformers.js and sentence-transformers. Large files are
 * parts of the model's own, so memory grows with what is added alone. Nothing of a table is in it.
 *
 * @throws AppError `adapter/other-model`, `job/cancelled`, those of reading a broken model
 */
export async function composeFolder(
  model: SharedModel,
  given: Adapter,
  wishes: FolderWishes,
  job: Job,
): Promise<readonly SharedFile[]> {
  const { manifest, files } = model;
  requireBase(given, { model: manifest.id, sha256: manifest.files[manifest.weights]!.sha256, dimensions: manifest.dimensions });
  const adapter = adapterToShare(given, wishes);
  const written = writeAdapter(adapter);
  const dense = denseOfAdapter(adapter);
  const shared: SharedFile[] = [];
  const put = (path: string, content: BlobPart): void => void shared.push({ path, blob: new Blob([content]) });

  put('README.md', wishes.card);
  for (const path of Object.keys(files)) if (/^(?:LICENSE|NOTICE)[^/]*$/iu.test(path)) put(path, files[path]!);
  shared.push(...(await readingFiles(model)));
  const modules = writeModules(
    model.table ? 'StaticEmbedding' : 'Transformer',
    model.sentence,
    widthOf(model),
    dense,
    adapter.rank === null ? written : null,
  );
  shared.push(...modules.files);
  if (model.table) shared.push(...tableFiles(model.table, shared));
  if (model.transformer && wishes.withTorch) put('model.safetensors', writeTorchWeights(model.transformer));

  put(FUSED_WEIGHTS, await fuseGraph(files[manifest.weights]!, model.fusing, adapter));
  for (const path of manifest.weightsData) put(`onnx/${path.slice(folderOf(manifest.weights).length)}`, files[path]!);
  if (model.transformer) put(OWN_WEIGHTS, files[manifest.weights]!);
  put(`adapter/${wishes.name}.adapter.safetensors`, written);
  put(`adapter/${wishes.name}.adapter.onnx`, writeAdapterOnnx(adapter));
  shared.push(await goldenFile(model, adapter));
  shared.push(await manifestFile(model, adapter, modules.adapterPath, wishes, shared, job));
  return shared;
}

/** What says how texts are read. */
async function readingFiles({ manifest, files, table, transformer }: SharedModel): Promise<readonly SharedFile[]> {
  const read = async (name: string): Promise<Members> => (files[name] ? readMembers(files[name], name) : {});
  const tokenizer = await readMembers(files[manifest.tokenizerFile ?? TOKENIZER_FILE]!, TOKENIZER_FILE);
  const config = await read('config.json');
  const prompts = { rows: manifest.prefix };
  const marks = files['special_tokens_map.json'];
  return [
    // transformers.js would look for weights in 8 bits first.
    jsonFile('config.json', {
      model_type: 'bert',
      hidden_size: manifest.dimensions,
      ...config,
      ...(transformer ? { max_position_embeddings: transformer.positions.length / transformer.hidden } : {}),
      'transformers.js_config': { dtype: 'fp32' },
    }),
    { path: TOKENIZER_FILE, blob: new Blob([JSON.stringify(tokenizerWithReading(tokenizer, manifest.tokenizer))]) },
    jsonFile('tokenizer_config.json', tokenizerConfig(await read('tokenizer_config.json'), manifest)),
    ...(marks ? [{ path: 'special_tokens_map.json', blob: marks }] : []),
    ...(table ? [] : [jsonFile('sentence_bert_config.json', { max_seq_length: manifest.maxTokens, do_lower_case: false })]),
    jsonFile('config_sentence_transformers.json', {
      model_type: 'SentenceTransformer',
      prompts: manifest.prefix === '' ? {} : prompts,
      default_prompt_name: manifest.prefix === '' ? null : 'rows',
      similarity_fn_name: 'cosine',
    }),
  ];
}

/** Vectors of tokens: as wide as the first layer takes them. */
function widthOf({ sentence, manifest }: SharedModel): number {
  const first = sentence.steps.find((step) => step.kind === 'dense');
  return first?.kind === 'dense' ? first.inputs : manifest.dimensions;
}

/** A table as sentence-transformers has it: floats, and the tokenizer beside them. */
function tableFiles(
  { values, tokens, width }: NonNullable<SharedModel['table']>,
  shared: readonly SharedFile[],
): readonly SharedFile[] {
  const file = writeSafetensors([{ name: 'embedding.weight', shape: [tokens, width], data: values }], { format: 'pt' });
  const tokenizer = shared.find(({ path }) => path === TOKENIZER_FILE)!.blob;
  return [
    { path: '0_StaticEmbedding/model.safetensors', blob: new Blob([file]) },
    { path: `0_StaticEmbedding/${TOKENIZER_FILE}`, blob: tokenizer },
  ];
}

/** Known texts and their vectors, under the adapter. */
async function goldenFile({ files }: SharedModel, adapter: Adapter): Promise<SharedFile> {
  const golden = JSON.parse((await files[GOLDEN_FILE]?.text()) ?? '[]') as readonly GoldenVector[];
  const tuned = golden.map(({ vector, ...known }) => {
    const data = Float32Array.from(vector);
    applyAdapter(adapter, data);
    return { ...known, vector: Array.from(data, (value) => Math.round(value * 10_000) / 10_000) };
  });
  return { path: GOLDEN_FILE, blob: new Blob([JSON.stringify(tuned)]) };
}

/** What Rowlink reads the folder by. */
async function manifestFile(
  { manifest, transformer, table }: SharedModel,
  adapter: Adapter,
  adapterPath: string,
  { name, licence }: FolderWishes,
  shared: readonly SharedFile[],
  job: Job,
): Promise<SharedFile> {
  const { centre: _, tokenizerFile: _file, ...rest } = manifest;
  const isBeside = transformer !== null || table !== null;
  const size = manifest.dimensions;
  const beside = [{ path: adapterPath, inputs: size, outputs: size, hasBias: true, activation: 'identity' }] as const;
  const weights = transformer ? OWN_WEIGHTS : FUSED_WEIGHTS;
  const described: ModelManifest = {
    ...rest,
    id: name,
    title: name,
    weights,
    weightsData: manifest.weightsData.map((path) => `onnx/${path.slice(folderOf(manifest.weights).length)}`),
    output: isBeside ? manifest.output : TUNED_OUTPUT,
    pooling: 'graph',
    isNormalised: true,
    dense: isBeside ? beside : [],
    unrelated: adapter.calibration.after,
    licence,
    files: {},
  };
  const needed = new Set([
    weights,
    ...described.weightsData,
    ...described.dense.map(({ path }) => path),
    TOKENIZER_FILE,
    GOLDEN_FILE,
    'README.md',
    'config.json',
    'tokenizer_config.json',
  ]);
  const hashes: Record<string, ModelFile> = {};
  for (const { path, blob } of shared) {
    if (needed.has(path) || /^(?:LICENSE|NOTICE)/iu.test(path))
      hashes[path] = { bytes: blob.size, sha256: await hashOf(path, blob, job) };
  }
  return jsonFile(MANIFEST_FILE, { ...described, files: hashes });
}

/** SHA-256 of a file, piece by piece. @throws AppError `file/unreadable`, `job/cancelled` */
export async function hashOf(name: string, blob: Blob, job: Job): Promise<string> {
  const hash = createContentHash();
  for await (const { bytes } of readPieces({ name, blob }, job)) hash.updateBytes(bytes);
  return hash.digest();
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
