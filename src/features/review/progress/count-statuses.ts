import type { RecordStatus } from '../../../core/decisions/log';
import { STATUS_CODES } from '../queue/review-view';
import type { PartRows } from '../queue/use-part';

/** Left rows by status, and what these come to. */
export interface StatusCounts extends Readonly<Record<RecordStatus, number>> {
  readonly total: number;
  readonly matches: number;
  readonly nonMatches: number;
}

/** Counts statuses, indices into `STATUS_CODES`, over all rows or those of one part. O(rows). */
export function countStatuses(statuses: Uint8Array, mine: PartRows | null): StatusCounts {
  const found = new Uint32Array(STATUS_CODES.length);
  for (let left = 0; left < statuses.length; left++) if (mine === null || mine.isMine[left] === 1) found[statuses[left]!]!++;
  const of = (status: RecordStatus): number => found[STATUS_CODES.indexOf(status)]!;
  return {
    pending: of('pending'),
    accepted: of('accepted'),
    none: of('none'),
    absent: of('absent'),
    unsure: of('unsure'),
    total: mine?.count ?? statuses.length,
    matches: of('accepted'),
    nonMatches: of('none') + of('absent'),
  };
}
