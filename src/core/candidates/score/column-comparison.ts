import type { Sides } from '../../model/types';
import { lexicalTexts } from '../../text/lexical-text';
import { createGramShare } from './grams-in-common';

/**
 * How alike the cells of one pair of columns are: 1 for equal ones (in their lexical form), else the larger of the shares of letter runs
 * in common and, in columns of numbers, closeness against the spread of the column; NaN where a cell is empty.
 *
 * Cost O(characters of distinct cells) to create, O(shorter cells) a call.
 */
export function createColumnComparison(cells: Sides<readonly string[]>): (left: number, right: number) => number {
  const left = distinct(cells.left);
  const right = distinct(cells.right);
  const forms = lexicalTexts({ left: left.values, right: right.values });
  const shareOf = createGramShare(forms);
  const ids = new Map<string, number>();
  const idOf = (form: string): number => {
    const known = ids.get(form) ?? ids.size;
    ids.set(form, known);
    return known;
  };
  const leftIds = Uint32Array.from(forms.left, idOf);
  const rightIds = Uint32Array.from(forms.right, idOf);
  const empty = ids.get('') ?? -1;
  const closeness = createCloseness(left.values, right.values);
  return (leftRow, rightRow) => {
    const one = left.of[leftRow]!;
    const other = right.of[rightRow]!;
    if (leftIds[one] === empty || rightIds[other] === empty) return Number.NaN;
    if (leftIds[one] === rightIds[other]) return 1;
    const share = Math.min(HIGHEST_UNEQUAL, shareOf(one, other));
    return closeness ? Math.max(share, closeness(one, other)) : share;
  };
}

const HIGHEST_UNEQUAL = 0.99;
const NUMERIC_SHARE = 0.9;
const CLOSE = 0.1;

function distinct(cells: readonly string[]): { values: string[]; of: Uint32Array } {
  const known = new Map<string, number>();
  const of = Uint32Array.from(cells, (cell) => {
    const at = known.get(cell) ?? known.size;
    known.set(cell, at);
    return at;
  });
  return { values: [...known.keys()], of };
}

function createCloseness(left: readonly string[], right: readonly string[]): ((one: number, other: number) => number) | null {
  const leftNumbers = Float64Array.from(left, numberOf);
  const rightNumbers = Float64Array.from(right, numberOf);
  const all = [...leftNumbers, ...rightNumbers].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const filled = left.filter(isFilled).length + right.filter(isFilled).length;
  if (filled === 0 || all.length < filled * NUMERIC_SHARE) return null;
  const spread = all[Math.floor(all.length * 0.75)]! - all[Math.floor(all.length * 0.25)]!;
  const reach = CLOSE * spread;
  if (!(reach > 0)) return null;
  return (one, other) => {
    const gap = Math.abs(leftNumbers[one]! - rightNumbers[other]!);
    return gap < reach ? HIGHEST_UNEQUAL * (1 - gap / reach) : 0;
  };
}

const isFilled = (cell: string): boolean => cell.trim() !== '';

/** A number as it stands in a table, with thousands separators or a currency sign; NaN for anything else. */
export function numberOf(cell: string): number {
  const plain = cell
    .replace(/^[^\d+-]{0,3}/u, '')
    .replace(/(?<=\d)[, ](?=\d{3}(?:\D|$))/gu, '')
    .replace(/[^\d]{0,3}$/u, '');
  return /^[+-]?\d+(?:[.,]\d+)?$/u.test(plain) ? Number(plain.replace(',', '.')) : Number.NaN;
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const CELL_DEFINITION = { HIGHEST_UNEQUAL, NUMERIC_SHARE, CLOSE } as const;
