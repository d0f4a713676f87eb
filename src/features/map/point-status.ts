import type { DecisionBook } from '../../core/decisions/log';
import type { CandidateSet } from '../../core/model/types';

/** What is known of a record. An index into this list is how it is kept. */
export const POINT_STATUSES = ['match', 'not', 'undecided', 'unsure', 'nothing'] as const;
export type PointStatus = (typeof POINT_STATUSES)[number];
export const statusCode = (status: PointStatus): number => POINT_STATUSES.indexOf(status);

export interface LinkedPoints {
  /** Status of every left row, then of every right row. */
  readonly statuses: Uint8Array;
  /** For each left row the right row that it was accepted with, or else is most likely to match; −1 where it has no candidate. */
  readonly bestOf: Int32Array;
  /** Match score of that pair; NaN where it is none of the candidates. */
  readonly scoreOf: Float32Array;
}

const [MATCH, NOT, UNDECIDED, UNSURE, NOTHING] = [0, 1, 2, 3, 4] as const;

/**
 * Records of two tables. A left row without a decision is undecided where its best candidate reaches the threshold, else it has nothing. A right
 * row is matched where it is accepted for some left row; else it is as the left row is that has it as its best candidate with the highest score,
 * and has nothing where none reaches the threshold with it. O(rows).
 *
 * @param isBlind nothing may be told of scores: all without a decision are undecided
 */
export function linkedPoints(
  candidates: CandidateSet,
  suggestedOf: Int32Array,
  book: DecisionBook,
  threshold: number,
  isBlind: boolean,
): LinkedPoints {
  const { leftCount, rightCount, offsets, right: rights, matchScore } = candidates;
  const statuses = new Uint8Array(leftCount + rightCount).fill(isBlind ? UNDECIDED : NOTHING);
  const bestOf = new Int32Array(leftCount).fill(-1);
  const scoreOf = new Float32Array(leftCount).fill(Number.NaN);
  const limit = Math.fround(threshold);
  for (let left = 0; left < leftCount; left++) {
    const from = offsets[left]!;
    if (from === offsets[left + 1]) continue;
    let best = from;
    for (let at = from; at < offsets[left + 1]!; at++) if (rights[at] === suggestedOf[left]) best = at;
    bestOf[left] = rights[best]!;
    scoreOf[left] = matchScore[best]!;
    if (matchScore[best]! >= limit) statuses[left] = UNDECIDED;
  }
  const decided = [...book.decidedRows()].filter((left) => left < leftCount);
  for (const left of decided) {
    const status = book.statusOf(left);
    if (status === 'pending') continue;
    statuses[left] = status === 'accepted' ? MATCH : status === 'unsure' ? UNSURE : NOT;
    const accepted = book.acceptedOf(left)[0];
    if (accepted === undefined || accepted === bestOf[left]) continue;
    bestOf[left] = accepted;
    scoreOf[left] = Number.NaN;
    for (let at = offsets[left]!; at < offsets[left + 1]!; at++) if (rights[at] === accepted) scoreOf[left] = matchScore[at]!;
  }
  const bestFor = new Float32Array(rightCount).fill(-1);
  for (let left = 0; left < leftCount; left++) {
    const right = bestOf[left]!;
    if (isBlind || right < 0 || !(scoreOf[left]! >= limit) || scoreOf[left]! <= bestFor[right]!) continue;
    bestFor[right] = scoreOf[left]!;
    const own = statuses[left]!;
    // That another pair was accepted says nothing of this one.
    statuses[leftCount + right] = own === MATCH ? UNDECIDED : own;
  }
  for (const left of decided) {
    for (const right of book.acceptedOf(left)) if (right < rightCount) statuses[leftCount + right] = MATCH;
  }
  return { statuses, bestOf, scoreOf };
}

/** Rows of one table: together with others in a cluster, or alone. O(rows). */
export function clusteredPoints(clusterOf: ArrayLike<number>): Uint8Array {
  const sizes = new Map<number, number>();
  for (let row = 0; row < clusterOf.length; row++) sizes.set(clusterOf[row]!, (sizes.get(clusterOf[row]!) ?? 0) + 1);
  return Uint8Array.from(clusterOf, (cluster) => (sizes.get(cluster)! > 1 ? MATCH : NOTHING));
}

/** How many points of each status, of the left table and of the right one. O(points). */
export function countStatuses(points: Iterable<number>, statuses: Uint8Array, leftCount: number) {
  const left = new Array<number>(POINT_STATUSES.length).fill(0);
  const right = new Array<number>(POINT_STATUSES.length).fill(0);
  for (const point of points) (point < leftCount ? left : right)[statuses[point]!]!++;
  return { left, right };
}

/** Whether a person has said something of a record. */
export const isDecided = (code: number): boolean => code === MATCH || code === NOT || code === UNSURE;
export const hasNothing = (code: number): boolean => code === NOTHING;
