/** What may be wrong with a table, told before it is matched. None stops a run. */
export const FINDING_KINDS = [
  /** No text in any column. */
  'empty-rows',
  /** Rows that are the same in every column. */
  'repeated-rows',
  /** Rows that share the id of a record. */
  'repeated-ids',
  /** Rows without an id, in a column that has one for others. */
  'empty-ids',
  /** Nothing in any compared column. */
  'nothing-compared',
  /** Nothing in a column in which rows have to agree to be compared at all. */
  'empty-keys',
  /** Rows that are the same in all that is compared. */
  'alike',
  /** Rows that cannot be linked with certainty, whatever the other table holds. */
  'unlinkable',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Rows of one table that somebody should know of. */
export interface RowFinding {
  readonly kind: FindingKind;
  /** The column that it is about; null where it is about several. */
  readonly column: string | null;
  /** 0-based rows, group after group, ascending in each. Never empty. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Group `g` is `rows[starts[g]] … rows[starts[g + 1] − 1]`: the largest first, ties by first row. One group where rows stand alone. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /**
   * Of unlinkable rows, in the order of `rows`: how many rows look the same, the row itself included; 0 where it has nothing to compare
   * or no key.
   */
  readonly alike?: Uint32Array<ArrayBuffer>;
}

/** A finding of rows that stand alone; none where there are no rows. */
export const singleRows = (kind: FindingKind, column: string | null, rows: Uint32Array<ArrayBuffer>): RowFinding[] =>
  rows.length === 0 ? [] : [{ kind, column, rows, starts: Uint32Array.of(0, rows.length) }];

/** A finding of rows that are alike; none where no row has another like it. @param firstOf row → first row like it. O(rows + groups · log groups). */
export function groupedRows(kind: FindingKind, column: string | null, firstOf: Uint32Array): RowFinding[] {
  const sizes = new Uint32Array(firstOf.length);
  for (const first of firstOf) sizes[first]!++;
  const firsts = new Uint32Array(firstOf.length).map((_, row) => row).filter((row) => sizes[row]! > 1);
  if (firsts.length === 0) return [];
  firsts.sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const starts = new Uint32Array(firsts.length + 1);
  const next = new Uint32Array(firstOf.length);
  firsts.forEach((first, group) => {
    next[first] = starts[group]!;
    starts[group + 1] = starts[group]! + sizes[first]!;
  });
  const rows = new Uint32Array(starts[firsts.length]!);
  firstOf.forEach((first, row) => {
    if (sizes[first]! > 1) rows[next[first]!++] = row;
  });
  return [{ kind, column, rows, starts }];
}

/** How many different things stand more than once. */
export const groupCount = ({ starts }: RowFinding): number => starts.length - 1;

/** The buffers of findings, to be moved to another thread. */
export const buffersOfFindings = (findings: readonly RowFinding[]): ArrayBuffer[] =>
  findings.flatMap(({ rows, starts, alike }) => [rows.buffer, starts.buffer, ...(alike ? [alike.buffer] : [])]);
