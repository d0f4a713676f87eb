import type { Dataset, Sides } from '../model/types';
import { cellReader, columnIndex } from '../table/cells';
import { type ExportLink, type ExportTable, formatScore } from './export-table';

const COLUMNS = ['left_row', 'right_row', 'left_id', 'right_id', 'match_score', 'match_status', 'decided_at'];

/**
 * The id ↔ id table, one row for each link in the given order. Rows are 1-based records; ids come from the record id columns
 * and are empty where there is none (null) or the column does not exist. `decided_at` is ISO 8601 in UTC or empty.
 */
export function buildCrosswalk(
  left: Dataset,
  right: Dataset,
  links: readonly ExportLink[],
  recordId: Sides<string | null>,
): ExportTable {
  const leftIds = cellReader(left, columnIndex(left, recordId.left));
  const rightIds = cellReader(right, columnIndex(right, recordId.right));
  return {
    columns: COLUMNS,
    rows: links.map((link) => [
      String(link.left + 1),
      String(link.right + 1),
      leftIds(link.left),
      rightIds(link.right),
      formatScore(link.matchScore),
      link.status,
      link.decidedAt ?? '',
    ]),
  };
}
