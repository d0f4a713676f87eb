import { downloadBlob } from '../adapters/download';
import type { PlannedTable } from '../core/export/planned-table';
import { DEFAULT_FORM, writeFile } from '../core/export/write-file';

/** Saves a list as CSV, formulas neutralised, written in portions that leave the page awake. @throws AppError `export/…` */
export async function saveRows(table: PlannedTable, fileName: string): Promise<void> {
  const job = { signal: new AbortController().signal, progress: () => {} };
  const { blob } = await writeFile([{ name: fileName, table }], DEFAULT_FORM, job);
  downloadBlob(blob, fileName);
}
