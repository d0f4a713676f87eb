import type { Dataset } from '../model/types';

/** Shows a row in one line: its filled cells in these columns, in their order. Columns that are not there are left out. */
export function rowText(dataset: Dataset, on: readonly string[]): (row: number) => string {
  const columns = on.map((name) => dataset.values[dataset.columns.findIndex((column) => column.name === name)] ?? []);
  return (row) =>
    columns
      .map((cells) => (cells[row] ?? '').trim())
      .filter((cell) => cell !== '')
      .join(' · ');
}
