import type { RecordRemark } from '../decisions/remarks';
import { freeNames } from './export-table';
import type { PlannedColumn } from './planned-table';

/** Notes and flags by left row; empty where nobody made any. */
export type Remarks = ReadonlyMap<number, RecordRemark>;

export const NO_REMARKS: Remarks = new Map();

export const noteOf = (remarks: Remarks, left: number): string => remarks.get(left)?.note ?? '';

/** `yes` where the left record is flagged, else empty. */
export const flagOf = (remarks: Remarks, left: number): string => (remarks.get(left)?.isFlagged ? 'yes' : '');

/** `note` and `flagged` of left records, each only where any record has one; named apart from `taken`. */
export function remarkColumns(remarks: Remarks, leftRows: ArrayLike<number>, taken: readonly string[]): readonly PlannedColumn[] {
  const all = [...remarks.values()];
  const wanted = [
    { name: 'note', of: noteOf, isUsed: all.some(({ note }) => note !== '') },
    { name: 'flagged', of: flagOf, isUsed: all.some(({ isFlagged }) => isFlagged) },
  ].filter(({ isUsed }) => isUsed);
  const names = freeNames(
    wanted.map(({ name }) => name),
    taken,
  );
  return wanted.map(({ of }, at) => ({ name: names[at]!, text: (line) => of(remarks, leftRows[line]!) }));
}
