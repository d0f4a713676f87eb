import type { Dataset } from '../../core/model/types';
import { cellAt, columnIndex } from '../../core/table/cells';

/** Writes a row as one line: its compared columns, empty cells left out. */
export function rowLines(table: Dataset, compared: readonly string[]): (row: number) => string {
  const columns = compared.map((name) => columnIndex(table, name)).filter((at) => at >= 0);
  return (row) =>
    columns
      .map((column) => cellAt(table, column, row).trim())
      .filter((cell) => cell !== '')
      .join(' · ');
}
