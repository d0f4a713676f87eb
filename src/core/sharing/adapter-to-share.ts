import type { Adapter } from '../tuning/adapter';

/** What the person says of the folder. */
export interface FolderWishes {
  /** Of the folder and of files in it: letters, digits, `-`, `_`, `.`. */
  readonly name: string;
  /** `README.md`. */
  readonly card: string;
  /** SPDX identifier of the whole, as the card has it. */
  readonly licence: string;
  /** Names of columns, their learned weights and how they looked stay in the adapter's file. */
  readonly withColumnNames: boolean;
  /** Weights for PyTorch as well, where the model's graph is one of ours: four times as large. */
  readonly withTorch: boolean;
}

/** An adapter as it leaves the computer, under the name of the folder: names of columns, and how they looked, only where that was allowed. */
export function adapterToShare(
  adapter: Adapter,
  { name, withColumnNames }: Pick<FolderWishes, 'name' | 'withColumnNames'>,
): Adapter {
  if (withColumnNames) return { ...adapter, name };
  const { columnWeights: _, training, ...rest } = adapter;
  const { portraits: _portraits, ...told } = training;
  return { ...rest, training: told, name };
}

/** A name for the folder and for files in it, out of what a person called it. */
export function folderName(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60)
    .replace(/-+$/u, '');
  return plain === '' ? 'tuned-model' : plain;
}
