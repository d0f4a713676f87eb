import type { Dataset } from '../model/types';
import { forEachFilled } from './distinct-cells';
import { readHeader } from './header-words';
import { type ColumnProfile, profileCells } from './profile';

/**
 * The column whose values name the records: filled and different in every row, numbers or codes rather than text, its header an id
 * before any other; ties go to the leftmost. Null where no column qualifies. O(bytes); a table with a sketch has it already.
 *
 * @param profileOf profiles of the columns, where they are known
 */
export function suggestRecordId(
  dataset: Dataset,
  profileOf: (column: number) => ColumnProfile = (column) => profileCells(dataset.cells[column]!),
): string | null {
  if (dataset.sketch) return dataset.sketch.recordId;
  let best: { readonly name: string; readonly rating: number } | null = null;
  for (const [column, { name, header }] of dataset.columns.entries()) {
    const profile = profileOf(column);
    if (profile.filled !== dataset.rowCount || profile.distinct !== dataset.rowCount) continue;
    const meaning = readHeader(header);
    const isCoded = profile.kind === 'code' || (profile.kind === 'number' && holdsDigitsOnly(dataset, column));
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

function holdsDigitsOnly(dataset: Dataset, column: number): boolean {
  const cells = dataset.cells[column]!;
  let isSo = true;
  forEachFilled(cells, (_row, from, to) => {
    for (let at = from; at < to && isSo; at++) isSo = cells.bytes[at]! >= 0x30 && cells.bytes[at]! <= 0x39;
  });
  return isSo;
}
