import { describe, expect, it } from 'vitest';
import type { RowFinding } from '../../core/checks/findings';
import { tableOf } from '../../core/evaluation/evaluation-fixture';
import { listTable } from '../../core/export/planned-table';
import { exampleRows, plannedFinding, shownRows } from './finding-rows';

const table = tableOf(
  ['row', 'name'],
  Array.from({ length: 12 }, (_, row) => [`r${row}`, row < 8 ? 'Acme' : 'Beta']),
);
const finding: RowFinding = {
  kind: 'alike',
  column: null,
  rows: Uint32Array.from({ length: 12 }, (_, row) => row),
  starts: Uint32Array.of(0, 8, 12),
};

describe('the rows of a finding', () => {
  it('are shown as the file numbers them, the first five of each group', () => {
    const shown = shownRows(table, finding, 8);
    expect(shown.map(({ row, fileRow, group, groupSize }) => [row, fileRow, group, groupSize])).toEqual([
      [0, 2, 1, 8],
      [1, 3, 1, 8],
      [2, 4, 1, 8],
      [3, 5, 1, 8],
      [4, 6, 1, 8],
      [8, 10, 2, 4],
      [9, 11, 2, 4],
      [10, 12, 2, 4],
    ]);
    expect(shown[0]!.cells).toEqual(['r0', 'Acme']);
    expect(exampleRows(table, finding, 3)).toEqual([2, 3, 4]);
    const alone = { ...finding, rows: Uint32Array.of(3, 7), starts: Uint32Array.of(0, 2) };
    expect(shownRows(table, alone, 10).map(({ row }) => row)).toEqual([3, 7]);
  });

  it('are saved whole, with names that the table does not have', () => {
    const { columns, rows } = listTable(plannedFinding(table, finding));
    expect(columns).toEqual(['row (2)', 'file row', 'group', 'row', 'name']);
    expect(rows).toHaveLength(12);
    expect(rows[8]).toEqual(['9', '10', '2', 'r8', 'Beta']);
    const unlinkable = { ...finding, starts: Uint32Array.of(0, 12), alike: Uint32Array.from({ length: 12 }, () => 8) };
    expect(listTable(plannedFinding(table, unlinkable)).rows[0]).toEqual(['1', '2', '8', 'r0', 'Acme']);
  });
});
