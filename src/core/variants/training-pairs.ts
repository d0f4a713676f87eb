import { createRandom } from '../numerics/random';
import { collapse } from '../text/records';
import type { LabelledPairs } from '../tuning/labelled-pairs';
import type { VariantKind } from './kind';
import { NOT_TRAINED, VARIANT_KINDS } from './kinds';
import { seedOf } from './make-variant';
import { shuffled } from './signs';
import { varyRow } from './vary-row';
import { stockOf } from './word-stock';

/** Labelled pairs of texts instead of rows: `left` and `right` are places in `texts`. No text twice. */
export interface TextPairs extends LabelledPairs {
  readonly texts: readonly string[];
  /** Row, of those given, that each text is or was made of: texts of one row belong together, on one side of a split. */
  readonly rowOf: Uint32Array<ArrayBuffer>;
}

export interface TrainingPairOptions {
  readonly seed: number;
  /** Rows that variants are made of, at most. */
  readonly rows: number;
  /** Variants of the same thing, and hard negatives, a row at most, each of another kind. */
  readonly same: number;
  readonly others: number;
  readonly kinds?: readonly VariantKind[];
}

export const DEFAULT_TRAINING_PAIRS: Omit<TrainingPairOptions, 'seed'> = { rows: 1000, same: 2, others: 1 };

/** Kinds that pairs for training are made of. */
export const TRAINED_KINDS: readonly VariantKind[] = VARIANT_KINDS.filter(({ id }) => !NOT_TRAINED.has(id));

/**
 * Labelled pairs without a label: rows of one table with variants of themselves as matches, and with hard negatives as non-matches. Rows are
 * drawn by the seed; a row whose text came before is passed over, and so is a variant that equals another row. Deterministic.
 *
 * @param columns cells of the compared columns, as they are compared, in the order in which their texts are composed; all of one length
 * @returns pairs of a row (left) and what was made of it (right), by row. O(characters · kinds) for the rows drawn.
 */
export function makeTrainingPairs(columns: readonly (readonly string[])[], options: TrainingPairOptions): TextPairs {
  const { seed, kinds = TRAINED_KINDS } = options;
  const count = columns[0]?.length ?? 0;
  const stocks = columns.map(stockOf);
  const cellsOf = (row: number): string[] => columns.map((cells) => cells[row]!);
  const known = new Set(Array.from({ length: count }, (_, row) => textOfCells(cellsOf(row))));
  const order = shuffled(createRandom(seedOf(seed, 'rows')), [...Array(count).keys()]);
  const texts: string[] = [];
  const rowOf: number[] = [];
  const pairs = { left: [] as number[], right: [] as number[], isMatch: [] as number[] };
  const taken = new Set<string>();
  const put = (text: string, row: number): number => {
    taken.add(text);
    rowOf.push(row);
    return texts.push(text) - 1;
  };
  let drawn = 0;
  for (const row of order) {
    if (drawn >= options.rows) break;
    const cells = cellsOf(row);
    const text = textOfCells(cells);
    if (text === '' || taken.has(text)) continue;
    const found = variantsOf(cells, row);
    const fresh = [...new Map(found.map((one) => [one.text, one])).values()].filter(
      (one) => !known.has(one.text) && !taken.has(one.text),
    );
    if (fresh.length === 0) continue;
    drawn++;
    const original = put(text, row);
    for (const variant of fresh) {
      pairs.left.push(original);
      pairs.right.push(put(variant.text, row));
      pairs.isMatch.push(variant.isSame ? 1 : 0);
    }
  }
  return {
    texts,
    rowOf: Uint32Array.from(rowOf),
    left: Uint32Array.from(pairs.left),
    right: Uint32Array.from(pairs.right),
    isMatch: Uint8Array.from(pairs.isMatch),
  };

  function variantsOf(cells: readonly string[], row: number): { text: string; isSame: boolean }[] {
    const rowSeed = seedOf(seed, row);
    const made: { text: string; isSame: boolean }[] = [];
    const left = { same: options.same, others: options.others };
    for (const kind of shuffled(createRandom(rowSeed), kinds)) {
      const share = kind.isSame ? 'same' : 'others';
      if (left[share] === 0) continue;
      const varied = varyRow(kind, cells, stocks, rowSeed);
      if (!varied) continue;
      left[share]--;
      made.push({ text: textOfCells(varied.cells), isSame: kind.isSame });
    }
    return made;
  }
}

/** Filled cells joined by a space, as `composeRecords` does. */
const textOfCells = (cells: readonly string[]): string =>
  cells
    .map(collapse)
    .filter((cell) => cell !== '')
    .join(' ');
