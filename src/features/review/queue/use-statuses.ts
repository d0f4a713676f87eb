import { useRef } from 'react';
import type { ReviewState } from '../../../session/contract';
import { statusCodes, statusesAfter } from './queue';

/**
 * The status of every left row as an index into `STATUS_CODES`; a new array after every entry of the log. A decision costs its own
 * changes and a copy of one byte a row.
 */
export function useStatuses({ book, candidates, version }: ReviewState): Uint8Array {
  const { leftCount } = candidates;
  const known = useRef({ book, version, codes: statusCodes(book, 0) });
  const before = known.current;
  if (before.book !== book || before.codes.length !== leftCount || version < before.version) {
    known.current = { book, version, codes: statusCodes(book, leftCount) };
  } else if (before.version !== version) {
    known.current = { book, version, codes: statusesAfter(before.codes, book, before.version) };
  }
  return known.current.codes;
}
