import { ngramsOf } from '../candidates/lexical/ngrams';
import { normaliseText } from '../text/normalise';
import { vectorAt } from '../vectors/dot-products';
import type { ClassifyInput } from './train';

/** Weights of character n-grams, ascending by `hash`. n-grams themselves are not kept. */
export interface TermWeights {
  /** `hashOfTerm` of every term. */
  readonly hash: Uint32Array<ArrayBuffer>;
  /** Inverse document frequency of every term. */
  readonly idf: Float32Array<ArrayBuffer>;
  /** `[terms × classes]`, row-major. */
  readonly weight: Float32Array<ArrayBuffer>;
}

/** All that it takes to give a text a logit a class. Plain and structured-clonable. */
export interface ClassifierWeights {
  readonly classes: number;
  /** Of the vectors that it was fitted on; 0 where it looks at letters alone. */
  readonly dimensions: number;
  readonly intercept: Float32Array<ArrayBuffer>;
  /** `[classes × dimensions]`, row-major. */
  readonly vector: Float32Array<ArrayBuffer>;
  /** null where it looks at vectors alone. */
  readonly terms: TermWeights | null;
}

/** Logits of any text of an input, one a class. */
export type LogitsOf = (text: number, out: Float64Array) => void;

/**
 * Logits of the texts of `input`, whose vectors must be of the model that the weights were fitted on. TF-IDF of a text counts only terms
 * that the weights know, and is L2-normalised over those. O(terms · classes + dimensions · classes) a text.
 */
export function logitsBy(weights: ClassifierWeights, input: ClassifyInput): LogitsOf {
  const { classes, dimensions, intercept, vector: vectorWeights, terms } = weights;
  const placeOf = new Map<number, number>();
  terms?.hash.forEach((hash, place) => {
    placeOf.set(hash, place);
  });
  return (text, out) => {
    out.set(intercept);
    if (terms) addTerms(terms, placeOf, input.texts[text]!, classes, out);
    if (!input.vectors || dimensions === 0) return;
    const own = vectorAt(input.vectors, text);
    for (let c = 0; c < classes; c++) {
      let sum = 0;
      for (let i = 0, at = c * dimensions; i < dimensions; i++, at++) sum += own[i]! * vectorWeights[at]!;
      out[c]! += sum;
    }
  };
}

function addTerms(
  { idf, weight }: TermWeights,
  placeOf: ReadonlyMap<number, number>,
  text: string,
  classes: number,
  out: Float64Array,
): void {
  const counts = new Map<number, number>();
  for (const term of ngramsOf(normaliseText(text))) {
    const place = placeOf.get(hashOfTerm(term));
    if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  let squares = 0;
  for (const [place, count] of counts) squares += ((1 + Math.log(count)) * idf[place]!) ** 2;
  const norm = Math.sqrt(squares) || 1;
  for (const [place, count] of counts) {
    const share = ((1 + Math.log(count)) * idf[place]!) / norm;
    for (let c = 0, at = place * classes; c < classes; c++, at++) out[c]! += share * weight[at]!;
  }
}

/** 32 bits of a term: FNV-1a over its code units, mixed once more as in MurmurHash3 (A. Appleby, public domain). */
export function hashOfTerm(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) {
    hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Terms in order of their hashes, without those of no `idf`; of terms with one hash the first stays, and has the weights of all. */
export function orderTerms(terms: readonly string[], idf: ArrayLike<number>, weight: Float64Array, classes: number): TermWeights {
  const hashes = terms.map(hashOfTerm);
  const order = [...hashes.keys()].filter((place) => idf[place]! > 0).sort((a, b) => hashes[a]! - hashes[b]! || a - b);
  const firsts = order.filter((place, at) => at === 0 || hashes[order[at - 1]!] !== hashes[place]);
  const ordered = new Float32Array(firsts.length * classes);
  let slot = -1;
  for (const [at, place] of order.entries()) {
    if (at === 0 || hashes[order[at - 1]!] !== hashes[place]) slot++;
    for (let c = 0; c < classes; c++) ordered[slot * classes + c]! += weight[place * classes + c]!;
  }
  return {
    hash: Uint32Array.from(firsts, (place) => hashes[place]!),
    idf: Float32Array.from(firsts, (place) => idf[place]!),
    weight: ordered,
  };
}
