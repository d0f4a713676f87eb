import { AppError } from '../../model/errors';
import { type ChoiceLists, choiceLoss, fitReranker, listLosses } from './fit-reranker';
import { HIGHEST_WEIGHT, type RerankFigures } from './reranker';

/** What answers made of a re-ranker. */
export interface LearnedWeights {
  /** One a feature, to three decimals; those given where nothing learned is better. */
  readonly weights: Float64Array;
  /** The learned weights have less loss on records held out than those given, by more than a standard error. */
  readonly isBetter: boolean;
  /** On records held out: without any re-ranker, and with what was learned from the others. */
  readonly figures: RerankFigures;
  /** Mean loss in nats on records held out: without any, with the weights given, with what was learned from the others. */
  readonly losses: { readonly without: number; readonly given: number; readonly learned: number };
}

/** Settled records that are needed to learn anything. */
export const LEAST_SETTLED = 20;

/**
 * Fits a re-ranker to settled records, starting from weights that are known to be good elsewhere, and checks it on five folds of them:
 * record `i` is in fold `i mod 5`. It is taken only where it has less loss on records held out than the weights given, by more than
 * one standard error of the difference over records (Breiman et al., Classification and Regression Trees, 1984, 3.4.3). Deterministic; milliseconds for a
 * thousand records.
 *
 * @throws AppError `input/too-few-examples` {matches, others, least}
 */
export function learnWeights(lists: ChoiceLists, given: Float64Array): LearnedWeights {
  const count = lists.offsets.length - 1;
  if (count < LEAST_SETTLED) throw new AppError('input/too-few-examples', { matches: count, others: 0, least: LEAST_SETTLED });
  const nothing = new Float64Array(lists.width);
  const losses = { without: choiceLoss(lists, nothing), given: choiceLoss(lists, given), learned: 0 };
  const gains: number[] = [];
  const hits = { before: 0, after: 0, matched: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = takeLists(lists, (list) => list % FOLDS === fold);
    const fitted = fitReranker(
      takeLists(lists, (list) => list % FOLDS !== fold),
      given,
      TRUST,
    );
    const learned = listLosses(held, fitted);
    const own = listLosses(held, given);
    learned.forEach((loss, list) => {
      losses.learned += loss / count;
      gains.push(own[list]! - loss);
    });
    const [before, after] = [firstMatches(held, nothing), firstMatches(held, fitted)];
    hits.before += before.found;
    hits.after += after.found;
    hits.matched += before.matched;
  }
  const isBetter = isSurelyAbove0(gains);
  const weights = isBetter ? fitReranker(lists, given, TRUST) : given;
  const shareOf = (found: number): number => (hits.matched === 0 ? 0 : found / hits.matched);
  return {
    weights: weights.map((weight) => Math.min(HIGHEST_WEIGHT, Math.round(weight * 1000) / 1000)),
    isBetter,
    figures: { records: count, recallBefore: shareOf(hits.before), recallAfter: shareOf(hits.after) },
    losses,
  };
}

/** The mean is above 0 by more than its standard error. */
function isSurelyAbove0(values: readonly number[]): boolean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return mean > Math.sqrt(squares / (values.length - 1) / values.length);
}

const FOLDS = 5;
/** Variance of what answers may change, in log odds per standard deviation of a feature. */
const TRUST = 1;

function takeLists(
  { offsets, logits, data, width, isMatch, weights }: ChoiceLists,
  isWanted: (list: number) => boolean,
): ChoiceLists {
  const kept = [...weights.keys()].filter(isWanted);
  const places = kept.flatMap((list) =>
    Array.from({ length: offsets[list + 1]! - offsets[list]! }, (_, at) => offsets[list]! + at),
  );
  const taken = new Uint32Array(kept.length + 1);
  kept.forEach((list, at) => {
    taken[at + 1] = taken[at]! + offsets[list + 1]! - offsets[list]!;
  });
  const features = new Float32Array(places.length * width);
  places.forEach((place, at) => {
    features.set(data.subarray(place * width, (place + 1) * width), at * width);
  });
  return {
    offsets: taken,
    logits: Float64Array.from(places, (place) => logits[place]!),
    data: features,
    width,
    isMatch: Uint8Array.from(places, (place) => isMatch[place]!),
    weights: Float64Array.from(kept, (list) => weights[list]!),
  };
}

/** Records with a match, and those of them whose match ranks first; ties go against it. */
function firstMatches(
  { offsets, logits, data, width, isMatch }: ChoiceLists,
  weights: Float64Array,
): { found: number; matched: number } {
  let found = 0;
  let matched = 0;
  for (let list = 0; list + 1 < offsets.length; list++) {
    let best = Number.NEGATIVE_INFINITY;
    let match = Number.NEGATIVE_INFINITY;
    for (let at = offsets[list]!; at < offsets[list + 1]!; at++) {
      let score = logits[at]!;
      for (let feature = 0; feature < width; feature++) score += weights[feature]! * data[at * width + feature]!;
      if (isMatch[at]) match = Math.max(match, score);
      else best = Math.max(best, score);
    }
    if (match === Number.NEGATIVE_INFINITY) continue;
    matched++;
    if (match > best) found++;
  }
  return { found, matched };
}
