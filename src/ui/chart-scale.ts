const STEPS = [1, 2, 5, 10];

/** Marks of a scale from 0 on: round, `count` or a few less of them, the last one at or above `most`. Whole numbers where asked for. */
export function niceMarks(most: number, count: number, isWhole = false): readonly number[] {
  const raw = Math.max(most, isWhole ? 1 : Number.MIN_VALUE) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const found = STEPS.find((step) => step * power >= raw * (1 - 1e-9))! * power;
  const step = isWhole ? Math.max(1, Math.round(found)) : found;
  const last = Math.ceil(most / step - 1e-9);
  return Array.from({ length: Math.max(1, last) + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}

/** Marks of a scale of values ≥ 0 that need not begin at 0: round, about `count` of them, the first at or below `low`, the last at or above `high`. */
export function marksBetween(low: number, high: number, count: number): readonly number[] {
  const step = niceMarks(Math.max(high - low, LEAST_SPREAD), count)[1]!;
  const last = Math.max(1, Math.ceil(high / step - 1e-9));
  const first = Math.min(last - 1, Math.floor(low / step + 1e-9));
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Values nearer to each other are drawn as if they were this far apart. */
const LEAST_SPREAD = 0.01;

const MINUTE = 60_000;
const TIME_STEPS = [0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600];

/** Marks of a scale of time, in ms: steps as clocks have them. In hours where `isHours`. */
export function timeMarks(most: number, count: number): { readonly marks: readonly number[]; readonly isHours: boolean } {
  const minutes = most / MINUTE;
  const step = TIME_STEPS.find((step) => minutes / step <= count);
  if (step === undefined) return { marks: niceMarks(minutes / 60, count).map((hours) => hours * 60 * MINUTE), isHours: true };
  const last = Math.max(1, Math.ceil(minutes / step - 1e-9));
  return { marks: Array.from({ length: last + 1 }, (_, at) => at * step * MINUTE), isHours: step >= 30 };
}
