import { type Estimate, estimateShare } from '../evaluation/intervals';
import { groupRows, type RowGroup, type RowGroups } from './row-groups';

/** What came of a row. `pending`: nobody has decided. */
export const ROW_OUTCOMES = ['pending', 'matched', 'rejected', 'unsure'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** Of all rows `linked`, of decided ones the others. */
export const RATES = ['linked', 'matched', 'rejected', 'unsure'] as const;
export type Rate = (typeof RATES)[number];

/** What came of the rows of one table, row by row. */
export interface RowResults {
  /** Index into `ROW_OUTCOMES`. */
  readonly outcome: Uint8Array;
  /** 1: has a link, by a decision or, where nobody has decided, by the program. */
  readonly isLinked: Uint8Array;
}

export interface GroupRate extends Estimate {
  readonly hits: number;
  readonly of: number;
  /** Rate of all other rows less this one, with the 95 % interval of Newcombe (1998, method 10); null where either has no rows. */
  readonly difference: Estimate | null;
  /** The difference is more than chance makes of so many comparisons. */
  readonly isApart: boolean;
}

export interface GroupRates extends RowGroup {
  readonly rates: Readonly<Record<Rate, GroupRate>>;
  /** Rows that somebody has decided. */
  readonly decided: number;
}

/** Rows of a group from which on it is compared with the others. */
export const LEAST_ROWS = 10;
/** Chance that any group is named although nothing is behind it. */
const ERROR_RATE = 0.05;

/**
 * Link, match, reject and unsure rates by the values of one column, each with Wilson's interval, and beside it how far the rest of the
 * rows is from it. A group stands apart where the score test of two shares says so at 5 % after the correction of Holm (1979) over all
 * groups and rates; groups of fewer than `LEAST_ROWS` rows are never named. O(characters).
 *
 * @param results one entry a cell
 */
export function ratesByGroup(cells: readonly string[], results: RowResults): readonly GroupRates[] {
  const grouped = groupRows(cells);
  const counts = countResults(grouped, results);
  const tests: { readonly group: number; readonly rate: Rate; readonly chance: number }[] = [];
  const total = RATES.map((_, rate) => sumOf(counts, rate));
  const rows = counts.map((count, group) =>
    RATES.map((rate, at) => {
      const own = count[at]!;
      const rest = { hits: total[at]!.hits - own.hits, of: total[at]!.of - own.of };
      if (own.of >= LEAST_ROWS && rest.of >= LEAST_ROWS) tests.push({ group, rate, chance: chanceOfEqual(own, rest) });
      return { ...own, ...estimateShare(own.hits, own.of), difference: differenceOf(own, rest) };
    }),
  );
  const apart = holm(tests);
  return grouped.groups.map((group, at) => ({
    ...group,
    decided: counts[at]![1]!.of,
    rates: Object.fromEntries(
      RATES.map((rate, place) => [rate, { ...rows[at]![place]!, isApart: apart.has(`${at} ${rate}`) }]),
    ) as Record<Rate, GroupRate>,
  }));
}

interface Count {
  readonly hits: number;
  readonly of: number;
}

function countResults({ groups, of }: RowGroups, { outcome, isLinked }: RowResults): readonly (readonly Count[])[] {
  const linked = new Uint32Array(groups.length);
  const outcomes = groups.map(() => new Uint32Array(ROW_OUTCOMES.length));
  of.forEach((group, row) => {
    linked[group]! += isLinked[row]!;
    outcomes[group]![outcome[row]!]!++;
  });
  return groups.map((group, at) => {
    const own = outcomes[at]!;
    const decided = group.rows - own[0]!;
    return [{ hits: linked[at]!, of: group.rows }, ...[1, 2, 3].map((code) => ({ hits: own[code]!, of: decided }))];
  });
}

function sumOf(counts: readonly (readonly Count[])[], rate: number): Count {
  let hits = 0;
  let of = 0;
  for (const count of counts) {
    hits += count[rate]!.hits;
    of += count[rate]!.of;
  }
  return { hits, of };
}

/** Rest less own, by the square-and-add rule on Wilson intervals (Newcombe, Statistics in Medicine 17, 1998). */
function differenceOf(own: Count, rest: Count): Estimate | null {
  if (own.of === 0 || rest.of === 0) return null;
  const a = estimateShare(rest.hits, rest.of);
  const b = estimateShare(own.hits, own.of);
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

/** Two-sided chance of so large a difference where both shares are the same: the score test with the pooled share. */
function chanceOfEqual(own: Count, rest: Count): number {
  const pooled = (own.hits + rest.hits) / (own.of + rest.of);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / own.of + 1 / rest.of));
  if (spread === 0) return 1;
  return twoSided(Math.abs(own.hits / own.of - rest.hits / rest.of) / spread);
}

/** Chance of a standard normal value at least `z` from 0 (Abramowitz and Stegun 7.1.26, error below 1.5e-7). */
export function twoSided(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return series * Math.exp(-x * x);
}

/** Holm's step-down: the keys of the tests that stay below the error rate. */
function holm(tests: readonly { readonly group: number; readonly rate: Rate; readonly chance: number }[]): ReadonlySet<string> {
  const sorted = [...tests].sort((a, b) => a.chance - b.chance);
  const end = sorted.findIndex(({ chance }, at) => chance > ERROR_RATE / (sorted.length - at));
  const kept = end < 0 ? sorted : sorted.slice(0, end);
  return new Set(kept.map(({ group, rate }) => `${group} ${rate}`));
}
