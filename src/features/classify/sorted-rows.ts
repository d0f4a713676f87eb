import { type PlannedTable, plannedCells } from '../../core/export/planned-table';
import type { Dataset } from '../../core/model/types';
import type { SortedTable } from '../../session/sorting-desk';

/** Who says what a row is: a person, the label column, the model; nobody where the model is too unsure, or there is no text. */
export type RowSource = 'person' | 'table' | 'model' | 'abstained' | 'empty';

export interface SortedRow {
  readonly label: string | null;
  readonly source: RowSource;
  /** What the model says, and how sure it is; null for a row without text. */
  readonly suggestion: string | null;
  readonly probability: number | null;
}

/** What stands over all rows. */
export interface Sorting {
  readonly sorted: SortedTable;
  readonly decisions: ReadonlyMap<number, string>;
  readonly abstainBelow: number;
}

export function readRow({ sorted, decisions, abstainBelow }: Sorting, row: number): SortedRow {
  const { labels, rows, known } = sorted;
  const place = rows.label[row]!;
  const suggestion = place < 0 ? null : labels[place]!;
  const probability = place < 0 ? null : rows.probability[row]!;
  const decided = decisions.get(row);
  if (decided !== undefined) return { label: decided, source: 'person', suggestion, probability };
  // A decision that was taken back since may be among what the classifier learned from: the model speaks then.
  if (known[row]! >= 0 && sorted.way === 'column')
    return { label: labels[known[row]!]!, source: 'table', suggestion, probability };
  if (place < 0) return { label: null, source: 'empty', suggestion, probability };
  if (rows.probability[row]! < abstainBelow) return { label: null, source: 'abstained', suggestion, probability };
  return { label: suggestion, source: 'model', suggestion, probability };
}

export type RowFilter =
  | { readonly kind: 'all' | 'suspects' | 'abstained' | 'empty' }
  | { readonly kind: 'class'; readonly label: string }
  /** Rows with a known label of which the model says this. */
  | { readonly kind: 'cell'; readonly given: number; readonly predicted: number };

/** Rows in the order of the table, or least sure first. O(rows), some milliseconds a million. */
export function filterRows(sorting: Sorting, filter: RowFilter, isLeastSureFirst: boolean): Uint32Array {
  const { sorted } = sorting;
  const { label, probability } = sorted.rows;
  const suspects = sorted.trained?.suspects ?? [];
  if (filter.kind === 'suspects') return Uint32Array.from(suspects, ({ row }) => row);
  const found: number[] = [];
  for (let row = 0; row < label.length; row++) if (isWithin(sorting, filter, row)) found.push(row);
  const rows = Uint32Array.from(found);
  return isLeastSureFirst ? rows.sort((a, b) => probability[a]! - probability[b]! || a - b) : rows;
}

function isWithin(sorting: Sorting, filter: RowFilter, row: number): boolean {
  const { rows, known } = sorting.sorted;
  if (filter.kind === 'all') return true;
  if (filter.kind === 'cell') return known[row] === filter.given && rows.label[row] === filter.predicted;
  const own = readRow(sorting, row);
  return filter.kind === 'class' ? own.label === filter.label : own.source === filter.kind;
}

/** Labels that rows have, with how many; those that the sorting knows come first, in their order. O(rows). */
export function countRows(sorting: Sorting): {
  readonly classes: readonly { readonly label: string; readonly count: number }[];
  readonly abstained: number;
  readonly empty: number;
} {
  const counts = new Map<string, number>(sorting.sorted.labels.map((label) => [label, 0]));
  let abstained = 0;
  let empty = 0;
  for (let row = 0; row < sorting.sorted.rows.label.length; row++) {
    const { label, source } = readRow(sorting, row);
    if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
    else if (source === 'abstained') abstained++;
    else empty++;
  }
  return { classes: Array.from(counts, ([label, count]) => ({ label, count })), abstained, empty };
}

/** Rows nobody has said anything of, least sure first. */
export const rowsToReview = ({ sorted, decisions }: Sorting): Uint32Array =>
  sorted.rows.order.filter((row) => !decisions.has(row));

export interface ColumnNames {
  readonly label: string;
  readonly probability: string;
  readonly source: string;
  readonly suggestion: string;
  readonly sources: Readonly<Record<RowSource, string>>;
}

/** The table with what every row is, how sure that is, who says so and what the model says. */
export function plannedSorting(dataset: Dataset, sorting: Sorting, names: ColumnNames): PlannedTable {
  const taken = new Set(dataset.columns.map(({ name }) => name));
  const free = (name: string): string => {
    let own = name;
    for (let copy = 2; taken.has(own); copy++) own = `${name} ${copy}`;
    taken.add(own);
    return own;
  };
  const own = plannedCells(
    dataset,
    dataset.columns.map(({ name }) => name),
    null,
  );
  return {
    columns: [
      ...own,
      { name: free(names.label), text: (row) => readRow(sorting, row).label ?? '' },
      {
        name: free(names.probability),
        text: (row) => {
          const { probability, source } = readRow(sorting, row);
          return probability === null || source === 'person' ? '' : probability.toFixed(4);
        },
      },
      { name: free(names.source), text: (row) => names.sources[readRow(sorting, row).source] },
      { name: free(names.suggestion), text: (row) => readRow(sorting, row).suggestion ?? '' },
    ],
    rowCount: dataset.rowCount,
  };
}
