import type { Dataset } from '../model/types';
import { columnCells } from './cells';
import { LOSSES, type Loss, lossOf } from './losses';
import { type ColumnProfile, profileColumn } from './profile';

/** What is said about a column before it is compared. */
export interface ColumnLook {
  readonly name: string;
  readonly filled: number;
  readonly distinct: number;
  /** UTF-16 length of the longest trimmed value. */
  readonly longest: number;
  readonly kind: ColumnProfile['kind'];
  /** Most frequent trimmed values, at most five, those that stand once left out; ties by first occurrence. */
  readonly frequent: readonly { readonly value: string; readonly count: number }[];
  /** The first distinct values, at most five. */
  readonly samples: readonly string[];
  /** Cells with white space around them. */
  readonly padded: number;
  /** How many cells other programs would change, by how; see `lossOf`. */
  readonly losses: Readonly<Record<Loss, number>>;
  /** The first such cell. */
  readonly example: Readonly<Partial<Record<Loss, string>>>;
}

export interface TableLook {
  readonly columns: readonly ColumnLook[];
}

/** Cells looked at before the caller may do something else. */
const CELLS_A_STEP = 20_000;
const SHOWN = 5;
/** Rows that the kind of a column is guessed from. */
const KIND_SAMPLE = 2000;

/**
 * Looks at every cell of a table. Yields the share done, 0…1, every 20,000 cells, so that a page can stay awake. O(cells) time, memory
 * for the distinct values of one column at a time.
 */
export function* lookAtTable(dataset: Dataset): Generator<number, TableLook> {
  const { columns, rowCount } = dataset;
  const total = Math.max(1, rowCount * columns.length);
  let looked = 0;
  let sinceYield = 0;
  const looks: ColumnLook[] = [];
  for (const [column, { name }] of columns.entries()) {
    const cells = columnCells(dataset, column);
    const counts = new Map<string, number>();
    const losses = Object.fromEntries(LOSSES.map((loss) => [loss, 0])) as Record<Loss, number>;
    const example: Partial<Record<Loss, string>> = {};
    let filled = 0;
    let longest = 0;
    let padded = 0;
    for (const cell of cells) {
      if (++sinceYield === CELLS_A_STEP) {
        looked += sinceYield;
        sinceYield = 0;
        yield looked / total;
      }
      const value = cell.trim();
      if (value === '') continue;
      filled++;
      if (value.length !== cell.length) padded++;
      if (value.length > longest) longest = value.length;
      counts.set(value, (counts.get(value) ?? 0) + 1);
      const loss = lossOf(value);
      if (loss === null) continue;
      losses[loss]++;
      example[loss] ??= value;
    }
    const { kind } = profileColumn(cells.slice(0, KIND_SAMPLE));
    const samples = [...firstKeys(counts)];
    looks.push({
      name,
      filled,
      distinct: counts.size,
      longest,
      kind,
      frequent: mostFrequent(counts),
      samples,
      padded,
      losses,
      example,
    });
  }
  return { columns: looks };
}

function* firstKeys(counts: ReadonlyMap<string, number>): Generator<string> {
  let taken = 0;
  for (const value of counts.keys()) {
    if (taken++ === SHOWN) return;
    yield value;
  }
}

function mostFrequent(counts: ReadonlyMap<string, number>): ColumnLook['frequent'] {
  const best: { value: string; count: number }[] = [];
  for (const [value, count] of counts) {
    if (count < 2 || (best.length === SHOWN && count <= best[SHOWN - 1]!.count)) continue;
    if (best.length === SHOWN) best.pop();
    best.push({ value, count });
    best.sort((a, b) => b.count - a.count);
  }
  return best;
}
