import type { ExportOptions, ReviewState } from '../../session/contract';
import { exportLinks } from '../../session/exporting';

export interface LinkCounts {
  readonly links: number;
  /** Left and right rows that take part in at least one of them. */
  readonly linkedLeft: number;
  readonly linkedRight: number;
}

/** What exports would hold: accepted pairs, and for `suggested` also suggestions that no decision speaks against. O(links + rows). */
export function linkCounts(review: ReviewState): Readonly<Record<ExportOptions['include'], LinkCounts>> {
  const { leftCount, rightCount } = review.candidates;
  const left = new Uint8Array(leftCount);
  const right = new Uint8Array(rightCount);
  const counts = { links: 0, linkedLeft: 0, linkedRight: 0 };
  let accepted: LinkCounts | null = null;
  for (const link of exportLinks(review, 'suggested')) {
    // Accepted links come first.
    if (link.signature === null) accepted ??= { ...counts };
    counts.links++;
    if (left[link.left] === 0) counts.linkedLeft++;
    if (right[link.right] === 0) counts.linkedRight++;
    left[link.left] = 1;
    right[link.right] = 1;
  }
  return { accepted: accepted ?? { ...counts }, suggested: counts };
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
