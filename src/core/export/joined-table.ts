import type { Dataset, Side } from '../model/types';
import { type ExportLink, type ExportTable, formatScore, freeNames, rowCells, unlinkedRows } from './export-table';

export type { ExportLink, ExportTable } from './export-table';

export type JoinKind = 'inner' | 'left' | 'right' | 'full';

const ADDED = ['match_score', 'match_status', 'left_row', 'right_row'];

/**
 * Both tables side by side: a row for each link in their given order, then (for `left`, `right`, `full`) the records without a
 * link, left before right, with blanks for the other side and status `unmatched`.
 *
 * Columns are the left ones, the right ones, `match_score` (0…1, four decimals), `match_status`, `left_row` and `right_row`
 * (1-based records, headers not counted). A name on both sides gets `_x` and `_y`, as data-frame merges do; any further clash a
 * number. Time and memory O(output cells).
 */
export function buildJoinedTable(
  left: Dataset,
  right: Dataset,
  links: readonly ExportLink[],
  options: { readonly kind: JoinKind },
): ExportTable {
  const rows = links.map((link) => [
    ...rowCells(left, link.left),
    ...rowCells(right, link.right),
    formatScore(link.matchScore),
    link.status,
    String(link.left + 1),
    String(link.right + 1),
  ]);
  if (options.kind === 'left' || options.kind === 'full') {
    for (const row of unlinkedRows(left, 'left', links)) {
      rows.push([...rowCells(left, row), ...rowCells(right, null), '', 'unmatched', String(row + 1), '']);
    }
  }
  if (options.kind === 'right' || options.kind === 'full') {
    for (const row of unlinkedRows(right, 'right', links)) {
      rows.push([...rowCells(left, null), ...rowCells(right, row), '', 'unmatched', '', String(row + 1)]);
    }
  }
  return { columns: joinedColumns(left, right), rows };
}

/** The records of one side that no link holds, with their own columns and their 1-based row (`left_row` or `right_row`). */
export function buildUnmatched(dataset: Dataset, side: Side, links: readonly ExportLink[]): ExportTable {
  const names = dataset.columns.map(({ name }) => name);
  return {
    columns: [...names, ...freeNames([`${side}_row`], names)],
    rows: unlinkedRows(dataset, side, links).map((row) => [...rowCells(dataset, row), String(row + 1)]),
  };
}

function joinedColumns(left: Dataset, right: Dataset): readonly string[] {
  const lefts = left.columns.map(({ name }) => name);
  const rights = right.columns.map(({ name }) => name);
  const shared = new Set(lefts.filter((name) => rights.includes(name)));
  const suffixed = [
    ...lefts.map((name) => (shared.has(name) ? `${name}_x` : name)),
    ...rights.map((name) => (shared.has(name) ? `${name}_y` : name)),
  ];
  const columns = freeNames(suffixed, []);
  return [...columns, ...freeNames(ADDED, columns)];
}
