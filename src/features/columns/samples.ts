import type { Dataset } from '../../core/model/types';

const LOOKED_AT = 200;

/** The first `count` different filled cells of a column. */
export function sampleValues(dataset: Dataset, column: string, count = 3): readonly string[] {
  const index = dataset.columns.findIndex(({ name }) => name === column);
  const found = new Set<string>();
  for (const value of dataset.values[index]?.slice(0, LOOKED_AT) ?? []) {
    const shown = value.trim();
    if (shown !== '') found.add(shown);
    if (found.size === count) break;
  }
  return [...found];
}
