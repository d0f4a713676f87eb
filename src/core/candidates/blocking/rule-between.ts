import type { BlockingRule } from '../../model/settings';
import type { Sides } from '../../model/types';
import type { BlockingColumns } from './blocking';
import { DEFAULT_PREFIX_LENGTH, foldKey, prefixOf, type RangeValues, readRange } from './blocking-keys';

/** What a rule makes of one cell: `unreadable` is filled, but no number in it can be read. */
export type KeyState = 'empty' | 'unreadable' | 'filled';

/** The first rule that keeps two rows from meeting. Both `filled`: their keys differ, or are too far apart. */
export interface RuleBetween {
  readonly rule: number;
  readonly states: Sides<KeyState>;
}

/**
 * Which rule stands between two rows, null where all let them meet: the same as `allows` of a plan says. Takes the columns that the plan
 * was made of. O(rules) a pair; the first pair reads the columns of ranges, O(rows).
 */
export function createRuleCheck(
  left: BlockingColumns,
  right: BlockingColumns,
  rules: readonly BlockingRule[],
): (leftRow: number, rightRow: number) => RuleBetween | null {
  const ranges = new Map<number, RangeValues>();
  const rangeOf = (rule: number): RangeValues => {
    const known = ranges.get(rule) ?? readRange(rules[rule]!, left[rule]!, right[rule]!);
    ranges.set(rule, known);
    return known;
  };
  const between = (rule: number, leftRow: number, rightRow: number): Sides<KeyState> | null => {
    const { key, length = DEFAULT_PREFIX_LENGTH } = rules[rule]!;
    const [one, other] = [foldKey(left[rule]![leftRow]!), foldKey(right[rule]![rightRow]!)];
    if (key !== 'numeric-range') {
      const cut = (folded: string): string => (key === 'prefix' ? prefixOf(folded, length) : folded);
      if (one !== '' && cut(one) === cut(other)) return null;
      return { left: one === '' ? 'empty' : 'filled', right: other === '' ? 'empty' : 'filled' };
    }
    const { left: leftNumbers, right: rightNumbers, tolerance } = rangeOf(rule);
    const [low, high] = [leftNumbers[leftRow]!, rightNumbers[rightRow]!];
    if (Math.abs(low - high) <= tolerance) return null;
    const stateOf = (cell: string, value: number): KeyState =>
      cell === '' ? 'empty' : Number.isNaN(value) ? 'unreadable' : 'filled';
    return { left: stateOf(one, low), right: stateOf(other, high) };
  };
  return (leftRow, rightRow) => {
    for (let rule = 0; rule < rules.length; rule++) {
      const states = between(rule, leftRow, rightRow);
      if (states) return { rule, states };
    }
    return null;
  };
}
