import { downloadBlob } from '../../adapters/download';
import type { SettledRows } from '../../core/candidates/rerank/gather-choices';
import { RERANK_FEATURES } from '../../core/candidates/rerank/gather-features';
import type { LearnedWeights } from '../../core/candidates/rerank/learn-reranker';
import {
  RERANKER_VERSION,
  type Reranker,
  readReranker,
  rerankerOf,
  weightsFor,
  writeReranker,
} from '../../core/candidates/rerank/reranker';
import type { Dataset, Sides } from '../../core/model/types';
import type { ReviewState } from '../contract';
import { createPairExplainer, type PreparingHooks } from '../explaining';

/** What a re-ranker's file is called: the beginning is its name. */
export const RERANKER_FILE = '.rerank.json';
const LARGEST_FILE = 100_000;

/** The re-ranker in a file; null where it holds none. */
export async function readRerankerFile(file: File): Promise<Reranker | null> {
  if (file.size > LARGEST_FILE) return null;
  try {
    return readReranker(JSON.parse(await file.text()));
  } catch {
    return null;
  }
}

export function saveReranker(reranker: Reranker): string {
  const name = `${reranker.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/gu, '') || 'rowlink'}${RERANKER_FILE}`;
  downloadBlob(new Blob([writeReranker(reranker)], { type: 'application/json' }), name);
  return name;
}

/** Rows that a person settled: with one partner, or with none of their candidates. O(decided rows). */
export function settledRows({ book, candidates }: ReviewState): SettledRows {
  const left: number[] = [];
  const right: number[] = [];
  for (const row of [...book.decidedRows()].sort((a, b) => a - b)) {
    if (row >= candidates.leftCount) continue;
    const accepted = book.acceptedOf(row);
    const status = book.statusOf(row);
    if (accepted.length === 1) right.push(accepted[0]!);
    else if (accepted.length === 0 && (status === 'none' || status === 'absent')) right.push(-1);
    else continue;
    left.push(row);
  }
  return { left: Uint32Array.from(left), right: Int32Array.from(right) };
}

/** What was learned, as it can be used, saved and passed on. */
export interface LearnedReranker extends LearnedWeights {
  readonly reranker: Reranker;
}

/**
 * Learns from what was decided how candidates of a row are to be ranked: the same candidates are found once more, from vectors of the cache. Null where these
 * are not in this browser any more.
 *
 * @throws AppError as a match does, `input/too-few-examples`
 */
export async function learnReranker(
  tables: Sides<Dataset>,
  review: ReviewState,
  named: Pick<Reranker, 'name' | 'purpose'>,
  hooks: PreparingHooks,
): Promise<LearnedReranker | null> {
  const { settings } = review;
  const explainer = createPairExplainer(tables, settings, review.run?.encoding?.device ?? null);
  try {
    if (!(await explainer.prepare(false, hooks))) return null;
    const given = weightsFor(rerankerOf('shipped')!, settings.model);
    const learned = await explainer.learnReranker(settledRows(review), given);
    const weights = Object.fromEntries(RERANK_FEATURES.map((feature, at) => [feature, learned.weights[at]!]));
    return { ...learned, reranker: { version: RERANKER_VERSION, ...named, weights, figures: learned.figures } };
  } finally {
    explainer.end();
  }
}
