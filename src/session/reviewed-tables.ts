import type { Dataset, Sides } from '../core/model/types';
import type { ReviewState, SessionState } from './contract';

export interface ReviewedTables {
  readonly review: ReviewState;
  /** As they were read. */
  readonly own: Sides<Dataset>;
  /** With the columns that cleaning adds. */
  readonly shown: Sides<Dataset>;
  /** The same with their cells as they are compared. */
  readonly compared: Sides<Dataset>;
}

/** The review and its tables; null before there is one, and while other tables are open than those that its candidates are of. */
export function reviewedTables({
  sides: { left, right },
  cleaned,
  review,
}: Pick<SessionState, 'sides' | 'cleaned' | 'review'>): ReviewedTables | null {
  if (!review || left.status !== 'ready' || right.status !== 'ready') return null;
  const own = { left: left.dataset, right: right.dataset };
  const { leftCount, rightCount } = review.candidates;
  if (own.left.rowCount !== leftCount || own.right.rowCount !== rightCount) return null;
  const shown = { left: cleaned.left.table?.shown ?? own.left, right: cleaned.right.table?.shown ?? own.right };
  const compared = { left: cleaned.left.table?.compared ?? own.left, right: cleaned.right.table?.compared ?? own.right };
  return { review, own, shown, compared };
}
