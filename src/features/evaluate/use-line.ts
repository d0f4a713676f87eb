import { useDeferredValue, useMemo } from 'react';
import type { RecordStatus } from '../../core/decisions/log';
import { topCandidates } from '../../core/evaluation/sample/top-candidates';
import { type ScoreHistogram, scoreHistogram } from '../../core/evaluation/score-histogram';
import { countReaching, orderByScore, recordsAtLine } from '../../core/evaluation/score-order';
import type { ReviewState } from '../../session/contract';

/** How a left row stands to a line: decided, or open on one side of it. */
export const STANDINGS = ['accepted', 'refused', 'unsure', 'reaching', 'short'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface LineView {
  readonly histogram: ScoreHistogram<Standing>;
  /** Left rows with a candidate. */
  readonly total: number;
  /** Rows whose best candidate reaches the line. */
  readonly reaching: number;
  /** Of them nobody decided so many. */
  readonly open: number;
  /** Decisions that the line contradicts: accepted below it, refused at or above it. */
  readonly acceptedBelow: number;
  readonly refusedAbove: number;
  /** Left rows nearest to the line. */
  readonly above: Uint32Array;
  readonly below: Uint32Array;
  /** Best scores by left row, NaN where there is none. */
  readonly scores: Float32Array;
  readonly rights: Int32Array;
  /** Open rows with a score from `from` up to, not including, `to`. */
  openWithin(from: number, to: number): number;
}

const BINS = 50;
const EXAMPLES = 4;

/** What a line at `threshold` would mean for a review. Each move of the line costs O(rows), the first one a sort. */
export function useLine(review: ReviewState, threshold: number): LineView {
  const { candidates, book, version } = review;
  const line = useDeferredValue(threshold);
  const top = useMemo(() => topCandidates(candidates), [candidates]);
  const order = useMemo(() => orderByScore(top.scores), [top]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  return useMemo(() => {
    const { scores, rights } = top;
    const least = Math.fround(line);
    const standingOf = (left: number): Standing =>
      DECIDED[book.statusOf(left)] ?? (scores[left]! >= least ? 'reaching' : 'short');
    const histogram = scoreHistogram(scores, STANDINGS, standingOf, BINS);
    let [open, acceptedBelow, refusedAbove] = [0, 0, 0];
    const reaching = countReaching(order, line);
    order.records.forEach((left, at) => {
      const standing = standingOf(left);
      if (standing === 'reaching') open++;
      else if (standing === 'accepted' && at >= reaching) acceptedBelow++;
      else if (standing === 'refused' && at < reaching) refusedAbove++;
    });
    return {
      histogram,
      total: order.records.length,
      reaching,
      open,
      acceptedBelow,
      refusedAbove,
      ...recordsAtLine(order, line, EXAMPLES),
      scores,
      rights,
      openWithin: (from, to) =>
        order.records
          .subarray(countReaching(order, to), countReaching(order, from))
          .reduce((sum, left) => sum + Number(book.statusOf(left) === 'pending'), 0),
    };
  }, [top, order, line, book, version]);
}

const DECIDED: Readonly<Record<RecordStatus, Standing | null>> = {
  pending: null,
  accepted: 'accepted',
  none: 'refused',
  absent: 'refused',
  unsure: 'unsure',
};
