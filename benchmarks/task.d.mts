export interface Task {
  readonly name: string;
  readonly kind: 'link' | 'aggregate';
  readonly cardinality: '1:1' | '1:m' | 'm:1' | 'm:m';
  readonly leftOn: readonly string[];
  readonly rightOn: readonly string[];
  /** CSV text. */
  readonly left: string;
  readonly right: string;
  /** Keys of pairs, see `pairKey`. */
  readonly truth: ReadonlySet<string>;
  readonly rows: number;
}
export function listTasks(dataFolder: string): string[];
export function readTask(dataFolder: string, name: string): Task;
