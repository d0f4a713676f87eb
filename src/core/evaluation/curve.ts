/** Accuracy at some thresholds, columnar. */
export interface AccuracyCurve {
  readonly threshold: ArrayLike<number>;
  readonly precision: ArrayLike<number>;
  readonly recall: ArrayLike<number>;
  readonly f1: ArrayLike<number>;
}

/** Accuracy at every threshold, columnar, highest threshold first: member `i` accepts all pairs with a score of at least `threshold[i]`. */
export interface ThresholdCurve extends AccuracyCurve {
  readonly threshold: Float32Array;
  /** Pairs accepted, and how many of them are true. */
  readonly accepted: Uint32Array;
  readonly truePositives: Uint32Array;
  readonly precision: Float32Array;
  readonly recall: Float32Array;
  readonly f1: Float32Array;
}

export interface CurvePoint {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * The curve of scored pairs. Pairs of equal score stand or fall together, so there is one point for every distinct score; recall
 * never falls along it. Cost O(n log n).
 *
 * @param isTrue 1 where the pair is a true one
 * @param truePairs number of true pairs altogether, those without a score among them
 */
export function thresholdCurve(scores: ArrayLike<number>, isTrue: ArrayLike<number>, truePairs: number): ThresholdCurve {
  const order = Uint32Array.from({ length: scores.length }, (_, index) => index).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const ends: number[] = [];
  order.forEach((pair, place) => {
    const next = order[place + 1];
    if (next === undefined || scores[next] !== scores[pair]) ends.push(place);
  });
  const curve = {
    threshold: new Float32Array(ends.length),
    accepted: new Uint32Array(ends.length),
    truePositives: new Uint32Array(ends.length),
    precision: new Float32Array(ends.length),
    recall: new Float32Array(ends.length),
    f1: new Float32Array(ends.length),
  };
  let place = 0;
  let hits = 0;
  ends.forEach((end, i) => {
    for (; place <= end; place++) if (isTrue[order[place]!]) hits++;
    curve.threshold[i] = scores[order[end]!]!;
    curve.accepted[i] = place;
    curve.truePositives[i] = hits;
    curve.precision[i] = hits / place;
    curve.recall[i] = truePairs === 0 ? 0 : hits / truePairs;
    curve.f1[i] = f1Of(hits, place, truePairs);
  });
  return curve;
}

/** `2 · hits / (accepted + true pairs)`; 0 where there is nothing to find. */
export const f1Of = (hits: number, accepted: number, truePairs: number): number =>
  accepted + truePairs === 0 ? 0 : (2 * hits) / (accepted + truePairs);

/** The point of greatest F1; among equals the first, of a `ThresholdCurve` the one of the highest threshold. Null for an empty curve. */
export function bestPoint(curve: AccuracyCurve): CurvePoint | null {
  let best = -1;
  for (let i = 0; i < curve.f1.length; i++) if (best < 0 || curve.f1[i]! > curve.f1[best]!) best = i;
  return best < 0 ? null : pointAt(curve, best);
}

export function pointAt(curve: AccuracyCurve, i: number): CurvePoint {
  return { threshold: curve.threshold[i]!, precision: curve.precision[i]!, recall: curve.recall[i]!, f1: curve.f1[i]! };
}

/** Average precision: the precision at every true pair, averaged over all true pairs (area under the curve by steps), 0…1. */
export function averagePrecision(curve: ThresholdCurve): number {
  let sum = 0;
  let before = 0;
  curve.recall.forEach((recall, i) => {
    sum += (recall - before) * curve.precision[i]!;
    before = recall;
  });
  return sum;
}

/** At most `count` points of a curve, its ends, its best point and an even choice between, for drawing and for handing over. */
export function thinCurve(curve: ThresholdCurve, count: number): ThresholdCurve {
  const size = curve.threshold.length;
  if (size <= count) return curve;
  let best = 0;
  curve.f1.forEach((value, i) => {
    if (value > curve.f1[best]!) best = i;
  });
  const kept = new Set<number>([0, best, size - 1]);
  for (let i = 0; i < count - 3; i++) kept.add(Math.round((i * (size - 1)) / (count - 4 || 1)));
  const places = [...kept].sort((a, b) => a - b);
  const pick = <T extends Float32Array | Uint32Array>(from: T, into: T): T => {
    places.forEach((place, i) => {
      into[i] = from[place]!;
    });
    return into;
  };
  return {
    threshold: pick(curve.threshold, new Float32Array(places.length)),
    accepted: pick(curve.accepted, new Uint32Array(places.length)),
    truePositives: pick(curve.truePositives, new Uint32Array(places.length)),
    precision: pick(curve.precision, new Float32Array(places.length)),
    recall: pick(curve.recall, new Float32Array(places.length)),
    f1: pick(curve.f1, new Float32Array(places.length)),
  };
}
