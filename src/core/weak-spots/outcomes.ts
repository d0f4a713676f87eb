import type { CandidateSet, VectorSet } from '../model/types';
import type { RecordSet } from '../text/records';
import { createSimilarityRows } from '../vectors/similarity-rows';
import type { KindProbes } from './probes';

/** What one kind came to. */
export interface Outcome {
  readonly probes: KindProbes;
  /** By the match score: whether the own row was first, its score (0 where it is no candidate), the best row if that is another. */
  readonly isFirst: readonly boolean[];
  readonly scores: readonly number[];
  readonly found: readonly (number | null)[];
  readonly denseFirst: readonly boolean[] | null;
  readonly similarity: readonly number[] | null;
}

export function readCandidates(
  candidates: CandidateSet,
  { rowOf }: KindProbes,
  records: RecordSet,
): Pick<Outcome, 'isFirst' | 'scores' | 'found'> {
  const isFirst: boolean[] = [];
  const scores: number[] = [];
  const found: (number | null)[] = [];
  rowOf.forEach((row, at) => {
    const [from, to] = [candidates.offsets[at]!, candidates.offsets[at + 1]!];
    let score = 0;
    for (let pair = from; pair < to; pair++) {
      if (isSameText(records, candidates.right[pair]!, row)) score = Math.max(score, candidates.matchScore[pair]!);
    }
    const best = from < to ? candidates.right[from]! : null;
    const isOwn = best !== null && isSameText(records, best, row);
    isFirst.push(isOwn);
    scores.push(score);
    found.push(isOwn ? null : best);
  });
  return { isFirst, scores, found };
}

/** Rows that are equal in all that is compared stand for each other. */
const isSameText = (records: RecordSet, one: number, other: number): boolean => records.recordOf[one] === records.recordOf[other];

export function rankByVectors(
  { rowOf }: KindProbes,
  texts: RecordSet,
  records: RecordSet,
  own: VectorSet,
  all: VectorSet,
): Pick<Outcome, 'denseFirst' | 'similarity'> {
  const rowsOf = createSimilarityRows(own, all);
  const denseFirst: boolean[] = [];
  const similarity: number[] = [];
  rowOf.forEach((row, at) => {
    const products = rowsOf(textAt(texts, at));
    const mine = products[textAt(records, row)]!;
    denseFirst.push(products.every((product) => product <= mine));
    similarity.push(mine);
  });
  return { denseFirst, similarity };
}

export const textAt = (set: RecordSet, row: number): number => set.textOf[set.recordOf[row]!]!;
