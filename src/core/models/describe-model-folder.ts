import { AppError } from '../model/errors';
import { chooseModelFiles, findModelRoot, MOST_WEIGHTS } from './choose-files';
import { choosePrefix, poolingByName } from './known-families';
import { type ModelDtype, type ModelManifest, type ModelPooling, TOKENIZER_FILE } from './model-manifest';
import { type OnnxOutline, type OnnxOutput, outlineOnnx } from './onnx-outline';
import { readCard } from './read-card';
import { type Members, numberOf, readMembers, refusePointer, textOf } from './read-members';
import { readSentenceModules, type SentenceModules } from './sentence-modules';
import { describeTokenizer } from './tokenizer-traits';

/** What is known of a model from elsewhere, a hub or a person. */
export interface ModelOrigin {
  readonly id?: string;
  readonly title?: string;
  readonly revision?: string;
  readonly source?: string | null;
  readonly licence?: string;
}

/** Longer texts are cut into pieces whose vectors are averaged; records are short, and time grows with the square of length. */
const MOST_TOKENS = 256;
const LEAST_TOKENS = 8;
/** Positions that XLM-R and its kin leave free at the start. */
const FREE_POSITIONS = 2;
const KNOWN_INPUTS = new Set(['input_ids', 'attention_mask', 'token_type_ids', 'position_ids']);
const HIDDEN_OUTPUTS = ['last_hidden_state', 'token_embeddings', 'hidden_states', 'output_0', 'output'];

/**
 * Understands a folder as sentence-transformers and the exporters to ONNX write it, out of all files that were dropped or fetched, by
 * path; a common folder around them does not matter. Reads the small files, and of the weights just what they take and give.
 *
 * @returns the manifest; its files are those to keep, without their hashes
 * @throws AppError `model/no-weights`, `model/incomplete`, `model/broken-file`, `model/lfs-pointer`, `model/unsupported`,
 * `model/too-large`: each with the file or the part that is in the way
 */
export async function describeModelFolder(
  given: Readonly<Record<string, Blob>>,
  origin: ModelOrigin = {},
): Promise<ModelManifest> {
  const root = findModelRoot(Object.keys(given));
  const all = Object.entries(given).map(([path, blob]) => ({ path, bytes: blob.size }));
  const files: Record<string, Blob> = {};
  for (const { path } of chooseModelFiles(all)) files[path.slice(root.length)] = given[path]!;
  const weights = Object.keys(files).find((path) => /\.onnx$/iu.test(path));
  if (!weights) throw new AppError('model/no-weights', { files: listNames(Object.keys(given)) });

  const modules = await readSentenceModules(files);
  const read = async (name: string): Promise<Members> => {
    const path = [`${modules?.transformer ?? ''}${name}`, name].find((one) => files[one]);
    return path ? readMembers(files[path]!, path) : {};
  };
  const tokenizerPath = Object.keys(files).find((path) => path.endsWith(TOKENIZER_FILE));
  if (!tokenizerPath) throw new AppError('model/incomplete', { file: TOKENIZER_FILE });
  const traits = describeTokenizer(await readMembers(files[tokenizerPath]!, tokenizerPath));

  const graph = await readGraph(files, weights);
  const weightsData = graph.data.map((location) => resolveBeside(weights, location));
  for (const path of weightsData) if (!files[path]) throw new AppError('model/incomplete', { file: path });
  const size = [weights, ...weightsData].reduce((sum, path) => sum + files[path]!.size, 0);
  if (size > MOST_WEIGHTS) throw new AppError('model/too-large', { file: weights });

  const card = await readCard(files['README.md'] ?? null);
  const config = await read('config.json');
  const folderName = root.split('/').filter(Boolean).at(-1) ?? '';
  const names = [origin.id, origin.title, folderName, textOf(config._name_or_path), card.base, card.title].filter(Boolean);
  const found = chooseOutput(graph, names.join(' '), modules);
  const title = origin.title || folderName || lastPart(textOf(config._name_or_path)) || card.title || 'model';
  const lengths = [await read('sentence_bert_config.json'), await read('tokenizer_config.json'), config] as const;
  return {
    id: origin.id || title,
    title,
    revision: origin.revision ?? '1',
    kind: 'network',
    dtype: dtypeOf(graph, weights),
    maxTokens: maxTokensOf(...lengths),
    prefix: choosePrefix(await read('config_sentence_transformers.json'), names.join(' ')),
    ends: traits.ends,
    ...found,
    dense: found.dense.map((layer) => ({ ...layer, path: root + layer.path })),
    dimensions: found.dense.at(-1)?.outputs ?? found.dimensions ?? modules?.width ?? numberOf(config.hidden_size) ?? 0,
    isNormalised: false,
    inputs: graph.inputs,
    weights: root + weights,
    weightsData: weightsData.map((path) => root + path),
    tokenizer: traits.tokenizer,
    ...(tokenizerPath === TOKENIZER_FILE && root === '' ? {} : { tokenizerFile: root + tokenizerPath }),
    languages: card.languages,
    licence: origin.licence || card.licence,
    source: origin.source ?? null,
    files: Object.fromEntries(Object.entries(files).map(([path, { size: bytes }]) => [root + path, { bytes, sha256: '' }])),
  };
}

/** @throws AppError `model/lfs-pointer`, `model/broken-file`, `model/unsupported` */
async function readGraph(files: Readonly<Record<string, Blob>>, weights: string): Promise<OnnxOutline> {
  const blob = files[weights]!;
  refusePointer(await blob.slice(0, 100).text(), weights);
  const graph = await outlineOnnx(blob);
  if (!graph) throw new AppError('model/broken-file', { file: weights });
  const unknown = graph.inputs.filter((name) => !KNOWN_INPUTS.has(name));
  if (unknown.length > 0 || !graph.inputs.includes('input_ids')) {
    throw new AppError('model/unsupported', { part: listNames(unknown.length > 0 ? unknown : graph.inputs) });
  }
  return graph;
}

/** The output to take, and what is left to do with it. A graph that gives vectors of texts has done all of it. */
function chooseOutput(
  { outputs }: OnnxOutline,
  name: string,
  modules: SentenceModules | null,
): Pick<ModelManifest, 'output' | 'pooling' | 'dense'> & { readonly dimensions: number | null } {
  const named = (wanted: string): OnnxOutput | undefined => outputs.find((output) => output.name === wanted);
  const vector = named('sentence_embedding') ?? (outputs.length === 1 && outputs[0]!.rank === 2 ? outputs[0] : undefined);
  if (vector) return { output: vector.name, pooling: 'graph', dense: [], dimensions: vector.width };
  // LaBSE's dense layer is what BERT calls its pooler.
  const pooler = named('pooler_output');
  if (!modules && pooler && /labse/iu.test(name)) {
    return { output: pooler.name, pooling: 'graph', dense: [], dimensions: pooler.width };
  }
  const hidden = HIDDEN_OUTPUTS.map(named).find((output) => output?.rank === 3) ?? outputs.find(({ rank }) => rank === 3);
  if (!hidden) throw new AppError('model/unsupported', { part: listNames(outputs.map((output) => output.name)) });
  const pooling: ModelPooling = modules?.pooling ?? poolingByName(name);
  return { output: hidden.name, pooling, dense: modules?.dense ?? [], dimensions: hidden.width };
}

/** The kind of number that most bytes of the weights are; that of the name where they lie in files of their own or of several kinds. */
function dtypeOf({ bytesByType }: OnnxOutline, path: string): ModelDtype {
  const [type] = [...bytesByType].sort(([, a], [, b]) => b - a)[0] ?? [];
  if (/q4|int4|bnb4/iu.test(path)) return 'q4';
  if (type === 3) return 'int8';
  if (type === 2) return 'uint8';
  return type === 10 ? 'fp16' : 'fp32';
}

function maxTokensOf(sentence: Members, tokenizer: Members, config: Members): number {
  const positions = numberOf(config.max_position_embeddings);
  const free = /roberta|camembert|mpnet|xlm/iu.test(textOf(config.model_type)) ? FREE_POSITIONS : 0;
  const limits = [
    numberOf(sentence.max_seq_length) ?? numberOf(tokenizer.model_max_length),
    positions === null ? null : positions - free,
    MOST_TOKENS,
  ];
  return Math.max(LEAST_TOKENS, Math.min(...limits.filter((limit) => limit !== null)));
}

/** The path of a file that is named from the folder of another. */
const resolveBeside = (path: string, name: string): string =>
  path.slice(0, path.lastIndexOf('/') + 1) + name.replace(/^\.\//u, '');
const lastPart = (path: string): string => path.split(/[/\\]/u).filter(Boolean).at(-1) ?? '';
const listNames = (names: readonly string[]): string => names.slice(0, 6).join(', ') + (names.length > 6 ? ', …' : '');
