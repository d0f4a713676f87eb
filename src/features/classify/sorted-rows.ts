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

const ABSTAINED = -1;
const EMPTY = -2;

/** What a row is without a person's word: place of its label, or one of the two above. */
function placeOf({ sorted, abstainBelow }: Sorting, row: number): number {
  const { rows, known, way } = sorted;
  if (way === 'column' && known[row]! >= 0) return known[row]!;
  const place = rows.label[row]!;
  if (place < 0) return EMPTY;
  return rows.probability[row]! < abstainBelow ? ABSTAINED : place;
}

/** Rows in the order of the table, or least sure first. O(rows), some milliseconds a million. */
export function filterRows(sorting: Sorting, filter: RowFilter, isLeastSureFirst: boolean): Uint32Array {
  const { sorted, decisions } = sorting;
  if (filter.kind === 'suspects') return Uint32Array.from(sorted.trained?.suspects ?? [], ({ row }) => row);
  const count = sorted.rows.label.length;
  const isIn = new Uint8Array(count);
  const wanted = filter.kind === 'class' ? sorted.labels.indexOf(filter.label) : filter.kind === 'abstained' ? ABSTAINED : EMPTY;
  for (let row = 0; row < count; row++) {
    if (filter.kind === 'all') isIn[row] = 1;
    else if (filter.kind === 'cell') {
      isIn[row] = sorted.known[row] === filter.given && sorted.rows.label[row] === filter.predicted ? 1 : 0;
    } else isIn[row] = placeOf(sorting, row) === wanted ? 1 : 0;
  }
  if (filter.kind !== 'all' && filter.kind !== 'cell') {
    for (const [row, label] of decisions) isIn[row] = filter.kind === 'class' && label === filter.label ? 1 : 0;
  }
  const found = new Uint32Array(count);
  let size = 0;
  if (isLeastSureFirst) {
    for (const row of sorted.rows.order) {
      if (isIn[row] === 1) found[size++] = row;
      isIn[row] = 0;
    }
  }
  // Rows without text have no order of their own.
  for (let row = 0; row < count; row++) if (isIn[row] === 1) found[size++] = row;
  return found.slice(0, size);
}

/** Labels that rows have, with how many; those that the sorting knows come first, in their order. O(rows), as above. */
export function countRows(sorting: Sorting): {
  readonly classes: readonly { readonly label: string; readonly count: number }[];
  readonly abstained: number;
  readonly empty: number;
} {
  const { sorted, decisions } = sorting;
  const places = new Uint32Array(sorted.labels.length);
  const others = { [ABSTAINED]: 0, [EMPTY]: 0 };
  const add = (row: number, by: number): void => {
    const place = placeOf(sorting, row);
    if (place >= 0) places[place]! += by;
    else others[place as typeof ABSTAINED | typeof EMPTY] += by;
  };
  for (let row = 0; row < sorted.rows.label.length; row++) add(row, 1);
  const counts = new Map<string, number>();
  for (const [row, label] of decisions) {
    add(row, -1);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const own = sorted.labels.map((label, place) => ({ label, count: places[place]! + (counts.get(label) ?? 0) }));
  const more = Array.from(counts, ([label, count]) => ({ label, count })).filter(({ label }) => !sorted.labels.includes(label));
  return { classes: [...own, ...more], abstained: others[ABSTAINED], empty: others[EMPTY] };
}

/** Rows with text that the table itself says nothing of. O(rows) */
export function countOpen({ rows, known, way }: SortedTable): number {
  let count = 0;
  for (let row = 0; row < rows.label.length; row++) if (rows.label[row]! >= 0 && !(way === 'column' && known[row]! >= 0)) count++;
  return count;
}

/** The least sure row that nobody has said anything of, and how many there are; null: none, or all are `skipped`. */
export function nextToReview(
  { sorted, decisions }: Sorting,
  open: number,
  skipped: ReadonlySet<number>,
): { readonly row: number | null; readonly left: number } {
  const isOpen = (row: number): boolean => sorted.rows.label[row]! >= 0 && !(sorted.way === 'column' && sorted.known[row]! >= 0);
  const decided = [...decisions.keys()].filter(isOpen).length;
  const row = sorted.rows.order.find((one) => !decisions.has(one) && !skipped.has(one) && isOpen(one));
  return { row: row ?? null, left: open - decided };
}

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
