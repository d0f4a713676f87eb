import { chooseModelFiles } from '../models/choose-files';
import { type RepositoryFile, totalBytes } from './repository-files';

/** The files of a repository that make a model, and what they weigh. */
export interface ChosenFiles {
  /** In order of the repository. */
  readonly files: readonly RepositoryFile[];
  /** The ONNX file that is run. */
  readonly weights: string;
  readonly bytes: number;
}

/** `no-onnx`: weights in another form, or none. `missing`: a file without which no text can be fed. */
export type FilesProblem = { readonly kind: 'no-onnx' } | { readonly kind: 'missing'; readonly file: string };

const NEEDED = ['config.json', 'tokenizer.json'] as const;
/** Texts about a model are not worth more than this. */
const MOST_TEXT_BYTES = 1_000_000;

/** Which files of a repository are fetched: those that would be taken of the same folder on a disk. */
export function chooseFiles(all: readonly RepositoryFile[]): ChosenFiles | FilesProblem {
  const needed = new Set(chooseModelFiles(all).map(({ path }) => path));
  const files = all.filter(({ path, bytes }) => needed.has(path) && !(isText(path) && bytes > MOST_TEXT_BYTES));
  const weights = files.find(({ path }) => /\.onnx$/iu.test(path));
  if (!weights) return { kind: 'no-onnx' };
  const missing = NEEDED.find((name) => !files.some(({ path }) => path === name || path.endsWith(`/${name}`)));
  return missing ? { kind: 'missing', file: missing } : { files, weights: weights.path, bytes: totalBytes(files) };
}

const isText = (path: string): boolean => /\.(md|txt)$|(^|\/)(LICENSE|NOTICE)$/iu.test(path);
