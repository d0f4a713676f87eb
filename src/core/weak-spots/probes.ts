import { keyColumns } from '../candidates/columns-read';
import { createCleaner } from '../cleaning/cleaner';
import { stepsFor } from '../cleaning/steps';
import type { MatchSettings } from '../model/settings';
import type { Dataset, Side } from '../model/types';
import { createRandom } from '../numerics/random';
import { allCells } from '../table/cells';
import { type ComparedTable, collapse } from '../text/records';
import type { VariantKind, WordStock } from '../variants/kind';
import { VARIANT_KINDS } from '../variants/kinds';
import { seedOf } from '../variants/make-variant';
import { shuffled } from '../variants/signs';
import { varyRow } from '../variants/vary-row';
import { stockOf } from '../variants/word-stock';
import { fileColumns, oneSided } from './one-sided';

/** Variants of one kind, as a table of its own that is matched with the rows they were made of. */
export interface KindProbes {
  readonly kind: VariantKind;
  /** As it is compared: cleaned. */
  readonly table: ComparedTable;
  /** Row that each variant was made of. */
  readonly rowOf: Uint32Array;
  /** What was changed, for examples. */
  readonly changes: readonly { readonly column: string; readonly original: string; readonly variant: string }[];
}

/** Rows to look in, and variants of some of them to look for. */
export interface ProbePlan {
  readonly seed: number;
  readonly settings: MatchSettings;
  /** All rows, as they are compared. */
  readonly rows: ComparedTable;
  /** Rows that variants were made of, ascending. */
  readonly sample: Uint32Array;
  /** Kinds with at least one variant, in the order of the table of kinds. */
  readonly probes: readonly KindProbes[];
}

export interface ProbeOptions {
  readonly seed: number;
  /** Rows that variants are made of, at most. */
  readonly sampleSize: number;
  readonly kinds?: readonly VariantKind[];
}

/**
 * Makes variants of a sample of the rows of one table: one of each kind a row, where the kind has something to change. Cells are changed as the
 * file has them and cleaned afterwards, so that cleaning steps do for them what they do for the next file. Deterministic. O(characters · kinds)
 * for the sample.
 *
 * @param table the rows to look in, with the file's columns that `fileColumns` names
 * @throws AppError `input/unknown-column`, `cleaning/…`
 */
export function planProbes(table: Dataset, given: MatchSettings, side: Side, options: ProbeOptions): ProbePlan {
  const settings = oneSided(given, side);
  const steps = stepsFor(given.cleaning[side], [...settings.on.left, ...keyColumns(settings).left]);
  const cleaner = createCleaner(table.columns, steps, table.source.fileName);
  const names = cleaner.columns.map(({ name }) => name);
  const columns = allCells(table);
  const varied = new Set(fileColumns(table, given, side).varied);
  const stocks: (WordStock | null)[] = table.columns.map(({ name }, at) => (varied.has(name) ? stockOf(columns[at]!) : null));
  const fileRow = (row: number): string[] => columns.map((cells) => cells[row]!);
  const cleaned = Array.from({ length: table.rowCount }, (_, row) => cleaner.clean(fileRow(row)));
  const compared = settings.on.left.map((name) => names.indexOf(name));
  const filled = Uint32Array.from(cleaned.keys()).filter((row) => compared.some((at) => collapse(cleaned[row]![at]!) !== ''));
  const sample = drawRows(filled, options.sampleSize, options.seed);

  const probes: KindProbes[] = [];
  for (const kind of options.kinds ?? VARIANT_KINDS) {
    const rowOf: number[] = [];
    const changes: KindProbes['changes'][number][] = [];
    const made: string[][] = [];
    for (const row of sample) {
      const original = fileRow(row);
      const variant = varyRow(kind, original, stocks, seedOf(options.seed, row));
      if (!variant) continue;
      const clean = cleaner.clean(variant.cells);
      // Another thing that cleaning makes equal to its original is none that could be told by any score; and an empty row is nobody's variant.
      if (!compared.some((at) => collapse(clean[at]!) !== '')) continue;
      rowOf.push(row);
      made.push(clean);
      const { column } = variant;
      changes.push({ column: table.columns[column]!.name, original: original[column]!, variant: variant.cells[column]! });
    }
    if (rowOf.length > 0) {
      probes.push({ kind, table: tableOf(table.source.fileName, names, made), rowOf: Uint32Array.from(rowOf), changes });
    }
  }
  return { seed: options.seed, settings, rows: tableOf(table.source.fileName, names, cleaned), sample, probes };
}

/** Rows drawn without replacement, ascending. */
export function drawRows(rows: Uint32Array, most: number, seed: number): Uint32Array {
  if (rows.length <= most) return rows;
  return Uint32Array.from(shuffled(createRandom(seedOf(seed, 'sample')), [...rows]).slice(0, most)).sort();
}

export function tableOf(fileName: string, names: readonly string[], rows: readonly (readonly string[])[]): ComparedTable {
  return { fileName, rowCount: rows.length, columns: new Map(names.map((name, at) => [name, rows.map((cells) => cells[at]!)])) };
}

/** Rows of a compared table, one after another, below those of another with the same columns. */
export function stackTables(
  parts: readonly { readonly table: ComparedTable; readonly rows: readonly number[] }[],
): ComparedTable {
  const [first] = parts;
  const columns = new Map<string, readonly string[]>();
  for (const name of first!.table.columns.keys()) {
    columns.set(
      name,
      parts.flatMap(({ table, rows }) => rows.map((row) => table.columns.get(name)![row]!)),
    );
  }
  return { fileName: first!.table.fileName, rowCount: parts.reduce((sum, { rows }) => sum + rows.length, 0), columns };
}
