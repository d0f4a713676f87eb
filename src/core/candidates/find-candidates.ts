import { throwIfCancelled } from '../model/errors';
import type { ScoreKind } from '../model/settings';
import { createPacer } from '../model/turns';
import type { CandidateSet, Job, Sides, TextSet, VectorSet } from '../model/types';
import { countRows, rowsByText } from '../text/compose';
import { normaliseText } from '../text/normalise';
import { areForeign, scriptsOf } from '../text/scripts';
import { createSimilarityRows } from '../vectors/similarity-rows';
import { createCompetition } from './competition';
import { EVIDENCE, type PairFindings, weighEvidence } from './evidence';
import { createScorer, HIGHEST_UNEQUAL_SCORE, IDENTICAL_SCORE } from './match-score';
import { ngramsOf } from './ngrams';
import { createRivals } from './rivals';
import { expandToRows, type TextCandidates } from './rows';
import { cosinesWith, fitTfIdf, invert } from './tfidf';
import { topIndices } from './top';
import { createWordOverlap } from './word-overlap';

export const FIND_CANDIDATES_VERSION = 1;

export interface CandidateInput {
  readonly texts: TextSet;
  /** One vector a text, in the order of `texts.texts`; null finds candidates by letters alone. */
  readonly vectors: VectorSet | null;
}

export interface CandidateSettings {
  readonly candidatesPerRow: number;
  readonly score: ScoreKind;
}

/** Called for every pair that was compared, with its evidence; for fitting the score. */
export type EvidenceListener = (leftText: number, rightText: number, evidence: Float64Array, isIdentical: boolean) => void;

/**
 * Finds the best candidates of every left row. Every pair of distinct texts is compared, by vectors and by character n-grams; the
 * union of both top lists is scored with all evidence and the best `candidatesPerRow` are kept, by match score, ties by right row.
 * Rows without text have no candidates. Exact: nothing is approximated.
 *
 * Cost O(left texts · right texts · dimensions) time, O(right texts + candidates) memory beyond the input.
 *
 * @throws AppError `job/cancelled`
 */
export async function findCandidates(
  input: Sides<CandidateInput>,
  settings: CandidateSettings,
  job: Job,
  listener: EvidenceListener = () => {},
): Promise<CandidateSet> {
  return rankCandidates(input, settings, await poolCandidates(input, settings, job), listener);
}

/** The second half of `findCandidates`: scores what was pooled and goes from texts to rows. O(pooled pairs). */
export function rankCandidates(
  input: Sides<CandidateInput>,
  settings: CandidateSettings,
  pool: CandidatePool,
  listener: EvidenceListener = () => {},
): CandidateSet {
  return expandToRows(
    scorePool(input, settings, pool, listener),
    rowsByText(input.right.texts),
    { left: input.left.texts, right: input.right.texts },
    settings.candidatesPerRow,
  );
}

/** For every left text: right texts worth scoring, with both similarities and the lead over competing left texts. */
export interface CandidatePool {
  readonly normalised: Sides<readonly string[]>;
  readonly scripts: Sides<Uint32Array>;
  readonly right: readonly Uint32Array[];
  readonly similarity: readonly Float32Array[];
  readonly lexical: readonly Float32Array[];
  readonly similarityLead: (left: number, right: number, value: number) => number;
  readonly lexicalLead: (left: number, right: number, value: number) => number;
}

/**
 * The first half of `findCandidates`: every pair of distinct texts compared, the best of each left text kept.
 *
 * @throws AppError `job/cancelled`
 */
export async function poolCandidates(
  input: Sides<CandidateInput>,
  settings: CandidateSettings,
  job: Job,
): Promise<CandidatePool> {
  const normalised = { left: input.left.texts.texts.map(normaliseText), right: input.right.texts.texts.map(normaliseText) };
  const grams = fitTfIdf(normalised.left, normalised.right, ngramsOf);
  const postings = invert(grams.right, grams.termCount);
  const leftCount = normalised.left.length;
  const rightCount = normalised.right.length;
  const vectors = input.left.vectors && input.right.vectors ? { left: input.left.vectors, right: input.right.vectors } : null;
  const poolSize = Math.max(settings.candidatesPerRow, SMALLEST_POOL);
  const lexicalRow = new Float32Array(rightCount);
  const similarityRowOf = vectors && createSimilarityRows(vectors.left, vectors.right);
  const lexicalCompetition = createCompetition(rightCount);
  const similarityCompetition = createCompetition(vectors ? rightCount : 0);
  const right: Uint32Array[] = [];
  const similarity: Float32Array[] = [];
  const lexical: Float32Array[] = [];
  const pace = createPacer();
  for (let left = 0; left < leftCount; left++) {
    cosinesWith(grams.left, left, postings, lexicalRow);
    lexicalCompetition.observe(left, lexicalRow);
    const chosen = new Set<number>();
    if (settings.score !== 'dense' || !vectors) for (const index of topIndices(lexicalRow, poolSize, 0)) chosen.add(index);
    const similarityRow = similarityRowOf?.(left);
    if (similarityRow) {
      similarityCompetition.observe(left, similarityRow);
      if (settings.score !== 'lexical') for (const index of topIndices(similarityRow, poolSize, -2)) chosen.add(index);
    }
    const indices = Uint32Array.from(chosen).sort();
    right.push(indices);
    lexical.push(Float32Array.from(indices, (index) => lexicalRow[index]!));
    similarity.push(Float32Array.from(indices, (index) => similarityRow?.[index] ?? Number.NaN));
    const pause = pace();
    if (pause) {
      job.progress(left + 1, leftCount, 'texts');
      await pause;
      throwIfCancelled(job.signal);
    }
  }
  job.progress(leftCount, leftCount, 'texts');
  return {
    normalised,
    scripts: { left: Uint32Array.from(normalised.left, scriptsOf), right: Uint32Array.from(normalised.right, scriptsOf) },
    right,
    similarity,
    lexical,
    similarityLead: similarityCompetition.leadOver,
    lexicalLead: lexicalCompetition.leadOver,
  };
}

function scorePool(
  input: Sides<CandidateInput>,
  settings: CandidateSettings,
  pool: CandidatePool,
  listener: EvidenceListener,
): TextCandidates[] {
  const hasVectors = input.left.vectors !== null && input.right.vectors !== null;
  const score = createScorer(hasVectors ? settings.score : 'lexical');
  const words = createWordOverlap(pool.normalised.left, pool.normalised.right);
  const evidence = new Float64Array(EVIDENCE.length);
  const leftRows = countRows(input.left.texts);
  const rightRows = countRows(input.right.texts);
  return pool.right.map((indices, left) => {
    words.open(left);
    const similarities = pool.similarity[left]!;
    const lexicals = pool.lexical[left]!;
    const rowsOf = (at: number): number => rightRows[indices[at]!]!;
    const similarityRivals = createRivals(similarities, leftRows[left]!, rowsOf);
    const lexicalRivals = createRivals(lexicals, leftRows[left]!, rowsOf);
    const matchScore = new Float32Array(indices.length);
    const lexical = new Float32Array(indices.length);
    indices.forEach((right, at) => {
      const isForeign = areForeign(pool.scripts.left[left]!, pool.scripts.right[right]!);
      const isIdentical = pool.normalised.left[left] === pool.normalised.right[right] && pool.normalised.left[left] !== '';
      const findings: PairFindings = {
        similarity: similarities[at]!,
        similarityLead: similarities[at]! - similarityRivals(at),
        similarityRightLead: hasVectors ? pool.similarityLead(left, right, similarities[at]!) : 0,
        lexical: lexicals[at]!,
        lexicalLead: lexicals[at]! - lexicalRivals(at),
        lexicalRightLead: pool.lexicalLead(left, right, lexicals[at]!),
        ...words.compare(right),
        isForeign,
      };
      weighEvidence(findings, evidence);
      listener(left, right, evidence, isIdentical);
      matchScore[at] = isIdentical ? IDENTICAL_SCORE : Math.min(HIGHEST_UNEQUAL_SCORE, score(evidence));
      lexical[at] = isForeign ? Number.NaN : lexicals[at]!;
    });
    return { right: indices, similarity: similarities, lexical, matchScore };
  });
}

const SMALLEST_POOL = 20;
