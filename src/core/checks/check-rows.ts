import type { Dataset } from '../model/types';
import { columnIndex } from '../table/cells';
import { readHeader } from '../table/header-words';
import { findEqualRows } from './equal-rows';
import { groupedRows, type RowFinding, singleRows } from './findings';

/** Of a column that names records by its header, at least this share of filled cells is different: else it names something else. */
const LEAST_DISTINCT = 0.8;

/**
 * What can be said of a table before anybody chose what is compared: rows without any text, rows that are the same in every column, and
 * ids that are missing or stand more than once. Yields the share done, 0…1. O(bytes).
 *
 * @param recordId the column that names the records, where one is known: it is looked at whatever its header says
 */
export function* checkRows(dataset: Dataset, recordId: string | null): Generator<number, readonly RowFinding[]> {
  const { cells, rowCount } = dataset;
  const ids = idColumns(dataset, recordId);
  const parts = ids.length + 1;
  const whole = yield* shareOf(findEqualRows(cells, rowCount), 0, parts);
  const findings: RowFinding[] = [
    ...singleRows('empty-rows', null, whole.empty),
    ...groupedRows('repeated-rows', null, whole.firstOf),
  ];
  const isEmptyRow = new Set(whole.empty);
  for (const [at, name] of ids.entries()) {
    const own = yield* shareOf(findEqualRows([cells[columnIndex(dataset, name)]!], rowCount), at + 1, parts);
    const filled = rowCount - own.empty.length;
    const distinct = own.firstOf.reduce((count, first, row) => count + Number(first === row), 0) - own.empty.length;
    if (name !== recordId && (filled === 0 || distinct < LEAST_DISTINCT * filled)) continue;
    findings.push(
      ...groupedRows('repeated-ids', name, own.firstOf),
      ...singleRows(
        'empty-ids',
        name,
        own.empty.filter((row) => !isEmptyRow.has(row)),
      ),
    );
  }
  return findings;
}

/** The record id, and the columns whose header says that they name a record. */
function idColumns(dataset: Dataset, recordId: string | null): string[] {
  const names = dataset.columns.filter(({ header }) => readHeader(header).isOnlyId).map(({ name }) => name);
  return recordId !== null && columnIndex(dataset, recordId) >= 0 && !names.includes(recordId) ? [recordId, ...names] : names;
}

/** The progress of one part as that of all. */
export function* shareOf<T>(run: Generator<number, T>, part: number, parts: number): Generator<number, T> {
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
    yield (part + value) / parts;
  }
}
