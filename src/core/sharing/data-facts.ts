import { SCRIPT_BINS, type TablePortrait } from '../drift/text-portrait';
import type { Adapter } from '../tuning/adapter';

/** What is said of a table that an adapter was trained on: counts alone, of no cell. */
export interface TableFacts {
  readonly rows: number;
  /** Scripts of at least one cell in a hundred that has letters, the most frequent first. */
  readonly scripts: readonly string[];
  readonly columns: readonly { readonly name: string; readonly kind: ColumnKind }[];
}

export type ColumnKind = 'empty' | 'numbers or codes' | 'names or short text' | 'longer text';

/** Of the left table and, where there were two, the right one; none for an adapter that does not tell. */
export function tableFacts({ training: { portraits } }: Adapter): readonly TableFacts[] {
  if (!portraits) return [];
  return [portraits.left, ...(portraits.right ? [portraits.right] : [])].map(factsOf);
}

const LEAST_SHARE = 0.01;
/** Words of a cell, by bin, from which on it is a longer text: more than six. */
const LONG_FROM = 5;
/** Shares of digits, by bin, from which on a cell is a number or a code: more than half. */
const DIGITS_FROM = 3;

function factsOf({ rows, columns }: TablePortrait): TableFacts {
  const scripts = new Map<string, number>();
  for (const { counts } of columns) {
    counts.script.forEach((count, bin) => {
      const name = SCRIPT_BINS[bin];
      if (name && name !== 'none') scripts.set(name, (scripts.get(name) ?? 0) + count);
    });
  }
  const all = [...scripts.values()].reduce((sum, count) => sum + count, 0);
  const seen = [...scripts].filter(([, count]) => count >= Math.max(1, all * LEAST_SHARE)).sort(([, a], [, b]) => b - a);
  return {
    rows,
    scripts: seen.map(([name]) => name),
    columns: columns.map(({ name, counts }) => ({ name, kind: kindOf(counts) })),
  };
}

function kindOf(counts: TablePortrait['columns'][number]['counts']): ColumnKind {
  const share = (bins: readonly number[], from: number): number => {
    const all = bins.reduce((sum, count) => sum + count, 0);
    return all === 0 ? 0 : bins.slice(from).reduce((sum, count) => sum + count, 0) / all;
  };
  if (counts.length.every((count) => count === 0)) return 'empty';
  if (share(counts.digits, DIGITS_FROM) > 0.5) return 'numbers or codes';
  return share(counts['words-a-cell'], LONG_FROM) > 0.5 ? 'longer text' : 'names or short text';
}
