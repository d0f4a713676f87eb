import { countGroups, type EncodingWork } from '../core/vectors/encoding-work';

/** Groups `from` … `to` - 1 of the work. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface WorkQueue {
  /** The next groups to do, or null when there are none left for now. */
  take(): Span | null;
  /** Puts back what was taken and not done. */
  giveBack(span: Span): void;
}

/** Tokens of one span: about a second of work, so that little is lost with a worker, and still large blocks for the cache. */
const MOST_TOKENS = 4_000;
const LEAST_TOKENS = 512;

/**
 * Deals the groups of some work to `workers` in shrinking spans, a share of what is left (guided self-scheduling, Polychronopoulos
 * and Kuck 1987), so that all workers end together whatever their speed. What a span holds has no influence on any vector.
 */
export function createWorkQueue(work: EncodingWork, workers: number): WorkQueue {
  const spans: Span[] = [];
  const tokensUpTo = (group: number): number => work.pieceStarts[work.textStarts[work.groupStarts[group]!]!]!;
  const total = countGroups(work);
  let next = 0;
  return {
    take() {
      const returned = spans.pop();
      if (returned) return returned;
      if (next >= total) return null;
      const from = next;
      const share = (tokensUpTo(total) - tokensUpTo(from)) / (workers * 3);
      const tokens = Math.max(LEAST_TOKENS, Math.min(MOST_TOKENS, share));
      do next++;
      while (next < total && tokensUpTo(next + 1) - tokensUpTo(from) <= tokens);
      return { from, to: next };
    },
    giveBack: (span) => void (span.from < span.to && spans.push(span)),
  };
}
