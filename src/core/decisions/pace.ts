import type { LogEntry } from './log';

/** A longer gap between two entries is a break: nobody was at work, or nobody can tell. */
export const BREAK_MS = 60_000;
/** Recent is what was done in this much active time. */
const RECENT_MS = 15 * 60_000;
/** Fewer decisions, or less time, say nothing of a pace. */
const LEAST_DECISIONS = 10;
const LEAST_ACTIVE_MS = 60_000;
const ENTRIES_A_STEP = 1_000;

/** What was done in a stretch of the log. */
export interface Tally {
  /** Entries that settle at least one record; one for many records counts once. What was undone is taken off. */
  readonly decisions: number;
  /** Time at work, in ms: gaps between entries without breaks. */
  readonly activeMs: number;
  /** Decisions with a time of their own, and these times, in ms. */
  readonly timed: number;
  readonly timedMs: number;
}

/** How fast decisions come. */
export interface Pace {
  readonly perMinute: number;
  /** Mean and variance of the time of one decision, in ms and ms², and how many were timed. */
  readonly meanMs: number;
  readonly varianceMs: number;
  readonly timed: number;
}

/**
 * The times of a log, kept up as it grows. A decision is timed by the active time since the one before it; the first one after a break has
 * no time of its own and tells nothing of the pace. A clock that is set back makes a break. Memory: 36 bytes an entry.
 */
export interface PaceBook {
  /** Entries that were taken. */
  readonly length: number;
  /** Takes what was added to the log since the last call. O(new entries). */
  follow(entries: readonly LogEntry[]): void;
  /** The same, yielding every thousand entries. */
  catchUp(entries: readonly LogEntry[]): Generator<void, void>;
  /** Up to and with the entry at `place` of the log; nothing for −1. O(1). */
  upTo(place: number): Tally;
  overall(): Tally;
  /** After the last entry before `since` (ms since 1970). O(1) for the `since` of the call before, else O(entries). */
  after(since: number): Tally;
  /** Over the last quarter of an hour of active time; null until there is enough to go by. O(1). */
  recent(): Pace | null;
}

export function openPaceBook(): PaceBook {
  let at = new Float64Array(64);
  /** Sums up to and with each entry. */
  let active = new Float64Array(64);
  let decided = new Int32Array(64);
  let timed = new Uint32Array(64);
  let timedMs = new Float64Array(64);
  let count = 0;
  /** Entries that count as a decision, by `seq` less one. */
  const weights: number[] = [];
  const recent = openWindow(RECENT_MS);
  /** Active time since the last decision; null from a break on until the next one. */
  let sinceDecision: number | null = null;
  let asked = { since: Number.NEGATIVE_INFINITY, first: 0 };

  const add = (entry: LogEntry): void => {
    if (count === at.length) {
      at = grown(at, new Float64Array(count * 2));
      active = grown(active, new Float64Array(count * 2));
      decided = grown(decided, new Int32Array(count * 2));
      timed = grown(timed, new Uint32Array(count * 2));
      timedMs = grown(timedMs, new Float64Array(count * 2));
    }
    const weight = weightOf(entry, weights);
    weights[entry.seq - 1] = weight;
    const time = Date.parse(entry.at);
    const gap = count === 0 ? Number.NaN : time - at[count - 1]!;
    const isBreak = !(gap >= 0 && gap <= BREAK_MS);
    at[count] = time;
    active[count] = (active[count - 1] ?? 0) + (isBreak ? 0 : gap);
    decided[count] = (decided[count - 1] ?? 0) + weight;
    if (isBreak) sinceDecision = null;
    else if (sinceDecision !== null) sinceDecision += gap;
    const isTimed = weight > 0 && sinceDecision !== null;
    timed[count] = (timed[count - 1] ?? 0) + Number(isTimed);
    timedMs[count] = (timedMs[count - 1] ?? 0) + (isTimed ? sinceDecision! : 0);
    if (isTimed) recent.add(sinceDecision!);
    if (weight > 0) sinceDecision = 0;
    count++;
    if (time < asked.since) asked = { ...asked, first: count };
  };

  const upTo = (place: number): Tally => ({
    decisions: decided[place] ?? 0,
    activeMs: active[place] ?? 0,
    timed: timed[place] ?? 0,
    timedMs: timedMs[place] ?? 0,
  });
  return {
    get length() {
      return count;
    },
    follow: (entries) => {
      while (count < entries.length) add(entries[count]!);
    },
    *catchUp(entries) {
      while (count < entries.length) {
        add(entries[count]!);
        if (count % ENTRIES_A_STEP === 0) yield;
      }
    },
    upTo,
    overall: () => upTo(count - 1),
    after(since) {
      if (since !== asked.since) {
        let first = count;
        while (first > 0 && !(at[first - 1]! < since)) first--;
        asked = { since, first };
      }
      const { first } = asked;
      if (first >= count) return NOTHING;
      const [before, all] = [upTo(first - 1), upTo(count - 1)];
      // The gap before the first entry is not of this stretch.
      return {
        decisions: Math.max(0, all.decisions - before.decisions),
        activeMs: all.activeMs - active[first]!,
        timed: all.timed - before.timed,
        timedMs: all.timedMs - before.timedMs,
      };
    },
    recent: recent.pace,
  };
}

/** Whether an entry was made by a person at work here: not carried over, merged or asked again by the program. */
const isWork = ({ kind, action, origin }: LogEntry): boolean =>
  kind !== 'merge' && origin === undefined && action !== 'carry' && action !== 'ask-again' && action !== 'merge';

/** 1 for a decision, −1 for one that is taken back, 0 for everything else: notes, refusing one of several candidates, setting back to pending. */
function weightOf(entry: LogEntry, weights: readonly number[]): number {
  if (!isWork(entry)) return 0;
  if (entry.kind === 'undo' || entry.kind === 'revert') return -Math.max(0, weights[entry.target - 1] ?? 0);
  return entry.changes.some(({ right, verdict }) => verdict === 'match' || (right === null && verdict !== null)) ? 1 : 0;
}

/** The last times that make up `most` ms, with their sums. O(1) a time, over all. */
function openWindow(most: number) {
  let times: number[] = [];
  let first = 0;
  let sum = 0;
  let squares = 0;
  return {
    add(time: number): void {
      times.push(time);
      sum += time;
      squares += time * time;
      while (sum - times[first]! >= most) {
        sum -= times[first]!;
        squares -= times[first]! ** 2;
        first++;
      }
      if (first > 1024 && first * 2 > times.length) {
        times = times.slice(first);
        first = 0;
      }
    },
    pace(): Pace | null {
      const timed = times.length - first;
      if (timed < LEAST_DECISIONS || sum < LEAST_ACTIVE_MS) return null;
      const meanMs = sum / timed;
      return {
        perMinute: 60_000 / meanMs,
        meanMs,
        varianceMs: Math.max(0, (squares - sum * meanMs) / (timed - 1)),
        timed,
      };
    },
  };
}

const NOTHING: Tally = { decisions: 0, activeMs: 0, timed: 0, timedMs: 0 };

function grown<T extends Float64Array | Int32Array | Uint32Array>(old: T, next: T): T {
  next.set(old);
  return next;
}

/** Time that is left, in ms. */
export interface TimeLeft {
  readonly about: number;
  /** Where it is likely to lie: two standard errors of the mean time of a decision and of the sum of those to come. */
  readonly low: number;
  readonly high: number;
}

/** How long `toDecide` decisions take at a pace, one record after another. */
export function timeLeft({ meanMs, varianceMs, timed }: Pace, toDecide: number): TimeLeft {
  const about = meanMs * toDecide;
  const spread = 2 * Math.sqrt((toDecide * toDecide * varianceMs) / timed + toDecide * varianceMs);
  return { about, low: Math.max(0, about - spread), high: about + spread };
}

/** A length of time as a person would say it. */
export type SpokenTime = { readonly unit: 'minutes' | 'hours'; readonly count: number };

const MINUTES = [1, 2, 3, 5, 10, 15, 20, 30, 40, 50];

/**
 * Rounded to what a pace can tell: 1, 2, 3, 5, 10, 15, 20, 30, 40 or 50 minutes, then half hours up to three hours, hours up to ten, and two
 * significant figures. The nearer step is taken, at equal distance the longer; never less than a minute.
 */
export function spokenTime(ms: number): SpokenTime {
  const minutes = ms / 60_000;
  if (minutes < 55) return { unit: 'minutes', count: nearest(MINUTES, minutes) };
  const hours = minutes / 60;
  if (hours < 2.75) return { unit: 'hours', count: Math.max(1, Math.round(hours * 2) / 2) };
  if (hours < 10) return { unit: 'hours', count: Math.round(hours) };
  const step = 10 ** (Math.floor(Math.log10(hours)) - 1);
  return { unit: 'hours', count: Math.round(hours / step) * step };
}

const nearest = (steps: readonly number[], value: number): number =>
  steps.reduce((best, step) => (Math.abs(step - value) <= Math.abs(best - value) ? step : best));
