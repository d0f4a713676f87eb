import type { BlockingReport } from '../../core/candidates/blocking/blocking';
import type { MatchSettings } from '../../core/model/settings';
import type { Dataset, Side } from '../../core/model/types';
import { cellAt, columnIndex } from '../../core/table/cells';

export interface RowLeftOut {
  /** 0-based. */
  readonly row: number;
  readonly reason: 'empty' | 'unpaired';
  readonly cells: readonly string[];
}

export interface RowsLeftOut {
  readonly side: Side;
  readonly columns: readonly string[];
  /** By row, at most `limit`. */
  readonly rows: readonly RowLeftOut[];
  readonly total: number;
}

/** Rows of one side without any partner, with their keys and then the columns that are compared. */
export function rowsLeftOut(
  dataset: Dataset,
  side: Side,
  report: BlockingReport,
  settings: Pick<MatchSettings, 'blocking' | 'on'>,
  limit: number,
): RowsLeftOut {
  const columns = [...new Set([...settings.blocking.map((rule) => rule[side]), ...settings.on[side]])];
  const indices = columns.map((name) => columnIndex(dataset, name));
  const rowsOf = (rows: Uint32Array, reason: RowLeftOut['reason']): RowLeftOut[] =>
    Array.from(rows.subarray(0, limit), (row) => ({
      row,
      reason,
      cells: indices.map((index) => cellAt(dataset, index, row)),
    }));
  const empty = report.emptyKeys[side];
  const unpaired = report.unpairedRows[side];
  const rows = [...rowsOf(empty, 'empty'), ...rowsOf(unpaired, 'unpaired')].sort((a, b) => a.row - b.row).slice(0, limit);
  return { side, columns, rows, total: empty.length + unpaired.length };
}
