import type { Dataset, Side, Sides } from '../model/types';
import { cellReader, columnIndex } from '../table/cells';
import { originOf } from '../table/file-rows';
import { formatScore, rowNumber } from './export-table';
import { type LinkColumns, signatureAt, statusAt } from './link-columns';
import type { PlannedColumn, PlannedTable } from './planned-table';
import { NO_REMARKS, noteOf, type Remarks, remarkColumns } from './remark-columns';

/**
 * The id ↔ id table, one row for each link in the given order. `left_row` and `right_row` are 1-based records; ids come from the record
 * id columns and are empty where there is none (null) or the column does not exist. `decided_by` is `person` or `rule`, `reviewer` the
 * name of the person where one was given, `decided_at` ISO 8601 in UTC or empty, `note` what was noted on the left record; `flagged`
 * (`yes` or empty) is there only where any record is flagged.
 *
 * Where the rows of a table can be told by their place in the file, `left_file_row` and `right_file_row` follow, as a spreadsheet
 * program numbers them, and for stacked tables `left_file` and `right_file`.
 */
export function buildCrosswalk(
  left: Dataset,
  right: Dataset,
  links: LinkColumns,
  recordId: Sides<string | null>,
  remarks: Remarks = NO_REMARKS,
): PlannedTable {
  const remarked = remarkColumns(remarks, links.left, []).filter(({ name }) => name === 'flagged');
  const leftIds = cellReader(left, columnIndex(left, recordId.left));
  const rightIds = cellReader(right, columnIndex(right, recordId.right));
  return {
    rowCount: links.left.length,
    columns: [
      { name: 'left_row', text: rowNumber(links.left) },
      { name: 'right_row', text: rowNumber(links.right) },
      { name: 'left_id', text: (at) => leftIds(links.left[at]!) },
      { name: 'right_id', text: (at) => rightIds(links.right[at]!) },
      { name: 'match_score', text: (at) => formatScore(links.matchScore[at]!) },
      { name: 'match_status', text: (at) => statusAt(links, at) },
      { name: 'decided_by', text: (at) => (signatureAt(links, at) ? 'person' : 'rule') },
      { name: 'reviewer', text: (at) => signatureAt(links, at)?.by ?? '' },
      { name: 'decided_at', text: (at) => signatureAt(links, at)?.at ?? '' },
      { name: 'note', text: (at) => noteOf(remarks, links.left[at]!) },
      ...remarked,
      ...placeColumns(left, 'left', links.left),
      ...placeColumns(right, 'right', links.right),
    ],
  };
}

function placeColumns(dataset: Dataset, side: Side, rows: Uint32Array): readonly PlannedColumn[] {
  const { rowRuns, parts } = dataset.source;
  const fileRow: PlannedColumn = { name: `${side}_file_row`, text: (at) => String(originOf(dataset, rows[at]!).fileRow) };
  if (!parts) return rowRuns ? [fileRow] : [];
  return [{ name: `${side}_file`, text: (at) => originOf(dataset, rows[at]!).fileName }, fileRow];
}
