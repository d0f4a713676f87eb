import type { Fingerprint } from '../model/types';

/** A category to sort rows into. Descriptions say what belongs there; rows that do are examples, and stand elsewhere. */
export interface NamedClass {
  readonly name: string;
  readonly descriptions: readonly string[];
}

/** What a person said of a row. */
export interface RowDecision {
  readonly row: number;
  readonly label: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** How the left table of a project is sorted into categories, as it is stored with the project. */
export interface StoredSorting {
  /** Where categories come from: typed names, or a column of the table. A classifier out of a file is not stored. */
  readonly way: 'names' | 'column' | 'classifier';
  readonly on: readonly string[];
  readonly classes: readonly NamedClass[];
  readonly labelColumn: string | null;
  /** Letters do not count: a classifier then holds nothing of the texts. Absent: they do. */
  readonly isMeaningOnly?: boolean;
  /** Rows of a lower probability keep no label, 0…1. */
  readonly abstainBelow: number;
  /** The table that `decisions` speak of; null before the first. */
  readonly table: Fingerprint | null;
  /** In the order in which they were made; the last of a row holds. */
  readonly decisions: readonly RowDecision[];
}

export const NO_SORTING: StoredSorting = {
  way: 'names',
  on: [],
  classes: [],
  labelColumn: null,
  abstainBelow: 0,
  table: null,
  decisions: [],
};

/** Decisions on the rows of this table; none where they speak of another. */
export function decisionsOn(sorting: StoredSorting, table: Fingerprint): ReadonlyMap<number, string> {
  if (sorting.table !== table) return new Map();
  return new Map(sorting.decisions.map(({ row, label }) => [row, label]));
}

/** One more decision. Those on another table are given up, as rows there are others. */
export function withDecision(sorting: StoredSorting, table: Fingerprint, decision: RowDecision): StoredSorting {
  const before = sorting.table === table ? sorting.decisions : [];
  return { ...sorting, table, decisions: [...before, decision] };
}

/** Without the last decision: what was said of its row before holds again. */
export const withoutLast = (sorting: StoredSorting): StoredSorting => ({ ...sorting, decisions: sorting.decisions.slice(0, -1) });
