import { useEffect, useMemo, useState } from 'react';
import type { DecisionBook } from '../../../core/decisions/log';
import { openPaceBook, type Pace, type PaceBook, type Tally } from '../../../core/decisions/pace';
import type { ReviewState } from '../../../session/contract';
import { runInPortions } from '../../../ui/in-portions';

/** Times are read once a log, however often the screen is opened. */
const paceBooks = new WeakMap<DecisionBook, PaceBook>();
/** So many new entries are read at once, some milliseconds; more of them a little at a time. */
const MOST_AT_ONCE = 2_000;

/** The times of a log, which may have to catch up with it. */
export function paceBookOf(book: DecisionBook): PaceBook {
  const pace = paceBooks.get(book) ?? openPaceBook();
  paceBooks.set(book, pace);
  return pace;
}

export interface PaceView {
  readonly recent: Pace | null;
  /** Since midnight on this clock. */
  readonly today: Tally;
  readonly overall: Tally;
}

/** How fast decisions come. A decision costs O(1); a long log that was not looked at yet is read in portions, and nothing told until then. */
export function usePace({ book, version }: Pick<ReviewState, 'book' | 'version'>): PaceView {
  const pace = paceBookOf(book);
  const [, setCaughtUp] = useState(0);
  const isBehind = book.entries.length - pace.length > MOST_AT_ONCE;
  useEffect(() => {
    if (isBehind) return runInPortions(pace.catchUp(book.entries), () => setCaughtUp(book.entries.length));
  }, [isBehind, pace, book]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  return useMemo(() => {
    if (isBehind) return UNKNOWN;
    pace.follow(book.entries);
    return { recent: pace.recent(), today: pace.after(new Date().setHours(0, 0, 0, 0)), overall: pace.overall() };
  }, [book, pace, version, isBehind]);
}

const NOTHING: Tally = { decisions: 0, activeMs: 0, timed: 0, timedMs: 0 };
const UNKNOWN: PaceView = { recent: null, today: NOTHING, overall: NOTHING };
