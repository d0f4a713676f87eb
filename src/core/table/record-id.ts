import type { Dataset } from '../model/types';
import { columnCells } from './cells';
import { readHeader } from './header-words';
import { profileColumn } from './profile';

/**
 * The column whose values name the records: filled and different in every row, numbers or codes rather than text, its header an id
 * before any other; ties go to the leftmost. Null where no column qualifies. O(cells).
 */
export function suggestRecordId(dataset: Dataset): string | null {
  let best: { readonly name: string; readonly rating: number } | null = null;
  for (const [column, { name, header }] of dataset.columns.entries()) {
    const cells = columnCells(dataset, column);
    const profile = profileColumn(cells);
    if (profile.filled !== dataset.rowCount || profile.distinct !== dataset.rowCount) continue;
    const meaning = readHeader(header);
    const isCoded = profile.kind === 'code' || (profile.kind === 'number' && cells.every((value) => /^\s*\d+\s*$/.test(value)));
    const rating = meaning.isOnlyId
      ? 3
      : meaning.words.includes('id')
        ? 2
        : isCoded && meaning.usefulness < 0.7 && meaning.role !== 'price'
          ? 1
          : 0;
    if (rating > (best?.rating ?? 0)) best = { name, rating };
  }
  return best?.name ?? null;
}
