import type { ComparedColumns } from '../../../core/model/settings';
import type { Column } from '../../../core/model/types';

/** One line of the comparison: a column of either table, or one of each. Indexes are −1 where a side has none. */
export interface FieldRow {
  readonly left: number;
  readonly right: number;
  readonly isCompared: boolean;
}

/** Compared pairs first, then other columns: those of the same name on one line, those of one table alone at the end. */
export function fieldRows(left: readonly Column[], right: readonly Column[], on: ComparedColumns): readonly FieldRow[] {
  const find = (columns: readonly Column[], name: string | undefined) => columns.findIndex((column) => column.name === name);
  const rows: FieldRow[] = [];
  const usedLeft = new Set<number>();
  const usedRight = new Set<number>();
  const add = (row: FieldRow): void => {
    rows.push(row);
    usedLeft.add(row.left);
    usedRight.add(row.right);
  };
  for (let i = 0; i < Math.max(on.left.length, on.right.length); i++) {
    const row = { left: find(left, on.left[i]), right: find(right, on.right[i]), isCompared: true };
    if (row.left >= 0 || row.right >= 0) add(row);
  }
  for (const [i, column] of left.entries()) {
    if (usedLeft.has(i)) continue;
    const partner = right.findIndex((other, j) => !usedRight.has(j) && alike(other.name, column.name));
    add({ left: i, right: partner, isCompared: false });
  }
  for (const j of right.keys()) if (!usedRight.has(j)) add({ left: -1, right: j, isCompared: false });
  return rows;
}

const alike = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
