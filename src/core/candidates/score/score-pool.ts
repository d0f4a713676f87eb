import type { Job } from '../../model/types';
import type { CandidatePool } from '../pool';
import { settleCompetition } from './beliefs';
import { EVIDENCE } from './evidence';
import { competes, judgePairs, type PairJudge, type ScoringInput, type ScoringSettings, TRANSLATION_AT } from './judge-pairs';
import { IDENTICAL_SCORE, scoreOf } from './match-score';

export type { ScoringInput, ScoringSettings } from './judge-pairs';

export interface ScoredPool {
  readonly matchScore: Float32Array;
  /** As shown: the cosine of the character n-grams, of romanised ones where the texts share no script. */
  readonly lexical: Float32Array;
}

/** Called for every pair with its evidence (reused between calls); for fitting the score. */
export type EvidenceListener = (left: number, right: number, evidence: Float64Array) => void;

/**
 * Match scores of all pairs of a pool, 0…1, in its order. Each pair is judged by its evidence; where the cardinality gives a record one
 * partner only, candidates then compete (see `settleCompetition`); the dense score is the cosine alone, on the scale of the others. Identical texts score 1 unless a qualifier contradicts, all
 * others less. Which columns come first makes no difference, nor does the order of records but for rounding.
 *
 * Cost O(pairs · (words + letters of the shorter text + columns)).
 *
 * @throws AppError `job/cancelled`
 */
export async function scorePool(
  pool: CandidatePool,
  input: ScoringInput,
  settings: ScoringSettings,
  job: Job,
  listener?: EvidenceListener,
): Promise<ScoredPool> {
  const { cardinality = 'many-to-many' } = settings;
  const { judge, logits, translation, isCertain } = await judgePairs(pool, input, settings, job);
  if (listener) tellEvidence(pool, judge, translation, listener);
  const settled = competes(judge, settings) ? settleCompetition(pool, logits, cardinality, input.rowCounts) : logits;
  const matchScore = new Float32Array(settled.length);
  for (let at = 0; at < settled.length; at++) matchScore[at] = isCertain[at] ? IDENTICAL_SCORE : scoreOf(settled[at]!);
  return { matchScore, lexical: pool.lexical };
}

function tellEvidence(pool: CandidatePool, judge: PairJudge, translation: Float32Array | null, listener: EvidenceListener): void {
  const evidence = new Float64Array(EVIDENCE.length);
  for (let left = 0; left + 1 < pool.offsets.length; left++) {
    for (let at = pool.offsets[left]!; at < pool.offsets[left + 1]!; at++) {
      judge.logitOf(left, at, evidence);
      evidence[TRANSLATION_AT] = translation?.[at] ?? 0;
      listener(left, pool.right[at]!, evidence);
    }
  }
}
