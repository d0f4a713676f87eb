import type { DecisionBook } from '../core/decisions/log';
import type { Dataset } from '../core/model/types';
import type { SessionState } from './contract';

/** What a pair of candidates takes: a row, two similarities and a score. */
const BYTES_A_PAIR = 16;
const BYTES_AN_ENTRY = 150;

/** About how many bytes the open project takes in the browser: tables, candidates under review, decisions. O(columns). */
export function bytesOf({ sides, review, clusters }: SessionState, book: DecisionBook): number {
  const tables = [sides.left, sides.right].reduce(
    (sum, side) => sum + (side.status === 'ready' ? tableBytes(side.dataset) : 0),
    0,
  );
  const pairs = (review?.candidates.right.length ?? 0) + (clusters?.graph.neighbour.length ?? 0) / 2;
  const rows = review?.candidates.offsets.byteLength ?? 0;
  return tables + pairs * BYTES_A_PAIR + rows + (book.entries.length + (clusters?.book.entries.length ?? 0)) * BYTES_AN_ENTRY;
}

const tableBytes = ({ cells }: Dataset): number =>
  cells.reduce((sum, { bytes, ends }) => sum + bytes.byteLength + ends.byteLength, 0);
