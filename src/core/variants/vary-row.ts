import { createRandom } from '../numerics/random';
import type { VariantKind, WordStock } from './kind';
import { makeVariant, seedOf } from './make-variant';
import { shuffled } from './signs';

/** A row of which one cell was changed. */
export interface VariedRow {
  readonly cells: readonly string[];
  /** Place of the changed cell. */
  readonly column: number;
}

/**
 * A row with one of its cells changed by one kind, or null where the kind finds nothing in any cell. Which cell is by chance among those it
 * applies to. The same row, kind, stocks and seed give the same. O(letters of the row).
 *
 * @param stocks one a cell; null: the cell stays as it is
 */
export function varyRow(
  kind: VariantKind,
  cells: readonly string[],
  stocks: readonly (WordStock | null)[],
  seed: number,
): VariedRow | null {
  const places = stocks.map((_, at) => at).filter((at) => stocks[at] && cells[at]!.trim() !== '');
  for (const column of shuffled(createRandom(seedOf(seed, 'column', kind.id)), places)) {
    const variant = makeVariant(kind, cells[column]!, stocks[column]!, seed);
    if (variant !== null) return { cells: cells.with(column, variant), column };
  }
  return null;
}
