import { kindOfValue, type ValueKind } from './value-kinds';

/** What is said about a column; everything but `samples` and `kind` counts all rows. */
export interface ColumnProfile {
  /** Cells with other than white space. */
  readonly filled: number;
  /** Distinct trimmed values among the filled cells. */
  readonly distinct: number;
  /** UTF-16 length of the longest trimmed value. */
  readonly longest: number;
  /** Mean length of the filled cells, 0 when there are none. */
  readonly averageLength: number;
  /** Share of filled cells that are numbers, 0…1. */
  readonly shareNumeric: number;
  readonly kind: ValueKind | 'empty';
  /** The first distinct values, at most 5. */
  readonly samples: readonly string[];
}

const SAMPLES = 5;
/** A column has a kind when this share of its filled cells does; `text` otherwise. */
const MAJORITY = 0.8;

/** Counts and guesses about the cells of one column. O(rows) time, memory for the distinct values. */
export function profileColumn(values: readonly string[]): ColumnProfile {
  const distinct = new Set<string>();
  const kinds = new Map<ValueKind, number>();
  let filled = 0;
  let longest = 0;
  let characters = 0;
  for (const cell of values) {
    const value = cell.trim();
    if (value === '') continue;
    filled++;
    characters += value.length;
    if (value.length > longest) longest = value.length;
    distinct.add(value);
    const kind = kindOfValue(value);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const numbers = kinds.get('number') ?? 0;
  return {
    filled,
    distinct: distinct.size,
    longest,
    averageLength: filled === 0 ? 0 : characters / filled,
    shareNumeric: filled === 0 ? 0 : numbers / filled,
    kind: filled === 0 ? 'empty' : majorityKind(kinds, filled),
    samples: firstOf(distinct),
  };
}

function majorityKind(kinds: ReadonlyMap<ValueKind, number>, filled: number): ValueKind {
  for (const [kind, count] of kinds) if (count >= filled * MAJORITY) return kind;
  // House numbers such as 12, 12a: codes and numbers together are codes.
  const coded = (kinds.get('code') ?? 0) + (kinds.get('number') ?? 0);
  if (coded >= filled * MAJORITY) return 'code';
  const dialled = (kinds.get('phone') ?? 0) + (kinds.get('number') ?? 0);
  return dialled >= filled * MAJORITY ? 'phone' : 'text';
}

function firstOf(distinct: ReadonlySet<string>): readonly string[] {
  const samples: string[] = [];
  for (const value of distinct) {
    if (samples.length === SAMPLES) break;
    samples.push(value);
  }
  return samples;
}
