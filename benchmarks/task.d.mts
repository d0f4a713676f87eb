export type Cardinality = '1:1' | '1:m' | 'm:1' | 'm:m';

/** A table as the page API takes it. */
export interface TaskTable {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface AnyTask {
  readonly name: string;
  readonly languages: readonly string[];
  /** Odd things of the folder that could be worked with, one sentence each. */
  readonly warnings: readonly string[];
  /** What `rowsPerSecond` counts. */
  readonly rows: number;
}

export interface LinkageTask extends AnyTask {
  readonly kind: 'link' | 'aggregate';
  readonly cardinality: Cardinality;
  readonly leftOn: readonly string[];
  readonly rightOn: readonly string[];
  readonly left: TaskTable;
  readonly right: TaskTable;
  /** Keys of pairs, see `pairKey`. */
  readonly truth: ReadonlySet<string>;
}

export interface PairsTask extends AnyTask {
  readonly kind: 'pairs';
  readonly leftOn: readonly string[];
  readonly rightOn: readonly string[];
  readonly left: TaskTable;
  readonly right: TaskTable;
  /** Labelled pairs of 0-based rows; `split` in lower case, null where the folder has none. */
  readonly pairs: readonly { left: number; right: number; isMatch: boolean; split: string | null }[];
}

export interface DedupTask extends AnyTask {
  readonly kind: 'dedup';
  readonly on: readonly string[];
  readonly records: TaskTable;
  /** Name of the true cluster of every row. */
  readonly clusterOf: readonly string[];
}

export interface ClassifyTask extends AnyTask {
  readonly kind: 'classify';
  readonly on: readonly string[];
  readonly records: TaskTable;
  /** True label of every row, null where there is none. */
  readonly labels: readonly (string | null)[];
  readonly splits: readonly (string | null)[];
}

export type Task = LinkageTask | PairsTask | DedupTask | ClassifyTask;

export function listTasks(dataFolder: string): string[];
export function kindOf(dataFolder: string, name: string): { readonly word: string; readonly kind: Task['kind'] | null };
export function readTask(dataFolder: string, name: string): Task;
export function readCardinality(written: unknown, pairs: readonly (readonly number[])[]): Cardinality;
/** The same for a task that is known to be a linkage. */
export function readLinkageTask(dataFolder: string, name: string): LinkageTask;
