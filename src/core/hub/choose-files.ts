import type { RepositoryFile } from './repository-files';
import { totalBytes } from './repository-files';

/** The files of a repository that make a model, and what they weigh. */
export interface ChosenFiles {
  /** Weights and what holds their tensors first, then the rest in order of the repository. */
  readonly files: readonly RepositoryFile[];
  /** The ONNX file that is run. */
  readonly weights: string;
  readonly bytes: number;
}

/** `no-onnx`: weights in another form, or none. `file`: what is missing beside them. */
export type FilesProblem = { readonly kind: 'no-onnx' } | { readonly kind: 'missing'; readonly file: string };

/** Files beside the weights without which no text can be fed. */
const NEEDED = ['config.json', 'tokenizer.json'] as const;

/** What says how texts become vectors, and under which terms; taken where it is there. */
const WANTED: ReadonlySet<string> = new Set([
  ...NEEDED,
  'tokenizer_config.json',
  'special_tokens_map.json',
  'modules.json',
  'config_sentence_transformers.json',
  'sentence_bert_config.json',
  'README.md',
  'LICENSE',
  'LICENSE.txt',
  'LICENSE.md',
  'NOTICE',
]);
/** Of sentence-transformers: folders of what comes after the network, such as `1_Pooling` and `2_Dense`. */
const AFTERWARDS = /^\d+_[A-Za-z]+\/config\.json$|^\d+_Dense\/model\.safetensors$/u;
/** Texts about a model are not worth more than this. */
const MOST_TEXT_BYTES = 1_000_000;

/**
 * Which files of a repository are fetched.
 *
 * @param chooseWeights picks the ONNX file among all paths, as for a folder from the disk; null where there is none
 */
export function chooseFiles(
  all: readonly RepositoryFile[],
  chooseWeights: (paths: readonly string[]) => string | null,
): ChosenFiles | FilesProblem {
  const weights = chooseWeights(all.map(({ path }) => path));
  if (weights === null) return { kind: 'no-onnx' };
  const missing = NEEDED.find((path) => !all.some((file) => file.path === path));
  if (missing) return { kind: 'missing', file: missing };
  const isOfWeights = (path: string): boolean => path === weights || isDataOf(path, weights);
  const isText = ({ path, bytes }: RepositoryFile): boolean =>
    /\.(md|txt)$|^(LICENSE|NOTICE)$/u.test(path) && bytes > MOST_TEXT_BYTES;
  const files = [
    ...all.filter(({ path }) => isOfWeights(path)),
    ...all.filter((file) => !isOfWeights(file.path) && (WANTED.has(file.path) || AFTERWARDS.test(file.path)) && !isText(file)),
  ];
  return { files, weights, bytes: totalBytes(files) };
}

/** Tensors beside an ONNX file: `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`, `model.data`. */
export function isDataOf(path: string, weights: string): boolean {
  const stem = weights.replace(/\.onnx$/u, '');
  if (!path.startsWith(stem)) return false;
  return /^(\.onnx)?[._]data(_\d+)?$/u.test(path.slice(stem.length));
}
