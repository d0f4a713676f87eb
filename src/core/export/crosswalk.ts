import type { Dataset, Sides } from '../model/types';
import { cellReader, columnIndex } from '../table/cells';
import { type ExportTable, formatScore, lazyRows } from './export-table';
import { type LinkColumns, signatureAt, statusAt } from './link-columns';

const COLUMNS = [
  'left_row',
  'right_row',
  'left_id',
  'right_id',
  'match_score',
  'match_status',
  'decided_by',
  'reviewer',
  'decided_at',
  'note',
];

/**
 * The id ↔ id table, one row for each link in the given order. Rows are 1-based records; ids come from the record id columns
 * and are empty where there is none (null) or the column does not exist. `decided_by` is `person` or `rule`, `reviewer` the name of the
 * person where one was given, `decided_at` ISO 8601 in UTC or empty.
 */
export function buildCrosswalk(left: Dataset, right: Dataset, links: LinkColumns, recordId: Sides<string | null>): ExportTable {
  const rows = lazyRows(links.left.length, function* () {
    const leftIds = cellReader(left, columnIndex(left, recordId.left));
    const rightIds = cellReader(right, columnIndex(right, recordId.right));
    for (let at = 0; at < links.left.length; at++) {
      const signature = signatureAt(links, at);
      yield [
        String(links.left[at]! + 1),
        String(links.right[at]! + 1),
        leftIds(links.left[at]!),
        rightIds(links.right[at]!),
        formatScore(links.matchScore[at]!),
        statusAt(links, at),
        signature ? 'person' : 'rule',
        signature?.by ?? '',
        signature?.at ?? '',
        signature?.note ?? '',
      ];
    }
  });
  return { columns: COLUMNS, rows };
}
