import type { Dataset } from '../../core/model/types';
import { cellAt, columnIndex, rowAt } from '../../core/table/cells';

const FALLBACK_COLUMNS = 3;

/** Writes a row as one line: its compared columns, or the first ones where none is compared. */
export function rowTexts(dataset: Dataset, compared: readonly string[]): (row: number) => string {
  const named = compared.map((name) => columnIndex(dataset, name)).filter((i) => i >= 0);
  const columns = named.length > 0 ? named : [...dataset.columns.keys()].slice(0, FALLBACK_COLUMNS);
  return (row) =>
    columns
      .map((column) => cellAt(dataset, column, row).trim())
      .filter((value) => value !== '')
      .join(' · ');
}

/** Whether a row holds a text anywhere, letter case, accents and width aside. Folded rows are kept for the next search. */
export function rowSearch(dataset: Dataset): (row: number, folded: string) => boolean {
  const texts: string[] = new Array(dataset.rowCount);
  return (row, folded) => {
    texts[row] ??= fold(rowAt(dataset, row).join('\n'));
    return texts[row].includes(folded);
  };
}

export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
