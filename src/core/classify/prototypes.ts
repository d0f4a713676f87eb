import { ngramsOf } from '../candidates/lexical/ngrams';
import { throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import { type CandidateSet, type Job, NO_TEXT, type Sides, type VectorSet } from '../model/types';
import { normaliseText } from '../text/normalise';
import type { RowTexts } from '../text/row-texts';
import { vectorAt } from '../vectors/dot-products';
import { softmaxInPlace } from './logistic-regression';
import { fitTemperature } from './temperature';
import { createTextSpace } from './text-space';

/** Rows to sort into categories (left) and categories (right), with the vectors of the texts of both, left ones first. */
export interface PrototypeInput {
  readonly texts: Sides<RowTexts>;
  /** Null: by letters alone. */
  readonly vectors: VectorSet | null;
}

/** A left row that a person has put into a category. */
export interface AcceptedRow {
  readonly left: number;
  readonly right: number;
}

/** How many accepted rows the name of a category counts as much as. */
const NAME_COUNTS = 2;
const LETTER_WEIGHT = 0.4;
const PARTS = 5;
/** Without enough rows to hold out, what a difference in similarity is worth. */
const DEFAULT_TEMPERATURE = 0.05;
const FEWEST_HELD_OUT = 20;

/**
 * Ranks the categories of every left row by what has been accepted: a category is the mean of its name and of the rows accepted into
 * it, of vectors and of character n-grams alike, and a row is compared with all of them. The match score is the softmax of
 * similarities, its temperature fitted on accepted rows that were held out (5-fold, from 20 accepted rows on). Accepted rows keep
 * their category first with score 1. At most `limit` candidates a row, best first, ties by the lower right row. The order of rows
 * makes no difference. O(rows · categories · dimensions).
 *
 * @throws AppError `job/cancelled`
 */
export async function learnPrototypes(
  input: PrototypeInput,
  accepted: readonly AcceptedRow[],
  limit: number,
  job: Job,
): Promise<CandidateSet> {
  const { left, right } = input.texts;
  const categories = [...right.textOf.keys()].filter((row) => right.textOf[row] !== NO_TEXT);
  const placeOf = new Map(categories.map((row, place) => [row, place]));
  const members = accepted
    .filter(({ left: row, right: category }) => left.textOf[row] !== NO_TEXT && placeOf.has(category))
    .map(({ left: row, right: category }) => ({ text: left.textOf[row]!, place: placeOf.get(category)! }))
    .sort((a, b) => compare(left.texts[a.text]!, left.texts[b.text]!) || a.place - b.place);
  const spaces = letterSpace(input, categories);
  const temperature = checkTemperature(input, categories, members, spaces);
  const similarity = compareWith(input, categories, members, spaces);

  const scored = new Map<number, Float64Array>();
  const pace = createPacer();
  const scoresOf = (text: number): Float64Array => {
    const known = scored.get(text);
    if (known) return known;
    const scores = new Float64Array(categories.length);
    similarity(text, scores);
    for (let c = 0; c < scores.length; c++) scores[c]! /= temperature;
    softmaxInPlace(scores);
    scored.set(text, scores);
    return scores;
  };
  const acceptedOf = new Map<number, Set<number>>();
  for (const { left: row, right: category } of accepted) {
    acceptedOf.set(row, (acceptedOf.get(row) ?? new Set()).add(category));
  }
  const rows: { readonly right: number; readonly score: number }[][] = [];
  for (let row = 0; row < left.textOf.length; row++) {
    const text = left.textOf[row]!;
    const own = acceptedOf.get(row);
    if (text === NO_TEXT) rows.push([]);
    else {
      const scores = scoresOf(text);
      const list = categories.map((category, place) => ({ right: category, score: own?.has(category) ? 1 : scores[place]! }));
      rows.push(list.sort((a, b) => b.score - a.score || a.right - b.right).slice(0, limit));
    }
    job.progress(row + 1, left.textOf.length, 'rows');
    await pace();
    throwIfCancelled(job.signal);
  }
  return toCandidates(rows, right.textOf.length);
}

interface Member {
  readonly text: number;
  /** Place among the categories. */
  readonly place: number;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** TF-IDF over the names of categories and all left texts, so that prototypes may hold terms of either. */
function letterSpace({ texts }: PrototypeInput, categories: readonly number[]) {
  const names = categories.map((row) => normaliseText(texts.right.texts[texts.right.textOf[row]!]!));
  const lefts = texts.left.texts.map(normaliseText);
  const space = createTextSpace([...names, ...[...lefts].sort(compare)], ngramsOf);
  return { names: names.map(space.weigh), lefts: lefts.map(space.weigh) };
}

function compareWith(
  input: PrototypeInput,
  categories: readonly number[],
  members: readonly Member[],
  { names, lefts }: ReturnType<typeof letterSpace>,
): (text: number, out: Float64Array) => void {
  const { texts, vectors } = input;
  const count = categories.length;
  const dimensions = vectors?.dimensions ?? 0;
  const centres = new Float64Array(count * dimensions);
  const terms = new Map<number, Float64Array>();
  const add = (place: number, vector: number, weighed: (typeof names)[number], weight: number): void => {
    if (vectors) {
      const own = vectorAt(vectors, vector);
      for (let i = 0; i < dimensions; i++) centres[place * dimensions + i]! += weight * own[i]!;
    }
    weighed.terms.forEach((term, i) => {
      let row = terms.get(term);
      if (!row) {
        row = new Float64Array(count);
        terms.set(term, row);
      }
      row[place]! += weight * weighed.weights[i]!;
    });
  };
  categories.forEach((row, place) => {
    add(place, texts.left.texts.length + texts.right.textOf[row]!, names[place]!, NAME_COUNTS);
  });
  for (const { text, place } of members) add(place, text, lefts[text]!, 1);

  const norms = new Float64Array(count);
  for (const row of terms.values()) for (let c = 0; c < count; c++) norms[c]! += row[c]! * row[c]!;
  const centreNorms = Float64Array.from({ length: count }, (_, c) =>
    Math.hypot(...centres.subarray(c * dimensions, (c + 1) * dimensions)),
  );
  const letters = vectors ? LETTER_WEIGHT : 1;
  return (text, out) => {
    out.fill(0);
    lefts[text]!.terms.forEach((term, i) => {
      const row = terms.get(term);
      if (row) for (let c = 0; c < count; c++) out[c]! += lefts[text]!.weights[i]! * row[c]!;
    });
    for (let c = 0; c < count; c++) out[c]! *= letters / (Math.sqrt(norms[c]!) || 1);
    if (!vectors) return;
    const own = vectorAt(vectors, text);
    for (let c = 0; c < count; c++) {
      let sum = 0;
      for (let i = 0; i < dimensions; i++) sum += own[i]! * centres[c * dimensions + i]!;
      out[c]! += ((1 - letters) * sum) / (centreNorms[c]! || 1);
    }
  };
}

function checkTemperature(
  input: PrototypeInput,
  categories: readonly number[],
  members: readonly Member[],
  spaces: ReturnType<typeof letterSpace>,
): number {
  if (members.length < FEWEST_HELD_OUT) return DEFAULT_TEMPERATURE;
  const logits = new Float64Array(members.length * categories.length);
  for (let part = 0; part < PARTS; part++) {
    const kept = members.filter((_, at) => at % PARTS !== part);
    const similarity = compareWith(input, categories, kept, spaces);
    for (let at = part; at < members.length; at += PARTS) {
      const out = logits.subarray(at * categories.length, (at + 1) * categories.length);
      similarity(members[at]!.text, out);
      // In units of the default, so that the search for the temperature starts around 1.
      for (let c = 0; c < out.length; c++) out[c]! /= DEFAULT_TEMPERATURE;
    }
  }
  return (
    DEFAULT_TEMPERATURE *
    fitTemperature(
      logits,
      members.map(({ place }) => place),
      categories.length,
    )
  );
}

function toCandidates(
  rows: readonly (readonly { readonly right: number; readonly score: number }[])[],
  rightCount: number,
): CandidateSet {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((list, row) => {
    offsets[row + 1] = offsets[row]! + list.length;
  });
  const all = rows.flat();
  return {
    leftCount: rows.length,
    rightCount,
    offsets,
    right: Uint32Array.from(all, ({ right }) => right),
    similarity: new Float32Array(all.length).fill(Number.NaN),
    lexical: new Float32Array(all.length).fill(Number.NaN),
    matchScore: Float32Array.from(all, ({ score }) => score),
  };
}
