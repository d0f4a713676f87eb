import type { LogEntry } from './log';
import type { PaceBook } from './pace';

/** How a review went on: the same number of points in every list, the first of them the beginning. */
export interface ProgressCurve {
  /** Active time so far, in ms, and decisions so far, as `Tally` counts them. */
  readonly activeMs: readonly number[];
  readonly decisions: readonly number[];
  /** Records that stood so at that moment: accepted, none of these or not there, and unsure. */
  readonly matches: readonly number[];
  readonly nonMatches: readonly number[];
  readonly unsure: readonly number[];
  /** Decisions a minute, stretch by stretch of active time, the last one shorter or a little longer. */
  readonly pace: readonly PaceStretch[];
}

export interface PaceStretch {
  /** Active time at which it begins and ends, in ms. */
  readonly from: number;
  readonly to: number;
  readonly perMinute: number;
}

/** More points than a drawing shows. */
const MOST_POINTS = 240;
const MOST_STRETCHES = 24;
const CHANGES_A_STEP = 5_000;
const STRETCH_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480];
/** Larger than any row number: a pair is one number. */
const PAIR_BASE = 2 ** 26;

/**
 * The curve of a log. One entry in so many is a point, and the last one is. Yields every few thousand changes. O(changes of the log).
 *
 * @param pace of the same log; it catches up first
 * @param isMine 1 for each left row that counts; null for all
 */
export function* progressCurve(
  entries: readonly LogEntry[],
  pace: PaceBook,
  isMine: Uint8Array | null,
): Generator<void, ProgressCurve> {
  yield* pace.catchUp(entries);
  const points = [pointAt(pace, -1, { matches: 0, nonMatches: 0, unsure: 0 })];
  const standing = openStanding(isMine);
  const step = Math.max(1, Math.ceil(entries.length / MOST_POINTS));
  let changes = 0;
  for (let place = 0; place < entries.length; place++) {
    for (const { left, right, verdict } of entries[place]!.changes) {
      if (++changes % CHANGES_A_STEP === 0) yield;
      standing.apply(left, right, verdict);
    }
    if ((place + 1) % step === 0 || place === entries.length - 1) points.push(pointAt(pace, place, standing.counts));
  }
  yield;
  return {
    activeMs: points.map((point) => point.activeMs),
    decisions: points.map((point) => point.decisions),
    matches: points.map((point) => point.matches),
    nonMatches: points.map((point) => point.nonMatches),
    unsure: points.map((point) => point.unsure),
    pace: yield* paceStretches(entries.length, pace),
  };
}

interface Counts {
  readonly matches: number;
  readonly nonMatches: number;
  readonly unsure: number;
}

const pointAt = (pace: PaceBook, place: number, counts: Counts) => ({ ...pace.upTo(place), ...counts });

/** Statuses as changes lead to them, only counted. */
function openStanding(isMine: Uint8Array | null) {
  const counts = { matches: 0, nonMatches: 0, unsure: 0 };
  const pairs = new Set<number>();
  const accepted = new Map<number, number>();
  const records = new Map<number, 'nonMatches' | 'unsure'>();
  const statusOf = (left: number): keyof Counts | undefined => (accepted.has(left) ? 'matches' : records.get(left));
  return {
    counts,
    apply(left: number, right: number | null, verdict: LogEntry['changes'][number]['verdict']): void {
      if (isMine !== null && isMine[left] !== 1) return;
      const before = statusOf(left);
      if (right === null) {
        if (verdict === null || verdict === 'match') records.delete(left);
        else records.set(left, verdict === 'possible' ? 'unsure' : 'nonMatches');
      } else {
        const pair = left * PAIR_BASE + right;
        const by = verdict === 'match' ? Number(!pairs.has(pair)) : -Number(pairs.has(pair));
        if (by > 0) pairs.add(pair);
        else if (by < 0) pairs.delete(pair);
        const count = (accepted.get(left) ?? 0) + by;
        if (count > 0) accepted.set(left, count);
        else accepted.delete(left);
      }
      const after = statusOf(left);
      if (before !== undefined) counts[before]--;
      if (after !== undefined) counts[after]++;
    },
  };
}

/** O(entries). */
function* paceStretches(entryCount: number, pace: PaceBook): Generator<void, PaceStretch[]> {
  const { activeMs } = pace.overall();
  if (activeMs <= 0) return [];
  const minutes = STRETCH_MINUTES.find((minutes) => activeMs / (minutes * 60_000) <= MOST_STRETCHES);
  const width = minutes === undefined ? activeMs / MOST_STRETCHES : minutes * 60_000;
  // What is left over is a stretch of its own from half a width on, else part of the one before.
  const count = Math.max(1, Math.round(activeMs / width));
  const decisions = new Float64Array(count);
  let before = pace.upTo(-1).decisions;
  for (let place = 0; place < entryCount; place++) {
    if (place % CHANGES_A_STEP === CHANGES_A_STEP - 1) yield;
    const now = pace.upTo(place);
    decisions[Math.min(count - 1, Math.floor(now.activeMs / width))]! += now.decisions - before;
    before = now.decisions;
  }
  return Array.from(decisions, (made, at) => {
    const from = at * width;
    const to = at === count - 1 ? activeMs : from + width;
    return { from, to, perMinute: Math.max(0, made) / ((to - from) / 60_000) };
  });
}
