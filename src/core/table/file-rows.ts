import type { Dataset, RowRun, SourceDescription } from '../model/types';

/** Files with more gaps than this are not described run by run. */
const MOST_RUNS = 10_000;

/**
 * Rows of a table by where they stand in the file: a run for each stretch without a gap. Null where the gaps are too many.
 *
 * @param fileRows 0-based row of the file of each row, ascending. O(rows).
 */
export function runsOf(fileRows: ArrayLike<number>): readonly RowRun[] | null {
  const runs: RowRun[] = [];
  for (let row = 0; row < fileRows.length; row++) {
    if (row > 0 && fileRows[row] === fileRows[row - 1]! + 1) continue;
    if (runs.length === MOST_RUNS) return null;
    runs.push({ row, fileRow: fileRows[row]! });
  }
  return runs;
}

/** The number that a spreadsheet program shows beside a row, from 1; null where it is not known. O(log runs). */
export function fileRowOf(source: Pick<SourceDescription, 'rowRuns'>, row: number): number | null {
  const { rowRuns } = source;
  if (!rowRuns) return null;
  let low = 0;
  let high = rowRuns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rowRuns[middle]!.row <= row) low = middle + 1;
    else high = middle;
  }
  const run = rowRuns[low - 1];
  return run ? run.fileRow + row - run.row + 1 : null;
}

/**
 * Where a row of a table came from: its file, its sheet where there are several, and its row there as a spreadsheet program numbers it,
 * or the number of the record where that is not known.
 */
export function originOf(
  dataset: Pick<Dataset, 'source'>,
  row: number,
): { readonly fileName: string; readonly sheet: string | null; readonly fileRow: number } {
  const { source } = dataset;
  let part: Pick<SourceDescription, 'fileName' | 'sheet' | 'rowRuns'> & { readonly firstRow: number } = {
    ...source,
    firstRow: 0,
  };
  for (const stacked of source.parts ?? []) if (stacked.firstRow <= row && stacked.rowCount > 0) part = stacked;
  return { fileName: part.fileName, sheet: part.sheet, fileRow: fileRowOf(part, row - part.firstRow) ?? row - part.firstRow + 1 };
}
