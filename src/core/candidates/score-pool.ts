import { throwIfCancelled } from '../model/errors';
import type { MatchSettings } from '../model/settings';
import { createPacer } from '../model/turns';
import type { Job, Sides } from '../model/types';
import { normaliseText } from '../text/normalise';
import { areForeign, scriptsOf } from '../text/scripts';
import { type Competition, createCompetition } from './competition';
import { EVIDENCE, type PairFindings, weighEvidence } from './evidence';
import { createScorer, HIGHEST_UNEQUAL_SCORE, IDENTICAL_SCORE } from './match-score';
import type { CandidatePool } from './pool';
import { createRivals } from './rivals';
import { createWordOverlap } from './word-overlap';

/** What is known of the distinct records of both sides, one member a record. */
export interface ScoringInput {
  /** Composed texts, not normalised. */
  readonly texts: Sides<readonly string[]>;
  /** Rows that each record stands for. */
  readonly rowCounts: Sides<Uint32Array>;
  /** Cells of every pair of compared columns. */
  readonly columns: readonly Sides<readonly string[]>[];
  /** Left names of those columns, under which `weights` has them. */
  readonly columnNames: readonly string[];
  /** Cells of every qualifier of the settings, in order. */
  readonly qualifiers: readonly Sides<readonly string[]>[];
}

export interface ScoredPool {
  readonly matchScore: Float32Array;
  /** As shown: NaN where letters have nothing to say. */
  readonly lexical: Float32Array;
}

/** Match scores of all pairs of a pool, in its order. Cost O(pairs · words). @throws AppError `job/cancelled` */
export async function scorePool(
  pool: CandidatePool & { readonly secondSimilarity: Float32Array | null },
  input: ScoringInput,
  settings: Pick<MatchSettings, 'score'>,
  job: Job,
): Promise<ScoredPool> {
  const normalised = { left: input.texts.left.map(normaliseText), right: input.texts.right.map(normaliseText) };
  const scripts = { left: normalised.left.map(scriptsOf), right: normalised.right.map(scriptsOf) };
  const leftCount = normalised.left.length;
  const hasVectors = pool.similarity.length > 0 && !Number.isNaN(pool.similarity[0]!);
  const score = createScorer(hasVectors ? settings.score : 'lexical');
  const words = createWordOverlap(normalised.left, normalised.right);
  const competition = {
    similarity: competitionOf(pool, pool.similarity, normalised.right.length),
    lexical: competitionOf(pool, pool.lexical, normalised.right.length),
  };
  const evidence = new Float64Array(EVIDENCE.length);
  const matchScore = new Float32Array(pool.right.length);
  const lexical = pool.lexical.slice();
  const pace = createPacer();
  for (let left = 0; left < leftCount; left++) {
    const from = pool.offsets[left]!;
    const to = pool.offsets[left + 1]!;
    const similarities = pool.similarity.subarray(from, to);
    const lexicals = pool.lexical.subarray(from, to);
    const rowsOf = (at: number): number => input.rowCounts.right[pool.right[from + at]!]!;
    const similarityRivals = createRivals(similarities, input.rowCounts.left[left]!, rowsOf);
    const lexicalRivals = createRivals(lexicals, input.rowCounts.left[left]!, rowsOf);
    words.open(left);
    for (let at = from; at < to; at++) {
      const right = pool.right[at]!;
      const isForeign = areForeign(scripts.left[left]!, scripts.right[right]!);
      const isIdentical = normalised.left[left] === normalised.right[right] && normalised.left[left] !== '';
      const findings: PairFindings = {
        similarity: pool.similarity[at]!,
        similarityLead: pool.similarity[at]! - similarityRivals(at - from),
        similarityRightLead: hasVectors ? competition.similarity.leadOver(left, right, pool.similarity[at]!) : 0,
        lexical: pool.lexical[at]!,
        lexicalLead: pool.lexical[at]! - lexicalRivals(at - from),
        lexicalRightLead: competition.lexical.leadOver(left, right, pool.lexical[at]!),
        ...words.compare(right),
        isForeign,
      };
      weighEvidence(findings, evidence);
      matchScore[at] = isIdentical ? IDENTICAL_SCORE : Math.min(HIGHEST_UNEQUAL_SCORE, score(evidence));
      if (isForeign) lexical[at] = Number.NaN;
    }
    const pause = pace();
    if (pause) {
      job.progress(left + 1, leftCount, 'texts');
      await pause;
      throwIfCancelled(job.signal);
    }
  }
  return { matchScore, lexical };
}

function competitionOf(pool: CandidatePool, values: Float32Array, rightCount: number): Competition {
  const competition = createCompetition(rightCount);
  for (let left = 0; left + 1 < pool.offsets.length; left++) {
    for (let at = pool.offsets[left]!; at < pool.offsets[left + 1]!; at++)
      competition.observe(left, pool.right[at]!, values[at]!);
  }
  return competition;
}
