import type { Dataset } from '../model/types';
import { cellReader, columnIndex } from './cells';

/** Shows a row in one line: its filled cells in these columns, in their order. Columns that are not there are left out. */
export function rowText(dataset: Dataset, on: readonly string[]): (row: number) => string {
  const columns = on.map((name) => cellReader(dataset, columnIndex(dataset, name)));
  return (row) =>
    columns
      .map((cellOf) => cellOf(row).trim())
      .filter((cell) => cell !== '')
      .join(' · ');
}
