import type { Dataset, Side } from '../model/types';
import { formatScore, freeNames, namesOf, rowNumber, unlinkedRows } from './export-table';
import { type LinkColumns, statusAt } from './link-columns';
import { NO_ROW, type PlannedTable, plannedCells } from './planned-table';
import { NO_REMARKS, type Remarks, remarkColumns } from './remark-columns';

export type JoinKind = 'inner' | 'left' | 'right' | 'full';

const ADDED = ['match_score', 'match_status', 'left_row', 'right_row'];

/**
 * Both tables side by side: a row for each link in their given order, then (for `left`, `right`, `full`) the records without a
 * link, left before right, with blanks for the other side and status `unmatched`.
 *
 * Columns are the left ones, the right ones, `match_score` (0…1, four decimals), `match_status`, `left_row` and `right_row`
 * (1-based records, headers not counted). A name on both sides gets `_x` and `_y`, as data-frame merges do; any further clash a number. The plan costs O(rows), writing it O(output cells).
 */
export function buildJoinedTable(
  left: Dataset,
  right: Dataset,
  links: LinkColumns,
  options: { readonly kind: JoinKind },
): PlannedTable {
  const { kind } = options;
  const none = new Uint32Array(0);
  const leftAlone = kind === 'left' || kind === 'full' ? unlinkedRows(left, links.left) : none;
  const rightAlone = kind === 'right' || kind === 'full' ? unlinkedRows(right, links.right) : none;
  const linked = links.left.length;
  const rowCount = linked + leftAlone.length + rightAlone.length;
  const leftRows = new Uint32Array(rowCount).fill(NO_ROW);
  const rightRows = new Uint32Array(rowCount).fill(NO_ROW);
  leftRows.set(links.left);
  leftRows.set(leftAlone, linked);
  rightRows.set(links.right);
  rightRows.set(rightAlone, linked + leftAlone.length);

  const names = joinedNames(left, right);
  const added = freeNames(ADDED, names);
  const ofLink = (text: (at: number) => string, otherwise: string) => (row: number) => (row < linked ? text(row) : otherwise);
  const texts = [
    ofLink((at) => formatScore(links.matchScore[at]!), ''),
    ofLink((at) => statusAt(links, at), 'unmatched'),
    rowNumber(leftRows),
    rowNumber(rightRows),
  ];
  return {
    rowCount,
    columns: [
      ...plannedCells(left, names.slice(0, left.columns.length), leftRows),
      ...plannedCells(right, names.slice(left.columns.length), rightRows),
      ...added.map((name, at) => ({ name, text: texts[at]! })),
    ],
  };
}

/**
 * The records of one side that no link holds, with their own columns and their 1-based row (`left_row` or `right_row`); left ones also
 * with what was remarked on them, where there are remarks.
 */
export function buildUnmatched(dataset: Dataset, side: Side, links: LinkColumns, remarks: Remarks = NO_REMARKS): PlannedTable {
  const rows = unlinkedRows(dataset, links[side]);
  const names = namesOf(dataset);
  const [own] = freeNames([`${side}_row`], names);
  const remarked = side === 'left' ? remarkColumns(remarks, rows, [...names, own!]) : [];
  return {
    rowCount: rows.length,
    columns: [...plannedCells(dataset, names, rows), { name: own!, text: rowNumber(rows) }, ...remarked],
  };
}

/** Pairs that wait for a decision. */
export interface OpenPairs extends LinkColumns {
  /** 1 is the best candidate of its left row. */
  readonly rank: Uint8Array<ArrayBuffer>;
  /** 0: nobody has looked at the left row; 1: unsure. */
  readonly unsure: Uint8Array<ArrayBuffer>;
}

/** Both records of each pair that waits for a decision, side by side, with `match_score`, `rank`, `review_status`, rows and remarks. */
export function buildToReview(left: Dataset, right: Dataset, open: OpenPairs, remarks: Remarks = NO_REMARKS): PlannedTable {
  const names = joinedNames(left, right);
  const added = freeNames(['match_score', 'rank', 'review_status', 'left_row', 'right_row'], names);
  const texts = [
    (at: number) => formatScore(open.matchScore[at]!),
    (at: number) => String(open.rank[at]!),
    (at: number) => (open.unsure[at] === 1 ? 'unsure' : 'pending'),
    rowNumber(open.left),
    rowNumber(open.right),
  ];
  return {
    rowCount: open.left.length,
    columns: [
      ...plannedCells(left, names.slice(0, left.columns.length), open.left),
      ...plannedCells(right, names.slice(left.columns.length), open.right),
      ...added.map((name, at) => ({ name, text: texts[at]! })),
      ...remarkColumns(remarks, open.left, [...names, ...added]),
    ],
  };
}

/** Names of the columns of both tables side by side. */
function joinedNames(left: Dataset, right: Dataset): readonly string[] {
  const lefts = namesOf(left);
  const rights = namesOf(right);
  const known = new Set(rights);
  const shared = new Set(lefts.filter((name) => known.has(name)));
  return freeNames(
    [
      ...lefts.map((name) => (shared.has(name) ? `${name}_x` : name)),
      ...rights.map((name) => (shared.has(name) ? `${name}_y` : name)),
    ],
    [],
  );
}
