import type { Dataset } from '../model/types';
import { cellAt, columnCells, columnIndex } from '../table/cells';
import { readDates } from '../table/dates';
import { normaliseText } from '../text/normalise';

/** Which cell of a cluster survives: see `goldenRow`. */
export type SurvivorRule = 'first-filled' | 'longest' | 'most-frequent' | 'newest';
export const SURVIVOR_RULES: readonly SurvivorRule[] = ['first-filled', 'longest', 'most-frequent', 'newest'];

/** A cell chosen by hand: in the cluster that holds `row`, `column` comes from it. */
export interface HandPick {
  readonly column: string;
  readonly row: number;
}

export interface GoldenSettings {
  readonly rule: SurvivorRule;
  /** Rules of single columns, by name; a list of pairs, since a column may have any name. */
  readonly columnRules: readonly (readonly [column: string, rule: SurvivorRule])[];
  /** The column that `newest` goes by; null or absent falls back to `first-filled`. */
  readonly dateColumn: string | null;
  /** The latest pick of a column within a cluster counts. */
  readonly picks: readonly HandPick[];
}

export const DEFAULT_GOLDEN_SETTINGS: GoldenSettings = { rule: 'first-filled', columnRules: [], dateColumn: null, picks: [] };

/** For every column the row that its cell comes from. */
export type GoldenRow = readonly number[];

/**
 * Chooses the surviving cells of clusters. Empty cells never survive where another row has one; a column without any filled cell
 * comes from the first row. Ties go to the lower row.
 *
 * - `first-filled`: the first row that has a cell.
 * - `longest`: the most letters, white space around it not counted.
 * - `most-frequent`: the text that most rows have, written differently or not; of its spellings the most frequent one.
 * - `newest`: of the row with the latest date in `dateColumn`; rows without a readable date come last.
 *
 * Preparing is O(rows) where dates are read; a cluster is O(its rows · columns).
 */
export function createGoldenRecords(dataset: Dataset, settings: GoldenSettings): (rows: ArrayLike<number>) => GoldenRow {
  const rules = new Map(settings.columnRules);
  const dateIndex = columnIndex(dataset, settings.dateColumn);
  const times = dateIndex < 0 ? null : readDates(columnCells(dataset, dateIndex));
  const picks = new Map<string, HandPick[]>();
  for (const pick of settings.picks) picks.set(pick.column, [...(picks.get(pick.column) ?? []), pick]);
  return (rows) => {
    const members = Array.from(rows).sort((a, b) => a - b);
    return dataset.columns.map(({ name }, column) => {
      const picked = picks.get(name)?.findLast(({ row }) => members.includes(row));
      if (picked) return picked.row;
      const cellOf = (row: number): string => cellAt(dataset, column, row);
      const filled = members.filter((row) => cellOf(row).trim() !== '');
      if (filled.length < 2) return filled[0] ?? members[0]!;
      return survivor(filled, cellOf, rules.get(name) ?? settings.rule, times);
    });
  };
}

function survivor(
  rows: readonly number[],
  cellOf: (row: number) => string,
  rule: SurvivorRule,
  times: Float64Array | null,
): number {
  switch (rule) {
    case 'first-filled':
      return rows[0]!;
    case 'longest':
      return bestRow(rows, (row) => [...cellOf(row).trim()].length);
    case 'most-frequent': {
      // The text first, however it is written; then its spelling, which is rarer than the text.
      const keyOf = (row: number): string => normaliseText(cellOf(row)) || cellOf(row).trim();
      const alike = mostFrequent(rows, keyOf);
      return mostFrequent(alike, (row) => cellOf(row).trim())[0]!;
    }
    case 'newest':
      return times ? bestRow(rows, (row) => (Number.isNaN(times[row]!) ? Number.NEGATIVE_INFINITY : times[row]!)) : rows[0]!;
  }
}

/** The first row of the highest value. */
function bestRow(rows: readonly number[], measure: (row: number) => number): number {
  let best = rows[0]!;
  let highest = measure(best);
  for (const row of rows) {
    const value = measure(row);
    if (value <= highest) continue;
    best = row;
    highest = value;
  }
  return best;
}

/** The rows that share the most frequent key; of equally frequent ones, the one that comes first. */
function mostFrequent(rows: readonly number[], keyOf: (row: number) => string): readonly number[] {
  const byKey = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = byKey.get(key);
    if (group) group.push(row);
    else byKey.set(key, [row]);
  }
  let best: readonly number[] = [];
  for (const group of byKey.values()) if (group.length > best.length) best = group;
  return best;
}
