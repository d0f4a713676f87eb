import type { CellColumn } from '../model/types';
import { readText, utf16Length } from './cell-bytes';
import { columnOfTexts } from './column-writer';
import { countDistinct, forEachFilled } from './distinct-cells';
import { kindOfValue, type ValueKind } from './value-kinds';

/** What is said about a column; everything but `samples`, `shareNumeric` and `kind` counts all rows. */
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

/** Larger columns have their kind told by this many cells, spread evenly. */
const KIND_CELLS = 20_000;

/** Counts and guesses about the cells of one column. O(bytes) time, memory for the distinct values. */
export function profileCells(column: CellColumn): ColumnProfile {
  const { bytes, ends } = column;
  const distinct = countDistinct(column);
  const kinds = new Map<ValueKind, number>();
  const step = Math.max(1, ends.length / KIND_CELLS);
  const samples: string[] = [];
  let nextKind = 0;
  let kindCells = 0;
  let filled = 0;
  let longest = 0;
  // Of all bytes at once, less the white space around: cell by cell it would take as long as all the rest.
  let characters = utf16Length(bytes, 0, bytes.length);
  let filledTo = 0;
  forEachFilled(column, (row, from, to) => {
    filled++;
    if (from > filledTo) characters -= utf16Length(bytes, filledTo, from);
    filledTo = to;
    if (to - from > longest) longest = Math.max(longest, utf16Length(bytes, from, to));
    if (distinct.add(row, from, to) && samples.length < SAMPLES) samples.push(readText(bytes, from, to));
    if (row < nextKind) return;
    while (nextKind <= row) nextKind += step;
    kindCells++;
    const kind = kindOfValue(readText(bytes, from, to));
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  });
  characters -= utf16Length(bytes, filledTo, bytes.length);
  return {
    filled,
    distinct: distinct.count,
    longest,
    averageLength: filled === 0 ? 0 : characters / filled,
    shareNumeric: filled === 0 ? 0 : (kinds.get('number') ?? 0) / kindCells,
    kind: filled === 0 ? 'empty' : majorityKind(kinds, kindCells),
    samples,
  };
}

/** `profileCells` of a few texts. */
export const profileColumn = (values: readonly string[]): ColumnProfile => profileCells(columnOfTexts(values));

function majorityKind(kinds: ReadonlyMap<ValueKind, number>, filled: number): ValueKind {
  for (const [kind, count] of kinds) if (count >= filled * MAJORITY) return kind;
  // House numbers such as 12, 12a: codes and numbers together are codes.
  const coded = (kinds.get('code') ?? 0) + (kinds.get('number') ?? 0);
  if (coded >= filled * MAJORITY) return 'code';
  const dialled = (kinds.get('phone') ?? 0) + (kinds.get('number') ?? 0);
  return dialled >= filled * MAJORITY ? 'phone' : 'text';
}
