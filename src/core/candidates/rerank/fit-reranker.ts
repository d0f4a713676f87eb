import { minimise } from '../../numerics/minimise';

/** Candidates of records that choose one of theirs or none: list `i` has the places `offsets[i]..offsets[i + 1]`. */
export interface ChoiceLists {
  readonly offsets: Uint32Array;
  /** Log odds of each candidate before it is ranked once more. */
  readonly logits: Float64Array;
  /** Features, `width` a candidate. */
  readonly data: Float32Array;
  readonly width: number;
  readonly isMatch: Uint8Array;
  /** What a list counts. */
  readonly weights: Float64Array;
}

/**
 * Weights under which records choose their matches: a conditional logit over the candidates of each list and _none_, whose log odds are 0
 * (McFadden 1974), on top of the log odds that are there. Least `Σ weight · −ln(share of the matches) + Σ (spread · change)² / (2 · trust)`, where
 * `spread` is a feature's standard deviation and `change` the distance from `prior`. No weight is below 0: no likeness speaks against a pair.
 * Convex but for that; O(steps · candidates · width).
 */
export function fitReranker(lists: ChoiceLists, prior: Float64Array, trust: number): Float64Array {
  const spreads = spreadsOf(lists);
  const isFree = prior.map((_, feature) => Number(spreads[feature]! > 0));
  let weights = fitFree(lists, prior, spreads, isFree, trust);
  while (weights.some((weight, feature) => isFree[feature] === 1 && weight < 0)) {
    weights.forEach((weight, feature) => {
      if (weight < 0) isFree[feature] = 0;
    });
    const bounded = prior.map((weight, feature) => (isFree[feature] === 1 || spreads[feature] === 0 ? weight : 0));
    weights = fitFree(lists, bounded, spreads, isFree, trust);
  }
  return weights;
}

/** Mean of `−ln(share of the matches)` over lists, by their weights, in nats. */
export function choiceLoss(lists: ChoiceLists, weights: Float64Array): number {
  let loss = 0;
  let total = 0;
  eachList(lists, weights, ({ loss: one, weight }) => {
    loss += weight * one;
    total += weight;
  });
  return total === 0 ? 0 : loss / total;
}

/** `−ln(share of the matches)` of each list, in nats. */
export function listLosses(lists: ChoiceLists, weights: Float64Array): Float64Array {
  const losses = new Float64Array(lists.weights.length);
  let list = 0;
  eachList(lists, weights, ({ loss }) => {
    losses[list++] = loss;
  });
  return losses;
}

function fitFree(
  lists: ChoiceLists,
  prior: Float64Array,
  spreads: Float64Array,
  isFree: Float64Array,
  trust: number,
): Float64Array {
  const { width, data } = lists;
  const at = (point: Float64Array): Float64Array =>
    prior.map((weight, feature) => (isFree[feature] ? weight + point[feature]! / spreads[feature]! : weight));
  const change = minimise((point, gradient) => {
    gradient.fill(0);
    let value = 0;
    eachList(lists, at(point), ({ from, errors, loss, weight }) => {
      value += weight * loss;
      errors.forEach((error, candidate) => {
        for (let feature = 0; feature < width; feature++) {
          if (isFree[feature])
            gradient[feature]! += (weight * error * data[(from + candidate) * width + feature]!) / spreads[feature]!;
        }
      });
    });
    for (let feature = 0; feature < width; feature++) {
      value += point[feature]! ** 2 / (2 * trust);
      gradient[feature]! += point[feature]! / trust;
    }
    return value;
  }, new Float64Array(width));
  return at(change);
}

/** Tells of each list its loss, and for each candidate the share that it gets beyond the one that it should. */
function eachList(
  { offsets, logits, data, width, isMatch, weights: listWeights }: ChoiceLists,
  weights: Float64Array,
  tell: (list: { readonly from: number; readonly errors: Float64Array; readonly loss: number; readonly weight: number }) => void,
): void {
  for (let list = 0; list + 1 < offsets.length; list++) {
    const from = offsets[list]!;
    const size = offsets[list + 1]! - from;
    const scores = new Float64Array(size);
    let matches = 0;
    let top = 0;
    for (let candidate = 0; candidate < size; candidate++) {
      let score = logits[from + candidate]!;
      for (let feature = 0; feature < width; feature++) score += weights[feature]! * data[(from + candidate) * width + feature]!;
      scores[candidate] = score;
      if (score > top) top = score;
      matches += isMatch[from + candidate]!;
    }
    let sum = Math.exp(-top);
    for (const score of scores) sum += Math.exp(score - top);
    let loss = top + Math.log(sum);
    const errors = scores.map((score, candidate) => {
      const share = matches === 0 ? 0 : isMatch[from + candidate]! / matches;
      loss -= share * score;
      return Math.exp(score - top) / sum - share;
    });
    tell({ from, errors, loss, weight: listWeights[list]! });
  }
}

/** Standard deviation of each feature; 0 for one that never changes. */
function spreadsOf({ data, width }: ChoiceLists): Float64Array {
  const rows = Math.max(1, data.length / width);
  return Float64Array.from({ length: width }, (_, feature) => {
    let sum = 0;
    let squares = 0;
    for (let at = feature; at < data.length; at += width) {
      sum += data[at]!;
      squares += data[at]! ** 2;
    }
    return Math.sqrt(Math.max(0, squares / rows - (sum / rows) ** 2));
  });
}
