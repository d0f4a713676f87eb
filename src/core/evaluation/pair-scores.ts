import { ngramsOf } from '../candidates/lexical/ngrams';
import { cosinesWith, fitTfIdf, invert, type SparseRows } from '../candidates/lexical/tfidf';
import { EVIDENCE, type EvidenceName } from '../candidates/score/evidence';
import { type LearningReport, learnScore, scoreByExamples } from '../candidates/score/learned/learn-score';
import { HIGHEST_UNEQUAL_SCORE, IDENTICAL_SCORE } from '../candidates/score/match-score';
import { type AloneScore, createAloneScore } from '../candidates/score/score-alone';
import { allocateFloats } from '../model/allocate';
import { AppError, throwIfCancelled } from '../model/errors';
import type { ScoreKind } from '../model/settings';
import { createPacer } from '../model/turns';
import { type Job, NO_TEXT, type Sides, type VectorSet } from '../model/types';
import { lexicalTexts } from '../text/lexical-text';
import { normaliseText } from '../text/normalise';
import type { RowTexts } from '../text/row-texts';
import { vectorAt } from '../vectors/dot-products';
import { createSimilarityRows } from '../vectors/similarity-rows';
import { bestRivals } from './pair-rivals';

export interface PairScoreInput {
  readonly left: RowTexts;
  readonly right: RowTexts;
  /** One vector a text of both sides, left ones first; null scores by letters alone. */
  readonly vectors: VectorSet | null;
}

const PAIRS_BETWEEN_TURNS = 2_000;
/** Largest number of rows of all pairs: their scores take 1 GiB. */
export const MOST_ROWS_ALL_PAIRS = 16_384;

/**
 * A score for each pair of rows `left[i]`, `right[i]`, judged alone: no other row of either table has a say. Equal normalised texts
 * score 1, a pair with an empty side 0. `dense` is the cosine of the vectors, below 0 is 0; `lexical` and `hybrid` are probabilities by
 * the evidence that matching uses, fitted to pairs alone (see `createAloneScore`). O(texts + pairs · dimensions).
 *
 * @throws AppError `job/cancelled`
 */
export async function scorePairs(
  input: PairScoreInput,
  left: Uint32Array,
  right: Uint32Array,
  kind: ScoreKind,
  job: Job,
): Promise<Float32Array> {
  const texts = prepare(input);
  const scores = new Float32Array(left.length);
  await visitPairs(texts, input, { left, right }, job, (pair, a, b, similarity, lexical) => {
    scores[pair] = combine(texts, a, b, similarity, lexical, kind);
  });
  return scores;
}

/** Visits every pair whose sides both have a text: its place, its texts by side, their cosine (NaN without vectors), likeness of letters. */
async function visitPairs(
  { rows }: PreparedTexts,
  input: PairScoreInput,
  pairs: Sides<Uint32Array>,
  job: Job,
  visit: (pair: number, a: number, b: number, similarity: number, lexical: number) => void,
): Promise<void> {
  const { left, right, vectors } = input;
  const leftCount = left.texts.length;
  const pairCount = pairs.left.length;
  const pace = createPacer();
  for (let pair = 0; pair < pairCount; pair++) {
    const a = left.textOf[pairs.left[pair]!]!;
    const b = right.textOf[pairs.right[pair]!]!;
    if (a !== NO_TEXT && b !== NO_TEXT) {
      const similarity = vectors ? dot(vectorAt(vectors, a), vectorAt(vectors, leftCount + b)) : Number.NaN;
      visit(pair, a, b, similarity, sparseDot(rows, a, leftCount + b));
    }
    if (pair % PAIRS_BETWEEN_TURNS === 0) {
      job.progress(pair, pairCount, 'pairs');
      await pace();
      throwIfCancelled(job.signal);
    }
  }
}

/** Pairs whose answer is known, by place. */
export interface PairExamples {
  readonly pairs: Uint32Array;
  /** 1 for a match, else 0. */
  readonly labels: Uint8Array;
}

export interface LearnedPairScores {
  /** Probability of a match, 0…1; of an example by scores that did not learn from it; 0 where either side is empty. */
  readonly scores: Float32Array;
  readonly report: LearningReport;
}

/**
 * The same pairs scored by what examples among them teach (see `learnScore`). Here other pairs have a say: how well the best other pair of
 * the same record does is evidence too. Examples with an empty side do not count.
 *
 * @throws AppError `input/too-few-examples`, `job/cancelled`
 */
export async function learnPairScores(
  input: PairScoreInput,
  left: Uint32Array,
  right: Uint32Array,
  examples: PairExamples,
  job: Job,
): Promise<LearnedPairScores> {
  const texts = prepare(input);
  const { gather, scorer } = texts.scoreOf[input.vectors ? 'hybrid' : 'lexical'];
  const width = EVIDENCE.length;
  const data = allocateFloats(left.length * width);
  const evidence = new Float64Array(width);
  const hasText = new Uint8Array(left.length);
  await visitPairs(texts, input, { left, right }, job, (pair, a, b, similarity, lexical) => {
    gather(a, b, similarity, lexical, evidence);
    data.set(evidence, pair * width);
    hasText[pair] = 1;
  });
  addRivals(data, hasText, { left: rowsToTexts(input.left, left), right: rowsToTexts(input.right, right) });
  const used = [...examples.pairs.keys()].filter((at) => hasText[examples.pairs[at]!]);
  const taught = new Float32Array(used.length * width);
  used.forEach((example, at) => {
    const pair = examples.pairs[example]!;
    taught.set(data.subarray(pair * width, (pair + 1) * width), at * width);
  });
  const labels = Uint8Array.from(used, (example) => examples.labels[example]!);
  const groups = Uint32Array.from(used, (example) => input.left.textOf[left[examples.pairs[example]!]!]!);
  const { score, report, heldOut } = learnScore({ data: taught, width, labels }, scorer, groups);
  const scores = scoreByExamples(score, data);
  used.forEach((example, at) => {
    scores[examples.pairs[example]!] = heldOut[at]!;
  });
  for (let pair = 0; pair < scores.length; pair++) if (!hasText[pair]) scores[pair] = 0;
  throwIfCancelled(job.signal);
  return { scores, report };
}

const rowsToTexts = ({ textOf }: RowTexts, rows: Uint32Array): Uint32Array => rows.map((row) => textOf[row]!);

/** Into the places of what is usual for a record goes what its other pairs among the given ones reach. */
function addRivals(data: Float32Array, hasText: Uint8Array, textsOf: Sides<Uint32Array>): void {
  const width = EVIDENCE.length;
  const pairs = [...hasText.keys()].filter((pair) => hasText[pair]);
  const take = (...names: EvidenceName[]) =>
    Float32Array.from(pairs, (pair) => names.reduce((sum, name) => sum + data[pair * width + EVIDENCE.indexOf(name)]!, 0));
  const likeness = { Similarity: take('similarity', 'foreignSimilarity'), Lexical: take('lexical', 'foreignLexical') };
  for (const side of ['left', 'right'] as const) {
    const groupOf = Uint32Array.from(pairs, (pair) => textsOf[side][pair]!);
    const groupCount = groupOf.reduce((most, group) => Math.max(most, group + 1), 0);
    for (const kind of ['Similarity', 'Lexical'] as const) {
      const place = EVIDENCE.indexOf(`${side}Usual${kind}`);
      bestRivals(likeness[kind], groupOf, groupCount).forEach((rival, at) => {
        data[pairs[at]! * width + place] = rival;
      });
    }
  }
}

/**
 * The same score for all pairs of rows of one table, `[rows × rows]` row-major, symmetric, 1 on the diagonal; 0 beside it for a row
 * without text. O(texts² · dimensions) time, `4 · rows²` bytes.
 *
 * @throws AppError `input/too-many-rows`, `device/out-of-memory`, `job/cancelled`
 */
export async function scoreAllPairs(
  texts: RowTexts,
  vectors: VectorSet | null,
  kind: ScoreKind,
  job: Job,
): Promise<Float32Array> {
  const size = texts.textOf.length;
  if (size > MOST_ROWS_ALL_PAIRS) throw new AppError('input/too-many-rows', { rows: size, most: MOST_ROWS_ALL_PAIRS });
  const scores = allocateFloats(size * size);
  const prepared = prepare({ left: texts, right: texts, vectors });
  const count = texts.texts.length;
  const similarities = vectors ? createSimilarityRows(vectors, vectors) : null;
  const postings = invert(prepared.rows, prepared.termCount);
  const lexical = new Float32Array(count);
  const rowsOf: number[][] = Array.from({ length: count }, () => []);
  texts.textOf.forEach((text, row) => {
    if (text !== NO_TEXT) rowsOf[text]!.push(row);
  });
  const pace = createPacer();
  for (let a = 0; a < count; a++) {
    const similarity = similarities?.(a);
    cosinesWith(prepared.rows, a, postings, lexical);
    for (let b = a; b < count; b++) {
      const score = a === b ? 1 : combine(prepared, a, b, similarity?.[b] ?? Number.NaN, lexical[b]!, kind);
      for (const i of rowsOf[a]!) {
        for (const j of rowsOf[b]!) {
          scores[i * size + j] = score;
          scores[j * size + i] = score;
        }
      }
    }
    job.progress(a + 1, count, 'texts');
    await pace();
    throwIfCancelled(job.signal);
  }
  for (let row = 0; row < size; row++) scores[row * size + row] = 1;
  return scores;
}

interface PreparedTexts {
  readonly normalised: Sides<readonly string[]>;
  /** Left texts, then right ones; of one table once. */
  readonly rows: SparseRows;
  readonly termCount: number;
  readonly scoreOf: Readonly<Record<'hybrid' | 'lexical', AloneScore>>;
}

function prepare({ left, right }: PairScoreInput): PreparedTexts {
  const texts = { left: left.texts, right: right.texts };
  const forms = lexicalTexts(texts);
  const fitted = fitTfIdf(left === right ? forms.left : [...forms.left, ...forms.right], [], ngramsOf);
  const scoreOf = { hybrid: createAloneScore(texts, 'hybrid'), lexical: createAloneScore(texts, 'lexical') };
  const normalised = { left: left.texts.map(normaliseText), right: right.texts.map(normaliseText) };
  return { normalised, rows: fitted.left, termCount: fitted.termCount, scoreOf };
}

function combine(texts: PreparedTexts, a: number, b: number, similarity: number, lexical: number, kind: ScoreKind): number {
  const hasVectors = !Number.isNaN(similarity);
  if (kind !== 'dense' || !hasVectors)
    return texts.scoreOf[hasVectors && kind === 'hybrid' ? 'hybrid' : 'lexical'].scoreOf(a, b, similarity, lexical);
  const { left, right } = texts.normalised;
  if (left[a] === right[b] && left[a] !== '') return IDENTICAL_SCORE;
  return Math.max(0, Math.min(HIGHEST_UNEQUAL_SCORE, similarity));
}

function sparseDot(rows: SparseRows, a: number, b: number): number {
  const weights = new Map<number, number>();
  for (let at = rows.offsets[a]!; at < rows.offsets[a + 1]!; at++) weights.set(rows.terms[at]!, rows.weights[at]!);
  let sum = 0;
  for (let at = rows.offsets[b]!; at < rows.offsets[b + 1]!; at++) sum += (weights.get(rows.terms[at]!) ?? 0) * rows.weights[at]!;
  return sum;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
