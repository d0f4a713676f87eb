import { throwIfCancelled } from '../../model/errors';
import type { MatchSettings } from '../../model/settings';
import { createPacer } from '../../model/turns';
import type { Job, ModelId, Sides } from '../../model/types';
import type { CandidatePool } from '../pool';
import { gatherFeatures, type PoolFeatures, RERANK_FEATURES, type RerankInput } from '../rerank/gather-features';
import { type Reranked, rerankPool } from '../rerank/rerank-pool';
import { rerankerOf, weightsFor } from '../rerank/reranker';
import { type ColumnVoice, type QualifierVoice, weighColumns, weighQualifiers } from './column-evidence';
import { createEvidence, EVIDENCE, type EvidenceSource, type PairSimilarities } from './evidence';
import { collectLexiconTerms, type Lexicon, learnLexicon, likelyPairs } from './lexicon';
import { createScorer, type ScoreFamily, type Scorer } from './match-score';
import { usualOf } from './usual';

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
  /** What the texts say, prepared before; absent where it is wanted once. */
  readonly evidence?: EvidenceSource;
  /** Whose vectors the cosines are of; absent where that makes no difference. */
  readonly vectorModel?: ModelId;
}

export type ScoringSettings = Pick<MatchSettings, 'score'> &
  Partial<Pick<MatchSettings, 'task' | 'cardinality' | 'weights' | 'qualifiers' | 'without' | 'rerank'>>;

/** What is known of each pair of a pool before pairs compete, in its order. */
export interface JudgedPairs {
  readonly judge: PairJudge;
  /** Log odds, what a lexicon and a re-ranker add included. */
  readonly logits: Float64Array;
  /** The evidence `translation`; null where it does not count. */
  readonly translation: Float32Array | null;
  /** That `translation` comes from. */
  readonly lexicon: Lexicon | null;
  /** What was added last; null where no re-ranker counts. */
  readonly reranked: Reranked | null;
  readonly isCertain: Uint8Array;
}

/** What is kept of the judging of a pool where single pairs are explained later. */
export interface PairWatch {
  readonly columns: ColumnVoice[];
  readonly qualifiers: QualifierVoice[];
  /** Sum of each kind of evidence over the pool but for what columns, qualifiers and the lexicon say; starts at zeros. */
  readonly sums: Float64Array;
}

/**
 * Judges every pair of a pool by itself. Cost O(pairs · (words + letters of the shorter text + columns)).
 *
 * @param watch filled where it is given
 * @throws AppError `job/cancelled`
 */
export async function judgePairs(
  pool: CandidatePool,
  input: ScoringInput,
  settings: ScoringSettings,
  job: Job,
  watch?: PairWatch,
): Promise<JudgedPairs> {
  throwIfCancelled(job.signal);
  const judge = createPairJudge(pool, input, settings, watch);
  const leftCount = pool.offsets.length - 1;
  const logits = new Float64Array(pool.right.length);
  const evidence = new Float64Array(EVIDENCE.length);
  const isCertain = new Uint8Array(pool.right.length);
  const pace = createPacer();
  for (let left = 0; left < leftCount; left++) {
    for (let at = pool.offsets[left]!; at < pool.offsets[left + 1]!; at++) {
      logits[at] = judge.logitOf(left, at, evidence);
      if (judge.isCertain(left, at)) isCertain[at] = 1;
      if (watch) for (let kind = 0; kind < evidence.length; kind++) watch.sums[kind]! += evidence[kind]!;
    }
    const pause = pace();
    if (!pause) continue;
    job.progress(left + 1, leftCount, 'texts');
    await pause;
    throwIfCancelled(job.signal);
  }
  const { bits: translation, lexicon } = (await learnTranslation(pool, settings, judge, logits, job)) ?? NO_TRANSLATION;
  const reranked = await rerank(pool, input, settings, judge, logits, job);
  return { judge, logits, translation, lexicon, reranked, isCertain };
}

/** Ranks candidates once more where the hybrid score of a linkage is asked for, which the weights are fitted for; adds to `logits`. */
async function rerank(
  pool: CandidatePool,
  input: ScoringInput,
  settings: ScoringSettings,
  { family, source }: PairJudge,
  logits: Float64Array,
  job: Job,
): Promise<Reranked | null> {
  const reranker = rerankerOf(settings.rerank);
  if (!reranker || family !== 'linkage' || settings.score !== 'hybrid' || !hasVectors(pool)) return null;
  if (settings.without?.includes('rerank')) return null;
  const rightCount = input.texts.right.length;
  const areCategories = isReferenceList(pool.offsets.length - 1, rightCount, settings);
  const weights = weightsFor(reranker, input.vectorModel);
  if (!RERANK_FEATURES.some((feature, at) => weights[at] !== 0 && (feature === 'categorySimilarity') === areCategories))
    return null;
  return rerankPool(pool, logits, weights, rerankInput(pool, source, rightCount, areCategories), job);
}

const rerankInput = (
  { similarity }: CandidatePool,
  { words, areForeign }: EvidenceSource,
  rightCount: number,
  areCategories: boolean,
): RerankInput => ({ words, areForeign, similarity, rightCount, areCategories });

/**
 * The pairs of a pool as they are before a re-ranker is heard, with what it would hear of them: to fit one. Cost as that of `judgePairs`.
 *
 * @throws AppError `job/cancelled`
 */
export async function judgeForRerank(
  pool: CandidatePool,
  input: ScoringInput,
  settings: ScoringSettings,
  job: Job,
): Promise<Pick<JudgedPairs, 'logits' | 'isCertain'> & { readonly features: PoolFeatures }> {
  const { judge, logits, isCertain } = await judgePairs(pool, input, { ...settings, rerank: 'off' }, job);
  const rightCount = input.texts.right.length;
  const areCategories = isReferenceList(pool.offsets.length - 1, rightCount, settings);
  const features = await gatherFeatures(pool, logits, rerankInput(pool, judge.source, rightCount, areCategories), job);
  return { logits, isCertain, features };
}

const hasVectors = ({ similarity }: CandidatePool): boolean => similarity.length > 0 && !Number.isNaN(similarity[0]!);

/**
 * What words mean that the texts of a pair do not share, in bits, 0 for pairs too far from their record's best to matter; adds what it
 * says to `logits`. It is learned from the likeliest pairs, and once more from those that are likeliest with it
 * where it changes much. Null where it does not count.
 */
async function learnTranslation(
  pool: CandidatePool,
  settings: ScoringSettings,
  { family, source, scorer }: PairJudge,
  logits: Float64Array,
  job: Job,
): Promise<{ readonly bits: Float32Array; readonly lexicon: Lexicon } | null> {
  const weight = scorer.weights[TRANSLATION_AT]!;
  if (family !== 'linkage' || settings.score === 'dense' || weight === 0) return null;
  const terms = collectLexiconTerms(source.normalised);
  const bits = new Float32Array(logits.length);
  const first = logits.slice();
  const pace = createPacer();
  let lexicon = learnLexicon(terms, likelyPairs(pool, logits));
  for (let round = 0; round < LEXICON_ROUNDS; round++) {
    if (round > 0) lexicon = learnLexicon(terms, likelyPairs(pool, logits));
    let changed = 0;
    for (let left = 0; left + 1 < pool.offsets.length; left++) {
      const from = pool.offsets[left]!;
      const to = pool.offsets[left + 1]!;
      let best = from;
      for (let at = from + 1; at < to; at++) if (first[at]! > first[best]!) best = at;
      const least = first[best]! - LOGITS_WITHIN_REACH;
      let now = best;
      for (let at = from; at < to; at++) {
        if (first[at]! < least) continue;
        bits[at] = lexicon.bitsOf(left, pool.right[at]!);
        logits[at] = first[at]! + weight * bits[at]!;
        if (logits[at]! > logits[now]!) now = at;
      }
      if (now !== best) changed++;
      const pause = pace();
      if (!pause) continue;
      await pause;
      throwIfCancelled(job.signal);
    }
    if (changed < (pool.offsets.length - 1) * CHANGE_WORTH_LEARNING) break;
  }
  return { bits, lexicon };
}
const NO_TRANSLATION = { bits: null, lexicon: null };

/** What is known of a pair beside its texts. */
export interface PairCells extends PairSimilarities {
  /** The evidence `columns`. */
  readonly columns: number;
  /** What qualifiers and the weights of columns add, in logits. */
  readonly added: number;
}

export interface PairJudge {
  readonly family: ScoreFamily;
  readonly scorer: Scorer;
  readonly source: EvidenceSource;
  /** Log odds of the pair at a place, before competition; its evidence goes to `evidence`. */
  logitOf(left: number, at: number, evidence: Float64Array): number;
  /** The same for any pair; what the lexicon says is left out of both. */
  logitOfPair(left: number, right: number, cells: PairCells, evidence: Float64Array): number;
  isCertain(left: number, at: number): boolean;
}

export const COLUMNS_AT = EVIDENCE.indexOf('columns');
export const QUALIFIERS_AT = EVIDENCE.indexOf('qualifiers');
export const TRANSLATION_AT = EVIDENCE.indexOf('translation');
/** What words mean is asked of pairs whose log odds are at most this far below the best of their left record. */
export const LOGITS_WITHIN_REACH = 6;
/** The second time, pairs that the first lexicon put right teach too. */
const LEXICON_ROUNDS = 2;
/** Share of left records that the first lexicon has to give another best for the second to pay. */
const CHANGE_WORTH_LEARNING = 0.02;
const USUAL_AT = EVIDENCE.indexOf('leftUsualSimilarity');

/** Whether pairs of a pool compete for partners. */
export const competes = ({ family }: PairJudge, settings: ScoringSettings): boolean =>
  family === 'linkage' && settings.score !== 'dense' && !settings.without?.includes('competition');

function createPairJudge(pool: CandidatePool, input: ScoringInput, settings: ScoringSettings, watch?: PairWatch): PairJudge {
  const { task = 'link', without = [] } = settings;
  const family: ScoreFamily = task === 'link' ? 'linkage' : 'alone';
  const isWithVectors = hasVectors(pool);
  const scorer = createScorer(isWithVectors ? settings.score : 'lexical', family, without);
  const source = input.evidence ?? createEvidence(input.texts);
  const weights = input.columnNames.map((name) => settings.weights?.[name] ?? 1);
  const likeness = isWithVectors ? sumOf(pool.lexical, pool.similarity) : pool.lexical;
  const isUsed = !without.includes('columns') && settings.score !== 'dense';
  const columns = weighColumns(pool, isUsed ? input.columns : [], weights, likeness, watch?.columns);
  const qualifiers = weighQualifiers(pool, isUsed ? input.qualifiers : [], settings.qualifiers ?? [], watch?.qualifiers);
  const rightCount = input.texts.right.length;
  const isSmall = !isReferenceList(pool.offsets.length - 1, rightCount, settings);
  const usualSimilarity = usualOf(pool, isWithVectors ? pool.similarity : null, rightCount, isSmall ? USUAL_SIMILARITY : 0);
  const usualLexical = usualOf(pool, pool.lexical, rightCount, isSmall ? USUAL_LEXICAL : 0);
  const pair = { similarity: 0, lexical: 0, columns: 0, added: 0 };
  const logitOfPair = (left: number, right: number, cells: PairCells, evidence: Float64Array): number => {
    source.gather(left, right, cells, evidence);
    evidence[COLUMNS_AT] = cells.columns;
    evidence[QUALIFIERS_AT] = cells.added;
    evidence[USUAL_AT] = usualSimilarity.left[left]!;
    evidence[USUAL_AT + 1] = usualSimilarity.right[right]!;
    evidence[USUAL_AT + 2] = usualLexical.left[left]!;
    evidence[USUAL_AT + 3] = usualLexical.right[right]!;
    evidence[USUAL_AT + 4] = usualSimilarity.mean;
    return scorer.logit(evidence) + cells.added;
  };
  return {
    family,
    scorer,
    source,
    logitOfPair,
    logitOf(left, at, evidence) {
      pair.similarity = pool.similarity[at]!;
      pair.lexical = pool.lexical[at]!;
      pair.columns = columns.columns[at]!;
      pair.added = qualifiers.logits[at]! + columns.emphasis[at]!;
      return logitOfPair(left, pool.right[at]!, pair, evidence);
    },
    isCertain: (left, at) => !qualifiers.contradicts[at] && source.isIdentical(left, pool.right[at]!),
  };
}

function sumOf(one: Float32Array, other: Float32Array): Float32Array {
  const sum = new Float32Array(one.length);
  for (let at = 0; at < sum.length; at++) sum[at] = one[at]! + other[at]!;
  return sum;
}

/**
 * Whether the right table is a short list that many rows are put into, as categories are. Its being short then says nothing of how many
 * good partners a larger one would hold.
 */
const isReferenceList = (leftCount: number, rightCount: number, { cardinality }: ScoringSettings): boolean =>
  cardinality === 'many-to-one' && rightCount >= LEAST_CATEGORIES && leftCount >= ROWS_A_CATEGORY * rightCount;
const LEAST_CATEGORIES = 3;
const ROWS_A_CATEGORY = 3;

/** What records of large tables reach with others that they do not match, about. */
const USUAL_SIMILARITY = 0.4;
const USUAL_LEXICAL = 0.25;

/** What another engine of the same definition takes over, see `core/definition`. */
export const JUDGE_DEFINITION = {
  LOGITS_WITHIN_REACH,
  LEXICON_ROUNDS,
  CHANGE_WORTH_LEARNING,
  LEAST_CATEGORIES,
  ROWS_A_CATEGORY,
  USUAL_SIMILARITY,
  USUAL_LEXICAL,
} as const;
