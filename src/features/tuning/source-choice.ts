import { guessClusterColumn } from '../../core/evaluation/cluster-truth';
import type { Dataset } from '../../core/model/types';
import type { SessionState } from '../../session/contract';
import { guessTruthColumn, guessTruthFile } from '../../session/judging';
import { guessClusterFile } from '../../session/judging-clusters';
import type { TuningSource } from '../../session/tuning/training-source';

/** Kinds of things to learn from, as they are chosen; what a file holds is told afterwards. */
export const SOURCE_KINDS = ['decisions', 'pairs', 'clusters', 'column', 'variants'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];
/** Those that stand in a file or a column, which has to be looked at first. */
export type ReadKind = Exclude<SourceKind, 'decisions' | 'variants'>;

/** The tables of the open project: `right` null where duplicates are looked for in one; null where they are not there. */
export interface OwnTables {
  readonly left: Dataset;
  readonly right: Dataset | null;
}

export function ownTables({ project, sides: { left, right } }: SessionState): OwnTables | null {
  if (left.status !== 'ready') return null;
  if (project?.settings.task === 'deduplicate') return { left: left.dataset, right: null };
  return right.status === 'ready' ? { left: left.dataset, right: right.dataset } : null;
}

/** A file of pairs: of ids of the open tables where they are found there, else of texts. @throws AppError `job/cancelled`, `worker/crashed` */
export async function sourceOfPairs(file: Dataset, own: OwnTables | null): Promise<TuningSource> {
  if (own) {
    const tables = { left: own.left, right: own.right ?? own.left };
    const { columns, ids, isGuessed } = await guessTruthFile(file, tables, { signal: new AbortController().signal });
    if (isGuessed) return { kind: 'pairs', truth: { kind: 'file', table: file, columns, ids } };
  }
  return pairTexts(file);
}

/** A file of groups, likewise. @throws AppError as `sourceOfPairs` */
export async function sourceOfClusters(file: Dataset, own: OwnTables | null): Promise<TuningSource> {
  if (own && own.right === null) {
    const truth = await guessClusterFile(file, own.left, new AbortController().signal);
    const isKnown = truth.kind === 'file' && truth.columns.dataId !== null;
    if (isKnown) return { kind: 'clusters', truth };
  }
  return clusterTexts(file);
}

/** A column of the left table that holds ids of right rows, or names groups. @throws AppError as `sourceOfPairs` */
export async function sourceOfColumn(own: OwnTables): Promise<TuningSource> {
  const { left, right } = own;
  if (right === null) {
    const column = guessClusterColumn(left) ?? left.columns.at(-1)!.name;
    return { kind: 'clusters', truth: { kind: 'column', column } };
  }
  const guess = await guessTruthColumn({ left, right }, { signal: new AbortController().signal });
  return { kind: 'pairs', truth: { kind: 'column', ...guess } };
}

const LABEL = /^(label|is_?match|match(ed)?|gold|truth|same|is_?duplicate|y)$/iu;
const GROUP = /cluster|group|entity|canonical|duplicate|truth|gold|label|class/iu;

/** A file whose rows have the two texts of a pair: the first two columns, and the one that says whether they match. */
export function pairTexts(table: Dataset): TuningSource {
  const label = table.columns.find(({ header }) => LABEL.test(header.trim()))?.name ?? null;
  const others = table.columns.map(({ name }) => name).filter((name) => name !== label);
  return { kind: 'pair-texts', table, left: others[0] ?? '', right: others[1] ?? others[0] ?? '', label };
}

/** A file whose rows have a text and the name of its group. */
export function clusterTexts(table: Dataset): TuningSource {
  const cluster = table.columns.find(({ header }) => GROUP.test(header))?.name ?? table.columns.at(-1)?.name ?? '';
  const text = table.columns.find(({ name }) => name !== cluster)?.name ?? cluster;
  return { kind: 'cluster-texts', table, text, cluster };
}

/** The table that a source was read from; null where it stands in the project. */
export function fileOf(source: TuningSource): Dataset | null {
  switch (source.kind) {
    case 'decisions':
    case 'variants':
      return null;
    case 'pairs':
      return source.truth.kind === 'file' ? source.truth.table : null;
    case 'clusters':
      return source.truth.kind === 'file' ? source.truth.file : null;
    default:
      return source.table;
  }
}
