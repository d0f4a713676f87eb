import { useMemo } from 'react';
import type { DecisionBook } from '../../../core/decisions/log';
import { openPaceBook, type Pace, type PaceBook, type Tally } from '../../../core/decisions/pace';
import type { ReviewState } from '../../../session/contract';

/** Times are read once a log, however often the screen is opened. */
const paceBooks = new WeakMap<DecisionBook, PaceBook>();

/** The times of a log up to now. O(what is new in it). */
export function paceOf(book: DecisionBook): PaceBook {
  const pace = paceBooks.get(book) ?? openPaceBook();
  paceBooks.set(book, pace);
  pace.follow(book.entries);
  return pace;
}

export interface PaceView {
  readonly recent: Pace | null;
  /** Since midnight on this clock. */
  readonly today: Tally;
  readonly overall: Tally;
}

/** How fast decisions come. A decision costs O(1), the first look at a log O(entries). */
export function usePace({ book, version }: Pick<ReviewState, 'book' | 'version'>): PaceView {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  return useMemo(() => {
    const pace = paceOf(book);
    return { recent: pace.recent(), today: pace.after(new Date().setHours(0, 0, 0, 0)), overall: pace.overall() };
  }, [book, version]);
}
