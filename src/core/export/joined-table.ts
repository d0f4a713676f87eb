import type { Dataset, Side } from '../model/types';
import { type ExportTable, formatScore, freeNames, lazyRows, rowReader, unlinkedRows } from './export-table';
import { type LinkColumns, statusAt } from './link-columns';

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
  links: LinkColumns,
  options: { readonly kind: JoinKind },
): ExportTable {
  const alone = (side: Side, kind: JoinKind): Uint32Array =>
    options.kind === kind || options.kind === 'full'
      ? unlinkedRows(side === 'left' ? left : right, side, links)
      : new Uint32Array(0);
  const leftAlone = alone('left', 'left');
  const rightAlone = alone('right', 'right');
  const rows = lazyRows(links.left.length + leftAlone.length + rightAlone.length, function* () {
    const leftRow = rowReader(left);
    const rightRow = rowReader(right);
    for (let at = 0; at < links.left.length; at++) {
      yield [
        ...leftRow(links.left[at]!),
        ...rightRow(links.right[at]!),
        formatScore(links.matchScore[at]!),
        statusAt(links, at),
        String(links.left[at]! + 1),
        String(links.right[at]! + 1),
      ];
    }
    for (const row of leftAlone) yield [...leftRow(row), ...rightRow(null), '', 'unmatched', String(row + 1), ''];
    for (const row of rightAlone) yield [...leftRow(null), ...rightRow(row), '', 'unmatched', '', String(row + 1)];
  });
  return { columns: joinedColumns(left, right), rows };
}

/** The records of one side that no link holds, with their own columns and their 1-based row (`left_row` or `right_row`). */
export function buildUnmatched(dataset: Dataset, side: Side, links: LinkColumns): ExportTable {
  const names = dataset.columns.map(({ name }) => name);
  const alone = unlinkedRows(dataset, side, links);
  const rows = lazyRows(alone.length, function* () {
    const rowOf = rowReader(dataset);
    for (const row of alone) yield [...rowOf(row), String(row + 1)];
  });
  return { columns: [...names, ...freeNames([`${side}_row`], names)], rows };
}

/** Pairs that wait for a decision. */
export interface OpenPairs extends LinkColumns {
  /** 1 is the best candidate of its left row. */
  readonly rank: Uint8Array<ArrayBuffer>;
  /** 0: nobody has looked at the left row; 1: unsure. */
  readonly unsure: Uint8Array<ArrayBuffer>;
}

/** Both records of each pair that waits for a decision, side by side, with `match_score`, `rank`, `review_status` and rows. */
export function buildToReview(left: Dataset, right: Dataset, open: OpenPairs): ExportTable {
  const columns = sideBySide(left, right);
  const rows = lazyRows(open.left.length, function* () {
    const leftRow = rowReader(left);
    const rightRow = rowReader(right);
    for (let at = 0; at < open.left.length; at++) {
      yield [
        ...leftRow(open.left[at]!),
        ...rightRow(open.right[at]!),
        formatScore(open.matchScore[at]!),
        String(open.rank[at]!),
        open.unsure[at] === 1 ? 'unsure' : 'pending',
        String(open.left[at]! + 1),
        String(open.right[at]! + 1),
      ];
    }
  });
  return {
    columns: [...columns, ...freeNames(['match_score', 'rank', 'review_status', 'left_row', 'right_row'], columns)],
    rows,
  };
}

function joinedColumns(left: Dataset, right: Dataset): readonly string[] {
  const columns = sideBySide(left, right);
  return [...columns, ...freeNames(ADDED, columns)];
}

/** The columns of both tables, made different. */
function sideBySide(left: Dataset, right: Dataset): readonly string[] {
  const lefts = left.columns.map(({ name }) => name);
  const rights = right.columns.map(({ name }) => name);
  const shared = new Set(lefts.filter((name) => rights.includes(name)));
  return freeNames(
    [
      ...lefts.map((name) => (shared.has(name) ? `${name}_x` : name)),
      ...rights.map((name) => (shared.has(name) ? `${name}_y` : name)),
    ],
    [],
  );
}
