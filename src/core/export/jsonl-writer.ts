import type { ExportTable } from './export-table';
import type { Tally } from './tally';

const ROWS_PER_PART = 1000;

/**
 * The table as JSON Lines: one object a row, every value a string, so that zeros, long numbers and lone surrogates (escaped) are as
 * they were. Names of columns are different from each other.
 */
export function* jsonLines(table: ExportTable, tally: Tally): Generator<string> {
  const keys = table.columns.map((name) => `${JSON.stringify(name)}:`);
  let part = '';
  for (const row of table.rows) {
    part += '{';
    for (let at = 0; at < keys.length; at++) part += (at === 0 ? '' : ',') + keys[at] + JSON.stringify(row[at]);
    part += '}\n';
    if (++tally.rows % ROWS_PER_PART !== 0) continue;
    yield part;
    part = '';
  }
  yield part;
}
