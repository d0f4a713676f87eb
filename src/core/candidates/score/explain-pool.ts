import type { Cardinality, Job } from '../../model/types';
import type { CandidatePool } from '../pool';
import { settleCompetition } from './beliefs';
import type { CellAgreement } from './column-evidence';
import { EVIDENCE } from './evidence';
import {
  COLUMNS_AT,
  competes,
  judgePairs,
  LOGITS_WITHIN_REACH,
  type PairWatch,
  QUALIFIERS_AT,
  type ScoringInput,
  type ScoringSettings,
  TRANSLATION_AT,
} from './judge-pairs';
import { collectLexiconTerms } from './lexicon';
import { IDENTICAL_SCORE, scoreOf } from './match-score';
import { type StepKind, sumByStep } from './score-steps';

/** What one step adds to the log odds of a pair, or takes from them. */
export interface ScoreStep {
  readonly kind: StepKind;
  /** The left name of the column, for `column` and `qualifier`. */
  readonly column: string | null;
  readonly agreement: CellAgreement | null;
  readonly logit: number;
}

export interface ExplainedPair {
  /** Equal texts that no qualifier contradicts: the score is 1 whatever the steps say. */
  readonly isCertain: boolean;
  /** Log odds of an average pair of the pool; with all steps they are those of this one. */
  readonly base: number;
  readonly steps: readonly ScoreStep[];
  /** Log odds in the end, and the match score that they are. */
  readonly logit: number;
  readonly score: number;
  /** As shown; `similarity` NaN where there are no vectors. */
  readonly similarity: number;
  readonly lexical: number;
  /** The pair was looked at; of others it is said what they would have scored before competition. */
  readonly isInPool: boolean;
}

/** Another left record that wants the same partner. */
export interface Rival {
  readonly left: number;
  readonly score: number;
}

/** Two different words that stand for each other. */
export interface Counterparts {
  readonly left: string;
  readonly right: string;
}

/** Answers why pairs of a pool have the scores that they have; holds about 40 bytes a pair. */
export interface PoolExplainer {
  readonly hasVectors: boolean;
  /** Place of a pair in the pool, −1 where it is not in it. O(log pairs of the left record). */
  placeOf(left: number, right: number): number;
  /**
   * @param likeness of a pair that is not in the pool
   * @param shown its score as it stands, NaN where it is not known: links may have another cardinality by now than the scores had
   */
  explain(left: number, right: number, likeness: { similarity: number; lexical: number } | null, shown: number): ExplainedPair;
  /** Words of two records that stand for each other in these tables, surest first; none where the lexicon does not count. */
  counterpartsOf(left: number, right: number): readonly Counterparts[];
  /** Match score of the pair at a place. */
  scoreAt(at: number): number;
  /** Other left records by their score with a right one, best first, ties by the lower record. O(pairs). */
  rivalsOf(left: number, right: number, most: number): readonly Rival[];
}

const CARDINALITIES: readonly Cardinality[] = ['one-to-one', 'many-to-one', 'one-to-many', 'many-to-many'];
/** Scores are kept as float32, and vectors of a later day may differ in their last digits. */
const SAME_SCORE = 1e-4;

/**
 * Judges a pool as `scorePool` does, and keeps what is needed to say how each score came about. The steps of a pair are what its evidence
 * adds beyond the mean over the pool, which for a sum of weighted evidence are its Shapley values (Lundberg and Lee, NeurIPS 2017,
 * corollary 1; evidence taken as independent): a cosine that every candidate has speaks for none. Then come what a re-ranker changes and what competition takes. All
 * steps and the base add up to the log odds of the score.
 *
 * Cost as that of `scorePool`; a pair then costs O(words + letters + columns).
 *
 * @throws AppError `job/cancelled`
 */
export async function explainPool(
  pool: CandidatePool,
  input: ScoringInput,
  settings: ScoringSettings,
  job: Job,
): Promise<PoolExplainer> {
  const watch: PairWatch = { columns: [], qualifiers: [], sums: new Float64Array(EVIDENCE.length) };
  const { judge, logits, translation, lexicon, reranked, isCertain } = await judgePairs(pool, input, settings, job, watch);
  const { weights, intercept } = judge.scorer;
  const pairCount = Math.max(1, pool.right.length);
  const means = watch.sums.map((sum) => sum / pairCount);
  means[COLUMNS_AT] = watch.columns.reduce((sum, { mean }) => sum + mean.evidence, 0);
  means[QUALIFIERS_AT] =
    watch.columns.reduce((sum, { mean }) => sum + mean.emphasis, 0) + watch.qualifiers.reduce((sum, { mean }) => sum + mean, 0);
  means[TRANSLATION_AT] = translation ? translation.reduce((sum, bits) => sum + bits, 0) / pairCount : 0;
  /** What one of what qualifiers and emphasis say counts: itself, and what the model makes of it. */
  const added = 1 + weights[QUALIFIERS_AT]!;
  const meanChange = reranked ? reranked.changes.reduce((sum, change) => sum + change, 0) / pairCount : 0;
  const base = means.reduce((sum, mean, at) => sum + weights[at]! * mean, intercept) + means[QUALIFIERS_AT]! + meanChange;

  const isOpen = competes(judge, settings);
  let cardinality = settings.cardinality ?? 'many-to-many';
  const known = new Map<Cardinality, Float64Array>();
  const settledAs = (as: Cardinality): Float64Array => {
    const before = known.get(as);
    if (before) return before;
    const settled = isOpen ? settleCompetition(pool, logits, as, input.rowCounts) : logits;
    known.set(as, settled);
    return settled;
  };
  const scoreAs = (at: number, as: Cardinality): number => (isCertain[at] ? IDENTICAL_SCORE : scoreOf(settledAs(as)[at]!));
  const fitCardinality = (at: number, shown: number): void => {
    const fits = (as: Cardinality): boolean => Math.abs(scoreAs(at, as) - shown) <= SAME_SCORE;
    if (Number.isNaN(shown) || fits(cardinality)) return;
    cardinality = CARDINALITIES.find(fits) ?? cardinality;
  };

  const placeOf = (left: number, right: number): number => {
    let low = pool.offsets[left]!;
    let high = pool.offsets[left + 1]!;
    const end = high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pool.right[middle]! < right) low = middle + 1;
      else high = middle;
    }
    return low < end && pool.right[low] === right ? low : -1;
  };
  /** What the lexicon says of a pair that was not looked at, as it would have. */
  const bitsOf = (left: number, right: number, logit: number): number => {
    if (!lexicon) return 0;
    let best = logit;
    for (let at = pool.offsets[left]!; at < pool.offsets[left + 1]!; at++) {
      best = Math.max(best, logits[at]! - weights[TRANSLATION_AT]! * (translation?.[at] ?? 0) - (reranked?.changes[at] ?? 0));
    }
    return logit < best - LOGITS_WITHIN_REACH ? 0 : lexicon.bitsOf(left, right);
  };
  const evidence = new Float64Array(EVIDENCE.length);
  const spellings: string[] = [];
  if (lexicon) collectLexiconTerms(judge.source.normalised, spellings);

  return {
    counterpartsOf: (left, right) =>
      (lexicon?.meetingsOf(left, right) ?? []).map((met) => ({ left: spellings[met.left]!, right: spellings[met.right]! })),
    hasVectors: pool.similarity.length > 0 && !Number.isNaN(pool.similarity[0]!),
    placeOf,
    scoreAt: (at) => scoreAs(at, cardinality),
    explain(left, right, likeness, shown) {
      const at = placeOf(left, right);
      if (at >= 0) fitCardinality(at, shown);
      const { similarity, lexical } =
        at >= 0 ? { similarity: pool.similarity[at]!, lexical: pool.lexical[at]! } : (likeness ?? NOTHING_KNOWN);
      const columns = watch.columns.map(({ hear, mean }) => ({ ...hear(left, right), mean }));
      const qualifiers = watch.qualifiers.map(({ hear, mean }) => ({ ...hear(left, right), mean }));
      const cells = {
        similarity,
        lexical,
        columns: columns.reduce((sum, column) => sum + column.evidence, 0),
        added: columns.reduce((sum, column) => sum + column.emphasis, 0) + qualifiers.reduce((sum, { logit }) => sum + logit, 0),
      };
      const judged = judge.logitOfPair(left, right, cells, evidence);
      evidence[TRANSLATION_AT] = at >= 0 ? (translation?.[at] ?? 0) : bitsOf(left, right, judged);
      const before = judged + weights[TRANSLATION_AT]! * evidence[TRANSLATION_AT]!;
      const change = at >= 0 ? reranked?.changes[at] : reranked?.changeOf(left, right, similarity, before);
      const alone = before + (change ?? 0);
      const steps: ScoreStep[] = sumByStep((of) => weights[of]! * (evidence[of]! - means[of]!)).map((step) => ({
        ...step,
        column: null,
        agreement: null,
      }));
      columns.forEach(({ agreement, evidence: says, emphasis, mean }, column) => {
        const logit = weights[COLUMNS_AT]! * (says - mean.evidence) + added * (emphasis - mean.emphasis);
        steps.push({ kind: 'column', column: input.columnNames[column] ?? null, agreement, logit });
      });
      qualifiers.forEach(({ logit, isMissing, mean }, qualifier) => {
        const column = settings.qualifiers?.[qualifier]?.left ?? null;
        steps.push({ kind: 'qualifier', column, agreement: isMissing ? 'missing' : null, logit: added * (logit - mean) });
      });
      if (change !== undefined) addChange(steps, reranked!.isOfMeaning ? 'meaning' : 'sideBySide', change - meanChange);
      let logit = alone;
      if (at >= 0 && isOpen) {
        logit = settledAs(cardinality)[at]!;
        steps.push({ kind: 'competition', column: null, agreement: null, logit: logit - alone });
      }
      const isSame = at >= 0 && isCertain[at] === 1;
      const score = isSame ? IDENTICAL_SCORE : scoreOf(logit);
      return { isCertain: isSame, base, steps, logit, score, similarity, lexical, isInPool: at >= 0 };
    },
    rivalsOf(left, right, most) {
      const rivals: Rival[] = [];
      let record = 0;
      for (let at = 0; at < pool.right.length; at++) {
        if (pool.right[at] !== right) continue;
        while (pool.offsets[record + 1]! <= at) record++;
        if (record !== left) rivals.push({ left: record, score: scoreAs(at, cardinality) });
      }
      return rivals.sort((a, b) => b.score - a.score || a.left - b.left).slice(0, most);
    },
  };
}

/** To the step of its kind, where there is one. */
function addChange(steps: ScoreStep[], kind: StepKind, logit: number): void {
  const at = steps.findIndex((step) => step.kind === kind);
  if (at < 0) steps.push({ kind, column: null, agreement: null, logit });
  else steps[at] = { ...steps[at]!, logit: steps[at]!.logit + logit };
}

const NOTHING_KNOWN = { similarity: Number.NaN, lexical: 0 };
