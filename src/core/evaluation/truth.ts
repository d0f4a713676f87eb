import type { Dataset, Sides } from '../model/types';
import { cellsNamed } from '../table/cells';

/** Where the truth of two tables stands. `label` names a column of matches and non-matches; null: every row is a match. */
export interface TruthColumns {
  readonly left: string;
  readonly right: string;
  readonly label: string | null;
}

/** The column of each table that the ids of a truth refer to; null: rows are named by their 1-based number. */
export type IdColumns = Sides<string | null>;

/** One row of a truth as it was read. `left` and `right` are 0-based rows, null where the id is not in the table. */
export interface TruthRow {
  readonly leftId: string;
  readonly rightId: string;
  readonly left: number | null;
  readonly right: number | null;
  readonly isMatch: boolean;
}

export interface Truth {
  readonly rows: readonly TruthRow[];
  /** True where non-matches are listed too: then only listed pairs are judged, as the others are unknown. */
  readonly isLabelled: boolean;
  /**
   * For every row of a table the first row with the same id: rows that share an id count as one record. Rows without an id stand
   * for themselves.
   */
  readonly recordOf: Sides<Uint32Array>;
}

/** Ids and the rows they name. Ids are compared as text, white space around them aside. */
export interface IdIndex {
  readonly rowOf: ReadonlyMap<string, number>;
  readonly recordOf: Uint32Array;
}

/** Looks ids up by text. @throws AppError `input/unknown-column` */
export function indexIds(dataset: Dataset, column: string | null): IdIndex {
  const ids = column === null ? null : cellsNamed(dataset, column);
  const rowOf = new Map<string, number>();
  const recordOf = new Uint32Array(dataset.rowCount);
  for (let row = 0; row < dataset.rowCount; row++) {
    const id = ids === null ? String(row + 1) : ids[row]!.trim();
    const first = id === '' ? undefined : rowOf.get(id);
    recordOf[row] = first ?? row;
    if (first === undefined && id !== '') rowOf.set(id, row);
  }
  return { rowOf, recordOf };
}

/**
 * A truth out of a table of pairs of ids. Rows whose ids are both empty are left out; nothing else is. With a label column, `1`,
 * `true`, `yes`, `match` and the like are matches, everything else is a non-match.
 *
 * @throws AppError `input/unknown-column`
 */
export function readPairTruth(table: Dataset, columns: TruthColumns, tables: Sides<Dataset>, ids: IdColumns): Truth {
  const left = indexIds(tables.left, ids.left);
  const right = indexIds(tables.right, ids.right);
  const leftIds = cellsNamed(table, columns.left);
  const rightIds = cellsNamed(table, columns.right);
  const labels = columns.label === null ? null : cellsNamed(table, columns.label);
  const rows: TruthRow[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const leftId = leftIds[row]!.trim();
    const rightId = rightIds[row]!.trim();
    if (leftId === '' && rightId === '') continue;
    rows.push({
      leftId,
      rightId,
      left: left.rowOf.get(leftId) ?? null,
      right: right.rowOf.get(rightId) ?? null,
      isMatch: labels === null || isMatchLabel(labels[row]!),
    });
  }
  const isLabelled = rows.some(({ isMatch }) => !isMatch);
  return { rows, isLabelled, recordOf: { left: left.recordOf, right: right.recordOf } };
}

/**
 * A truth out of a column of the left table that holds the id of the right partner. An empty cell says that there is none; a cell
 * with several ids, apart by `;` or `|`, is split only where it is no id itself.
 *
 * @throws AppError `input/unknown-column`
 */
export function readColumnTruth(tables: Sides<Dataset>, column: string, ids: IdColumns): Truth {
  const left = indexIds(tables.left, ids.left);
  const right = indexIds(tables.right, ids.right);
  const leftIds = ids.left === null ? null : cellsNamed(tables.left, ids.left);
  const rows: TruthRow[] = [];
  cellsNamed(tables.left, column).forEach((cell, row) => {
    const whole = cell.trim();
    const parts = right.rowOf.has(whole) ? [whole] : whole.split(/[;|]/u).map((part) => part.trim());
    for (const rightId of parts) {
      if (rightId === '') continue;
      const leftId = leftIds ? leftIds[row]!.trim() : String(row + 1);
      rows.push({ leftId, rightId, left: row, right: right.rowOf.get(rightId) ?? null, isMatch: true });
    }
  });
  return { rows, isLabelled: false, recordOf: { left: left.recordOf, right: right.recordOf } };
}

const MATCH_LABELS = new Set('1 1.0 true t yes y match matched m ja oui si same duplicate link linked'.split(' '));

/** Whether a label says that a pair is a match. */
export const isMatchLabel = (cell: string): boolean => MATCH_LABELS.has(cell.trim().toLowerCase());
