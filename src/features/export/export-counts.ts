import { rightIsUnique } from '../../core/decisions/verdicts';
import type { ExportOptions, ReviewState } from '../../session/contract';

export interface LinkCounts {
  readonly links: number;
  /** Left and right rows that take part in at least one of them. */
  readonly linkedLeft: number;
  readonly linkedRight: number;
}

/** What an export would hold: accepted pairs, and for `suggested` also the suggestions for rows without a decision. O(links). */
export function linkCounts(review: ReviewState, include: ExportOptions['include']): LinkCounts {
  const { book, suggested, settings } = review;
  const left = new Set<number>();
  const right = new Set<number>();
  let links = 0;
  const add = (leftRow: number, rightRow: number): void => {
    links++;
    left.add(leftRow);
    right.add(rightRow);
  };
  for (const row of book.decidedRows()) for (const partner of book.acceptedOf(row)) add(row, partner);
  if (include === 'suggested') {
    const unique = rightIsUnique(settings.cardinality);
    for (const link of suggested) {
      const isTaken = unique && book.holdersOf(link.right).length > 0;
      if (book.statusOf(link.left) === 'pending' && !isTaken) add(link.left, link.right);
    }
  }
  return { links, linkedLeft: left.size, linkedRight: right.size };
}

/** Rows of the file that these options give; null for a workbook, which has several sheets, and for rows to review. */
export function exportedRows(
  counts: LinkCounts,
  leftRows: number,
  rightRows: number,
  options: Pick<ExportOptions, 'kind' | 'join'>,
): number | null {
  const leftAlone = leftRows - counts.linkedLeft;
  const rightAlone = rightRows - counts.linkedRight;
  switch (options.kind) {
    case 'crosswalk':
      return counts.links;
    case 'unmatched-left':
      return leftAlone;
    case 'unmatched-right':
      return rightAlone;
    case 'workbook':
    case 'to-review':
      return null;
    case 'joined':
      return (
        counts.links +
        (options.join === 'left' || options.join === 'full' ? leftAlone : 0) +
        (options.join === 'right' || options.join === 'full' ? rightAlone : 0)
      );
  }
}
