import type { Dataset } from '../../core/model/types';
import { columnIndex, firstCells } from '../../core/table/cells';

const LOOKED_AT = 200;

/** The first `count` different filled cells of a column. */
export function sampleValues(dataset: Dataset, column: string, count = 3): readonly string[] {
  const found = new Set<string>();
  for (const value of firstCells(dataset, columnIndex(dataset, column), LOOKED_AT)) {
    const shown = value.trim();
    if (shown !== '') found.add(shown);
    if (found.size === count) break;
  }
  return [...found];
}
