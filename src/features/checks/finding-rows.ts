import type { RowFinding } from '../../core/checks/findings';
import { freeNames, namesOf } from '../../core/export/export-table';
import { type PlannedTable, plannedCells } from '../../core/export/planned-table';
import type { Dataset } from '../../core/model/types';
import { rowAt } from '../../core/table/cells';
import { originOf } from '../../core/table/file-rows';

export interface ShownRow {
  /** 0-based. */
  readonly row: number;
  /** 1-based, as the program that made the file shows it. */
  readonly fileRow: number;
  /** 1-based group of rows that are alike, and how many it has. */
  readonly group: number;
  readonly groupSize: number;
  readonly cells: readonly string[];
}

/** Of a large group that many are shown, so that others are seen too. */
const MOST_OF_GROUP = 5;

/** The first rows of a finding, at most `limit`; of each of several groups the first five. */
export function shownRows(dataset: Dataset, { rows, starts }: RowFinding, limit: number): readonly ShownRow[] {
  const shown: ShownRow[] = [];
  const groups = starts.length - 1;
  for (let group = 0; group < groups && shown.length < limit; group++) {
    const from = starts[group]!;
    const end = starts[group + 1]!;
    const most = groups === 1 ? limit : Math.min(MOST_OF_GROUP, limit - shown.length);
    for (const row of rows.subarray(from, Math.min(end, from + most))) {
      const { fileRow } = originOf(dataset, row);
      shown.push({ row, fileRow, group: group + 1, groupSize: end - from, cells: rowAt(dataset, row) });
    }
  }
  return shown;
}

/** Rows of the file in which the first thing found stands, at most `limit`, 1-based. */
export function exampleRows(dataset: Dataset, { rows, starts }: RowFinding, limit: number): readonly number[] {
  return Array.from(rows.subarray(0, Math.min(limit, starts[1]!)), (row) => originOf(dataset, row).fileRow);
}

/**
 * All rows of a finding as a file: number of the record, row of the file, group (where rows are alike), how many look the same (of
 * unlinkable rows), and the cells of the table.
 */
export function plannedFinding(dataset: Dataset, { rows, starts, alike }: RowFinding): PlannedTable {
  const made = [
    { name: 'row', text: (at: number) => String(rows[at]! + 1) },
    { name: 'file row', text: (at: number) => String(originOf(dataset, rows[at]!).fileRow) },
    ...(starts.length > 2 ? [{ name: 'group', text: groupReader(starts) }] : []),
    ...(alike ? [{ name: 'rows alike', text: (at: number) => String(alike[at]!) }] : []),
  ];
  const own = namesOf(dataset);
  const names = freeNames(
    made.map(({ name }) => name),
    own,
  );
  return {
    columns: [...made.map((column, at) => ({ ...column, name: names[at]! })), ...plannedCells(dataset, own, rows)],
    rowCount: rows.length,
  };
}

/** Rows are asked for in ascending order. */
function groupReader(starts: Uint32Array): (at: number) => string {
  let group = 0;
  return (at) => {
    if (at < starts[group]!) group = 0;
    while (at >= starts[group + 1]!) group++;
    return String(group + 1);
  };
}
