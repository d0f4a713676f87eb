import { PORTRAIT_VERSION, type TablePortrait, TRAITS, type Trait } from './text-portrait';

/** A column that looks otherwise than before. */
export interface DriftFinding {
  readonly column: string;
  readonly trait: Trait;
  /** Population stability index, above 0. */
  readonly index: number;
  readonly size: 'some' | 'much';
  /** The bin whose share grew most, and its shares; of `words` no bin means anything. */
  readonly bin: number;
  readonly before: number;
  readonly now: number;
}

/** Usual limits of the index (N. Siddiqi, Credit Risk Scorecards, 2006): below 0.1 nothing, above 0.25 much. */
const SOME = 0.1;
const MUCH = 0.25;
/** Cells, or words, on both sides from which on shares mean anything. */
const LEAST = 50;
/** So rarely is a table named of which both files are random halves; by trait and column less. */
const ERROR_RATE = 0.01;

/**
 * What looks otherwise in `now` than in `before`, the largest first, ties by column and trait. A trait is named where the population
 * stability index is at least 0.1 and more than chance makes of so many rows: its mean and spread without any change follow those of a
 * chi-square (B. Yurdakul, Statistical Properties of Population Stability Index, 2018). Columns are compared by name; one that is missing
 * is not spoken of here. O(bins).
 */
export function comparePortraits(before: TablePortrait, now: TablePortrait): readonly DriftFinding[] {
  if (before.version !== PORTRAIT_VERSION || now.version !== PORTRAIT_VERSION) return [];
  const shared = now.columns.flatMap((column) => {
    const earlier = before.columns.find(({ name }) => name === column.name);
    return earlier ? [{ name: column.name, before: earlier.counts, now: column.counts }] : [];
  });
  const tests = shared.length * TRAITS.length;
  const found = shared.flatMap(({ name, before: earlier, now: later }) =>
    TRAITS.flatMap((trait) => {
      const finding = compareCounts(earlier[trait], later[trait], ERROR_RATE / tests);
      return finding ? [{ column: name, trait, ...finding }] : [];
    }),
  );
  return found.sort(
    (a, b) => b.index - a.index || compareTexts(a.column, b.column) || TRAITS.indexOf(a.trait) - TRAITS.indexOf(b.trait),
  );
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function compareCounts(
  before: readonly number[],
  now: readonly number[],
  chance: number,
): Omit<DriftFinding, 'column' | 'trait'> | null {
  if (before.length !== now.length) return null;
  const [n, m] = [sum(before), sum(now)];
  if (n < LEAST || m < LEAST) return null;
  const used = before.flatMap((count, bin) => (count + now[bin]! > 0 ? [bin] : []));
  let index = 0;
  let most = { bin: used[0]!, gap: Number.NEGATIVE_INFINITY };
  for (const bin of used) {
    // Half a count more in every bin: an empty one has no logarithm.
    const a = (before[bin]! + 0.5) / (n + used.length / 2);
    const b = (now[bin]! + 0.5) / (m + used.length / 2);
    index += (b - a) * Math.log(b / a);
    const gap = now[bin]! / m - before[bin]! / n;
    if (gap > most.gap) most = { bin, gap };
  }
  const usual = (1 / n + 1 / m) * chiSquareAbove(used.length - 1, chance);
  if (index < SOME || index <= usual) return null;
  return { index, size: index < MUCH ? 'some' : 'much', bin: most.bin, before: before[most.bin]! / n, now: now[most.bin]! / m };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** The value that a chi-square with so many degrees of freedom exceeds with this chance (Wilson and Hilferty, 1931; within 1 %). */
function chiSquareAbove(freedom: number, chance: number): number {
  if (freedom < 1) return Number.POSITIVE_INFINITY;
  const spread = 2 / (9 * freedom);
  return freedom * Math.max(0, 1 - spread + normalAbove(chance) * Math.sqrt(spread)) ** 3;
}

/** The normal value that is exceeded with this chance, below 0.5 (Abramowitz and Stegun 26.2.23, error below 4.5e-4). */
function normalAbove(chance: number): number {
  const t = Math.sqrt(-2 * Math.log(chance));
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}
