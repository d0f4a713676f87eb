import { throwIfCancelled } from '../../model/errors';
import type { MatchSettings } from '../../model/settings';
import { createPacer } from '../../model/turns';
import type { Job, Sides } from '../../model/types';
import type { CandidatePool } from '../pool';
import { settleCompetition } from './beliefs';
import { weighColumns, weighQualifiers } from './column-evidence';
import { createEvidence, EVIDENCE, type EvidenceName, type EvidenceSource } from './evidence';
import { collectLexiconTerms, learnLexicon, likelyPairs } from './lexicon';
import { createScorer, IDENTICAL_SCORE, type ScoreFamily, type Scorer, scoreOf } from './match-score';
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
}

export interface ScoredPool {
  readonly matchScore: Float32Array;
  /** As shown: the cosine of the character n-grams, of romanised ones where the texts share no script. */
  readonly lexical: Float32Array;
}

export type ScoringSettings = Pick<MatchSettings, 'score'> &
  Partial<Pick<MatchSettings, 'task' | 'cardinality' | 'weights' | 'qualifiers' | 'without'>>;

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
  const competes = judge.family === 'linkage' && settings.score !== 'dense' && !settings.without?.includes('competition');
  const settled = competes ? settleCompetition(pool, logits, cardinality, input.rowCounts) : logits;
  const matchScore = new Float32Array(settled.length);
  for (let at = 0; at < settled.length; at++) matchScore[at] = isCertain[at] ? IDENTICAL_SCORE : scoreOf(settled[at]!);
  return { matchScore, lexical: pool.lexical };
}

/** What is known of each pair of a pool before pairs compete, in its order. */
interface JudgedPairs {
  readonly judge: PairJudge;
  /** Log odds, what a lexicon adds included. */
  readonly logits: Float64Array;
  /** The evidence `translation`; null where it does not count. */
  readonly translation: Float32Array | null;
  readonly isCertain: Uint8Array;
}

async function judgePairs(pool: CandidatePool, input: ScoringInput, settings: ScoringSettings, job: Job): Promise<JudgedPairs> {
  throwIfCancelled(job.signal);
  const judge = createPairJudge(pool, input, settings);
  const leftCount = pool.offsets.length - 1;
  const logits = new Float64Array(pool.right.length);
  const evidence = new Float64Array(EVIDENCE.length);
  const isCertain = new Uint8Array(pool.right.length);
  const pace = createPacer();
  for (let left = 0; left < leftCount; left++) {
    for (let at = pool.offsets[left]!; at < pool.offsets[left + 1]!; at++) {
      logits[at] = judge.logitOf(left, at, evidence);
      if (judge.isCertain(left, at)) isCertain[at] = 1;
    }
    const pause = pace();
    if (!pause) continue;
    job.progress(left + 1, leftCount, 'texts');
    await pause;
    throwIfCancelled(job.signal);
  }
  const translation = await learnTranslation(pool, settings, judge, logits, job);
  return { judge, logits, translation, isCertain };
}

/**
 * What words mean that the texts of a pair do not share, in bits, 0 for pairs too far from their record's best to matter; adds what it
 * says to `logits`. It is learned from the likeliest pairs, and once more from those that are likeliest with it
 * where it changes much. Null where it does not count.
 */
async function learnTranslation(
  pool: CandidatePool,
  settings: ScoringSettings,
  { family, normalised, scorer }: PairJudge,
  logits: Float64Array,
  job: Job,
): Promise<Float32Array | null> {
  const weight = scorer.weights[TRANSLATION_AT]!;
  if (family !== 'linkage' || settings.score === 'dense' || weight === 0) return null;
  const terms = collectLexiconTerms(normalised);
  const bits = new Float32Array(logits.length);
  const first = logits.slice();
  const pace = createPacer();
  for (let round = 0; round < LEXICON_ROUNDS; round++) {
    const lexicon = learnLexicon(terms, likelyPairs(pool, logits));
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
  return bits;
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

/** One line of an explanation: what one kind of evidence adds to the log odds of a pair. */
export interface Contribution {
  readonly name: EvidenceName;
  readonly value: number;
  readonly logit: number;
}

/**
 * What each kind of evidence adds to the log odds of the pair at a place of the pool, largest effect first; together with the
 * intercept they are the log odds before competition. `translation` is what the lexicon of these tables says. Judges the whole pool: ask
 * for many pairs at once. Cost as that of `scorePool`.
 *
 * @throws AppError `job/cancelled`
 */
export async function explainPairs(
  pool: CandidatePool,
  input: ScoringInput,
  settings: ScoringSettings,
  places: readonly { readonly left: number; readonly at: number }[],
  job: Job,
): Promise<{ readonly intercept: number; readonly contributions: readonly Contribution[] }[]> {
  const { judge, translation } = await judgePairs(pool, input, settings, job);
  const evidence = new Float64Array(EVIDENCE.length);
  return places.map(({ left, at }) => {
    judge.logitOf(left, at, evidence);
    evidence[TRANSLATION_AT] = translation?.[at] ?? 0;
    const contributions = EVIDENCE.map((name, i) => ({
      name,
      value: evidence[i]!,
      logit: judge.scorer.weights[i]! * evidence[i]! + (name === 'qualifiers' ? evidence[i]! : 0),
    }));
    const spoken = contributions.filter(({ logit }) => logit !== 0).sort((a, b) => Math.abs(b.logit) - Math.abs(a.logit));
    return { intercept: judge.scorer.intercept, contributions: spoken };
  });
}

interface PairJudge {
  readonly family: ScoreFamily;
  readonly scorer: Scorer;
  readonly normalised: Sides<readonly string[]>;
  /** Log odds of the pair at a place, before competition; its evidence goes to `evidence`. */
  logitOf(left: number, at: number, evidence: Float64Array): number;
  isCertain(left: number, at: number): boolean;
}

const COLUMNS_AT = EVIDENCE.indexOf('columns');
const QUALIFIERS_AT = EVIDENCE.indexOf('qualifiers');
const TRANSLATION_AT = EVIDENCE.indexOf('translation');
/** What words mean is asked of pairs whose log odds are at most this far below the best of their left record. */
const LOGITS_WITHIN_REACH = 6;
/** The second time, pairs that the first lexicon put right teach too. */
const LEXICON_ROUNDS = 2;
/** Share of left records that the first lexicon has to give another best for the second to pay. */
const CHANGE_WORTH_LEARNING = 0.02;
const USUAL_AT = EVIDENCE.indexOf('leftUsualSimilarity');

function createPairJudge(pool: CandidatePool, input: ScoringInput, settings: ScoringSettings): PairJudge {
  const { task = 'link', without = [] } = settings;
  const family: ScoreFamily = task === 'link' ? 'linkage' : 'alone';
  const hasVectors = pool.similarity.length > 0 && !Number.isNaN(pool.similarity[0]!);
  const scorer = createScorer(hasVectors ? settings.score : 'lexical', family, without);
  const source = input.evidence ?? createEvidence(input.texts);
  const weights = input.columnNames.map((name) => settings.weights?.[name] ?? 1);
  const likeness = hasVectors ? sumOf(pool.lexical, pool.similarity) : pool.lexical;
  const isUsed = !without.includes('columns') && settings.score !== 'dense';
  const columns = weighColumns(pool, isUsed ? input.columns : [], weights, likeness);
  const qualifiers = weighQualifiers(pool, isUsed ? input.qualifiers : [], settings.qualifiers ?? []);
  const rightCount = input.texts.right.length;
  const isSmall = !isReferenceList(pool.offsets.length - 1, rightCount, settings);
  const usualSimilarity = usualOf(pool, hasVectors ? pool.similarity : null, rightCount, isSmall ? USUAL_SIMILARITY : 0);
  const usualLexical = usualOf(pool, pool.lexical, rightCount, isSmall ? USUAL_LEXICAL : 0);
  const pair = { similarity: 0, lexical: 0 };
  return {
    family,
    scorer,
    normalised: source.normalised,
    logitOf(left, at, evidence) {
      pair.similarity = pool.similarity[at]!;
      pair.lexical = pool.lexical[at]!;
      source.gather(left, pool.right[at]!, pair, evidence);
      evidence[COLUMNS_AT] = columns.columns[at]!;
      evidence[QUALIFIERS_AT] = qualifiers.logits[at]! + columns.emphasis[at]!;
      const right = pool.right[at]!;
      evidence[USUAL_AT] = usualSimilarity.left[left]!;
      evidence[USUAL_AT + 1] = usualSimilarity.right[right]!;
      evidence[USUAL_AT + 2] = usualLexical.left[left]!;
      evidence[USUAL_AT + 3] = usualLexical.right[right]!;
      evidence[USUAL_AT + 4] = usualSimilarity.mean;
      return scorer.logit(evidence) + evidence[QUALIFIERS_AT]!;
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
