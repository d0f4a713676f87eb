import { AppError } from '../../model/errors';
import type { BlockingRule } from '../../model/settings';
import { foldLetters } from '../../text/normalise';
import { readNumbers } from '../../text/numbers';

/** Group of a row with an empty key. */
export const NO_KEY = 0xffffffff;
/** Group of a right row whose key no left row has. */
export const FOREIGN_KEY = 0xfffffffe;

export const DEFAULT_PREFIX_LENGTH = 3;

/** The form in which keys are compared: NFKC, lower case with `ß` as `ss`, invisible characters left out, single spaces, trimmed. */
export function foldKey(cell: string): string {
  if (PLAIN.test(cell)) return cell.toLowerCase();
  return foldLetters(cell).replace(/\s+/gu, ' ').trim();
}
const PLAIN = /^[\x21-\x7e]*$/u;

/**
 * The first `length` characters of a folded key, counted in code points so that no character is cut in two.
 * A shorter key is its own prefix.
 */
export function prefixOf(key: string, length: number): string {
  if (key.length <= length) return key;
  let end = 0;
  for (let taken = 0; taken < length && end < key.length; taken++) end += key.codePointAt(end)! > 0xffff ? 2 : 1;
  return key.slice(0, end);
}

/** @throws AppError `input/invalid-option` `blocking` for a length below 1 or a tolerance below 0 */
export function checkRule(rule: BlockingRule): void {
  const { key, length = DEFAULT_PREFIX_LENGTH, tolerance = 0 } = rule;
  const isKnown = key === 'exact' || key === 'prefix' || key === 'numeric-range';
  if (!isKnown || !Number.isInteger(length) || length < 1 || !(tolerance >= 0 && tolerance < Number.POSITIVE_INFINITY)) {
    throw new AppError('input/invalid-option', { option: 'blocking' });
  }
}

/** Gives equal keys of both sides one number. `left` must be called before `right`. */
export function numberKeys(rule: BlockingRule, left: readonly string[], right: readonly string[]): KeyNumbers {
  const length = rule.key === 'prefix' ? (rule.length ?? DEFAULT_PREFIX_LENGTH) : 0;
  const numbers = new Map<string, number>();
  const numberSide = (cells: readonly string[], mayAdd: boolean): Uint32Array => {
    const seen = new Map<string, number>();
    return Uint32Array.from(cells, (cell) => {
      let number = seen.get(cell);
      if (number !== undefined) return number;
      const folded = foldKey(cell);
      const key = length > 0 ? prefixOf(folded, length) : folded;
      number = key === '' ? NO_KEY : numbers.get(key);
      if (number === undefined) {
        number = mayAdd ? numbers.size : FOREIGN_KEY;
        if (mayAdd) numbers.set(key, number);
      }
      seen.set(cell, number);
      return number;
    });
  };
  const leftNumbers = numberSide(left, true);
  return { left: leftNumbers, right: left === right ? leftNumbers : numberSide(right, false), count: numbers.size };
}

/** The key of every row as a number below `count`, or `NO_KEY`, or `FOREIGN_KEY`. */
export interface KeyNumbers {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly count: number;
}

/** Numbers of a `numeric-range` rule; NaN where the cell has none. */
export interface RangeValues {
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** Widened by a millionth, so that 1.1 and 1.0 are 0.1 apart although their difference in binary is a little more. */
  readonly tolerance: number;
}

export function readRange(rule: BlockingRule, left: readonly string[], right: readonly string[]): RangeValues {
  const leftNumbers = readNumbers(left);
  return {
    left: leftNumbers,
    right: left === right ? leftNumbers : readNumbers(right),
    tolerance: (rule.tolerance ?? 0) * (1 + 1e-6),
  };
}
