import { throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { Job } from '../model/types';
import { type CellCursor, createCursor, cursorOf } from './cell-cursor';
import { type ExportRequest, planSheets } from './compose';
import { mayHoldFormula } from './csv-writer';
import { isFormulaStart, neutraliseFormula } from './formula-guard';
import { ROWS_PER_STEP } from './tally';
import { LONGEST_CELL } from './workbook-writer';

/** What a file would hold, found before it is written. Cells are counted, headers among them. */
export interface ExportSurvey {
  /** Of the first table. */
  readonly rows: number;
  /** Cells that a spreadsheet program might run as formulas; 0 for files that none opens. */
  readonly formulas: number;
  /** Cells too long for a workbook. */
  readonly tooLong: number;
}

const PORTION_MS = 40;

/** Looks at every cell without making a file. O(cells). @throws AppError `job/cancelled` */
export async function surveyExport(request: ExportRequest, job: Job): Promise<ExportSurvey> {
  const sheets = planSheets(request);
  const isText = request.form.format === 'csv' && sheets.length === 1;
  const isWorkbook = request.form.format === 'xlsx' || sheets.length > 1;
  const pace = createPacer(PORTION_MS);
  let formulas = 0;
  let tooLong = 0;
  const isRisky = (cell: CellCursor): boolean => {
    const { bytes, from, to } = cell;
    const isSuspect = isText ? mayHoldFormula(bytes, from, to) : to > from && isFormulaStart(bytes[from]!);
    if (!isSuspect) return false;
    const text = cell.text();
    return neutraliseFormula(text, { separators: isText }) !== text;
  };
  const look = (cell: CellCursor): void => {
    if ((isText || isWorkbook) && isRisky(cell)) formulas++;
    if (isWorkbook && cell.to - cell.from > LONGEST_CELL && cell.text().length > LONGEST_CELL) tooLong++;
  };
  for (const { table } of sheets) {
    const cursors = table.columns.map(createCursor);
    for (const { name } of table.columns) look(cursorOf(name));
    for (let row = 0; row < table.rowCount; row++) {
      for (const cursor of cursors) {
        cursor.move(row);
        look(cursor);
      }
      if (row % ROWS_PER_STEP !== 0) continue;
      await pace();
      throwIfCancelled(job.signal);
    }
  }
  return { rows: sheets[0]!.table.rowCount, formulas, tooLong };
}
