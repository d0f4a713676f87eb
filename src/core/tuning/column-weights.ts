import { brevityOf, createLevels, EMPHASIS, weightsOfLevels } from '../candidates/score/column-evidence';
import type { Sides } from '../model/types';
import { minimise } from '../numerics/minimise';
import { meanOf, standardError } from './ranking';

/** Records whose partners are known, each with records that look like it. */
export interface ColumnExamples {
  /** Cells of each pair of compared columns, by record. */
  readonly cells: readonly Sides<readonly string[]>[];
  /** Left records. */
  readonly queries: Uint32Array;
  /** [queries × length] right records: partners and look-alikes. */
  readonly candidates: Uint32Array;
  readonly length: number;
  /** Of each candidate. */
  readonly cosines: Float32Array;
  /** 1 for a partner. */
  readonly isPartner: Uint8Array;
  /** The thing that each query is a record of. */
  readonly entityOf: Int32Array;
  /** Part of each query: what was learned from the others is checked on it. */
  readonly foldOf: Uint8Array;
  readonly folds: number;
}

export interface ColumnWeights {
  /** Of each pair of columns, 0…5 in tenths; null where they are no clear gain on the checked queries. */
  readonly weights: readonly number[] | null;
  /** Mean reciprocal rank of partners with all weights 1, and with learned ones. */
  readonly before: number;
  readonly after: number;
}

const LEAST_QUERIES = 20;
const MOST_WEIGHT = 5;
/** Standard deviation that weights are expected to have around 1. */
const SPREAD = 1;

/**
 * How much each pair of columns should count, learned from known partners by the measure that the match score has for them
 * (`weighColumns`): bits of evidence of each level of agreement, here from the known partners themselves, and weights that make partners
 * the likeliest of their candidates (conditional logit, McFadden, 1974), drawn towards 1. Checked on parts that were not learned from.
 * O(candidates × columns × cells), and some hundred passes over the candidates.
 */
export function learnColumnWeights(examples: ColumnExamples): ColumnWeights {
  const { cells, queries, foldOf, folds } = examples;
  const none = { weights: null, before: 0, after: 0 };
  if (cells.length < 2 || queries.length < LEAST_QUERIES || examples.length < 2) return none;
  const levels = levelsOf(examples);
  const before: number[] = [];
  const after: number[] = [];
  const entityOf: number[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const taught = Array.from(queries.keys()).filter((query) => foldOf[query] !== fold);
    const checked = Array.from(queries.keys()).filter((query) => foldOf[query] === fold);
    if (taught.length === 0 || checked.length === 0) continue;
    entityOf.push(...checked.map((query) => examples.entityOf[query]!));
    const model = fitModel(examples, levels, taught);
    before.push(...checked.map((query) => reciprocalRank(examples, query, scoresOf(examples, levels, model, query, false))));
    after.push(...checked.map((query) => reciprocalRank(examples, query, scoresOf(examples, levels, model, query, true))));
  }
  const told = { before: meanOf(Float64Array.from(before)), after: meanOf(Float64Array.from(after)) };
  const gains = Float64Array.from(after, (value, at) => value - before[at]!);
  if (!(meanOf(gains) > standardError(gains, entityOf))) return { ...told, weights: null };
  const { weights } = fitModel(examples, levels, Array.from(queries.keys()));
  return { ...told, weights: Array.from(weights, (weight) => Math.round(10 * weight) / 10) };
}

interface Model {
  /** Of a cosine, and of the evidence of all columns. */
  readonly cosine: number;
  readonly columns: number;
  readonly bits: readonly Float64Array[];
  readonly weights: Float64Array;
}

/** Levels of agreement of every candidate, a column after the other. */
function levelsOf({ cells, queries, candidates, length }: ColumnExamples): readonly Uint8Array[] {
  return cells.map((sides) => {
    const levelOf = createLevels(sides);
    return Uint8Array.from(candidates, (other, at) => levelOf(queries[Math.floor(at / length)]!, other));
  });
}

function fitModel(examples: ColumnExamples, levels: readonly Uint8Array[], taught: readonly number[]): Model {
  const { length, isPartner, cosines, cells } = examples;
  const pick = (column: Uint8Array): Uint8Array =>
    Uint8Array.from(
      { length: taught.length * length },
      (_, at) => column[taught[Math.floor(at / length)]! * length + (at % length)]!,
    );
  const partners = pick(isPartner);
  const bits = levels.map((column) => weightsOfLevels(pick(column), partners));
  const scales = cells.map((sides) => brevityOf(sides) / Math.sqrt(cells.length));
  const evidence = (cell: number, column: number): number => bits[column]![levels[column]![cell]!]!;
  const both = (cell: number): number => scales.reduce((sum, scale, column) => sum + scale * evidence(cell, column), 0);
  const base = conditionalLogit(
    examples,
    taught,
    (cell, features) => {
      features[0] = cosines[cell]!;
      features[1] = both(cell);
    },
    Float64Array.of(0, 0),
    Float64Array.of(100, 4),
    () => 0,
  );
  const weights = conditionalLogit(
    examples,
    taught,
    (cell, features) => {
      for (let column = 0; column < cells.length; column++) features[column] = EMPHASIS * evidence(cell, column);
    },
    new Float64Array(cells.length).fill(1),
    new Float64Array(cells.length).fill(SPREAD ** 2),
    (cell) => {
      let known = base[0]! * cosines[cell]! + base[1]! * both(cell);
      for (let column = 0; column < cells.length; column++) known -= EMPHASIS * evidence(cell, column);
      return known;
    },
  );
  return {
    cosine: base[0]!,
    columns: base[1]!,
    bits,
    weights: weights.map((weight) => Math.max(0, Math.min(MOST_WEIGHT, weight))),
  };
}

function scoresOf(
  { cells, cosines, length }: ColumnExamples,
  levels: readonly Uint8Array[],
  { cosine, columns, bits, weights }: Model,
  query: number,
  isWeighed: boolean,
): Float64Array {
  const scales = cells.map((sides) => brevityOf(sides) / Math.sqrt(cells.length));
  return Float64Array.from({ length }, (_, at) => {
    const cell = query * length + at;
    let score = cosine * cosines[cell]!;
    for (let column = 0; column < cells.length; column++) {
      const evidence = bits[column]![levels[column]![cell]!]!;
      score += columns * scales[column]! * evidence + (isWeighed ? (weights[column]! - 1) * EMPHASIS * evidence : 0);
    }
    return score;
  });
}

/** Coefficients near `start` (normal, `variances`) under which partners are the likeliest of their candidates, `known` added. */
function conditionalLogit(
  { length, isPartner }: ColumnExamples,
  taught: readonly number[],
  describe: (cell: number, features: Float64Array) => void,
  start: Float64Array,
  variances: Float64Array,
  known: (cell: number) => number,
): Float64Array {
  const size = start.length;
  const features = new Float64Array(taught.length * length * size);
  const offsets = new Float64Array(taught.length * length);
  const own = new Float64Array(size);
  taught.forEach((query, place) => {
    for (let at = 0; at < length; at++) {
      describe(query * length + at, own);
      features.set(own, (place * length + at) * size);
      offsets[place * length + at] = known(query * length + at);
    }
  });
  const scores = new Float64Array(length);
  return minimise((point, gradient) => {
    let value = 0;
    for (let i = 0; i < size; i++) {
      value += (point[i]! - start[i]!) ** 2 / (2 * variances[i]!);
      gradient[i] = (point[i]! - start[i]!) / variances[i]!;
    }
    taught.forEach((query, place) => {
      let most = Number.NEGATIVE_INFINITY;
      for (let at = 0; at < length; at++) {
        let score = offsets[place * length + at]!;
        for (let i = 0; i < size; i++) score += point[i]! * features[(place * length + at) * size + i]!;
        scores[at] = score;
        most = Math.max(most, score);
      }
      let all = 0;
      let right = 0;
      for (let at = 0; at < length; at++) {
        scores[at] = Math.exp(scores[at]! - most);
        all += scores[at]!;
        if (isPartner[query * length + at] === 1) right += scores[at]!;
      }
      if (right === 0) return;
      value -= Math.log(right / all);
      for (let at = 0; at < length; at++) {
        const share = scores[at]! / all - (isPartner[query * length + at] === 1 ? scores[at]! / right : 0);
        for (let i = 0; i < size; i++) gradient[i]! += share * features[(place * length + at) * size + i]!;
      }
    });
    return value;
  }, start);
}

function reciprocalRank({ length, isPartner }: ColumnExamples, query: number, scores: Float64Array): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < length; at++) if (isPartner[query * length + at] === 1) best = Math.max(best, scores[at]!);
  let above = 0;
  let ties = 0;
  for (let at = 0; at < length; at++) {
    if (isPartner[query * length + at] === 1) continue;
    if (scores[at]! > best) above++;
    else if (scores[at] === best) ties++;
  }
  return 1 / (1 + above + ties / 2);
}
