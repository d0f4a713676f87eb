import type { EvidenceGroup } from '../../model/settings';
import type { Sides } from '../../model/types';
import { lexicalTexts } from '../../text/lexical-text';
import { normaliseText } from '../../text/normalise';
import { areForeign, scriptsOf } from '../../text/scripts';
import { createGramShare } from './grams-in-common';
import { collectCodes, collectWords, type TermRows, type TermSides, type WordSides } from './record-terms';

/**
 * What is known of one candidate pair, in the order in which `match-score.json` weighs it. All grow with likeness but for
 * `numberConflict`, `foreign`, `long` and `…sual…`, which say how to read the rest. Pairs whose texts share no script have evidence of their
 * own (`foreign…`): their letters are compared in romanised form, which says less. `brief…` fades with the usual number of words of the
 * tables' texts, `long…` grows with it: vectors tell names apart better than long descriptions, letters the other way round.
 * `translation` is in bits (see `learnLexicon`), of pairs that come near a record's best one. `…Usual…` is what the other good candidates of a record reach: a likeness that a record has with everybody says little.
 */
export const EVIDENCE = [
  'similarity',
  'briefSimilarity',
  'foreignSimilarity',
  'lexical',
  'longLexical',
  'foreignLexical',
  'containment',
  'jaccard',
  'gramShare',
  'foreignGramShare',
  'rarestWord',
  'sharedCode',
  'numberAgreement',
  'numberConflict',
  'columns',
  'qualifiers',
  'identical',
  'foreign',
  'long',
  'leftUsualSimilarity',
  'rightUsualSimilarity',
  'leftUsualLexical',
  'rightUsualLexical',
  'usualSimilarity',
  'translation',
] as const;

export type EvidenceName = (typeof EVIDENCE)[number];

/** What each part of the score is made of; competition is also what `settleCompetition` does, and re-ranking what `rerankPool` does. */
export const EVIDENCE_GROUPS: Readonly<Record<EvidenceGroup, readonly EvidenceName[]>> = {
  similarity: ['similarity', 'briefSimilarity', 'foreignSimilarity'],
  lexical: ['lexical', 'longLexical', 'foreignLexical', 'containment', 'jaccard', 'gramShare', 'foreignGramShare', 'rarestWord'],
  guard: ['sharedCode', 'numberAgreement', 'numberConflict'],
  columns: ['columns', 'qualifiers'],
  competition: ['leftUsualSimilarity', 'rightUsualSimilarity', 'leftUsualLexical', 'rightUsualLexical', 'usualSimilarity'],
  translation: ['translation'],
  rerank: [],
};

/** Similarities of a pair as the pool has them; NaN where there are no vectors. */
export interface PairSimilarities {
  readonly similarity: number;
  readonly lexical: number;
}

/** Gathers what the texts of a pair say; `columns`, `qualifiers`, `translation` and what is usual for its records are left at 0. */
export interface EvidenceSource {
  /**
   * Writes to `out`, which has `EVIDENCE.length` members. Cost O(words and letters of the right text), and of the left one where it is
   * not that of the last call; nothing is allocated.
   */
  gather(left: number, right: number, pair: PairSimilarities, out: Float64Array): void;
  /** Equal normalised texts that are not empty. */
  isIdentical(left: number, right: number): boolean;
  /** See `normaliseText`. */
  readonly normalised: Sides<readonly string[]>;
  readonly words: WordSides;
  /** The two texts have letters and no script in common. */
  areForeign(left: number, right: number): boolean;
}

/**
 * Prepares the texts of both sides' records. Cost O(characters).
 *
 * @param forms what `lexicalTexts` makes of the texts, where it is known already
 */
export function createEvidence(
  texts: Sides<readonly string[]>,
  forms: Sides<readonly string[]> = lexicalTexts(texts),
): EvidenceSource {
  const normalised = { left: texts.left.map(normaliseText), right: texts.right.map(normaliseText) };
  const scripts = { left: Uint32Array.from(normalised.left, scriptsOf), right: Uint32Array.from(normalised.right, scriptsOf) };
  const gramShareOf = createGramShare(forms);
  const words = collectWords(forms);
  const codes = collectCodes(texts);
  const weights = { left: totalWeights(words.left, words.weight), right: totalWeights(words.right, words.weight) };
  const numbers = { left: totalWeights(words.left, words.isNumber), right: totalWeights(words.right, words.isNumber) };
  const brief = 1 / Math.max(1, Math.min(meanCount(words.left), meanCount(words.right)) / BRIEF_WORDS);
  const rarest = Math.log(1 + texts.left.length + texts.right.length) + 1;
  const shareWords = createWordShare(words);
  const identity = numberTexts(normalised);
  const isIdentical = (left: number, right: number): boolean =>
    identity.left[left] === identity.right[right] && identity.left[left] !== EMPTY;
  return {
    isIdentical,
    normalised,
    words,
    areForeign: (left, right) => areForeign(scripts.left[left]!, scripts.right[right]!),
    gather(left, right, { similarity, lexical }, out) {
      const common = shareWords(left, right);
      const foreign = areForeign(scripts.left[left]!, scripts.right[right]!) ? 1 : 0;
      const own = 1 - foreign;
      const shorter = Math.min(countOf(words.left, left), countOf(words.right, right));
      const leftWeight = weights.left[left]!;
      const rightWeight = weights.right[right]!;
      const leftNumbers = numbers.left[left]!;
      const rightNumbers = numbers.right[right]!;
      const fewerNumbers = Math.min(leftNumbers, rightNumbers);
      const sharedNumbers = common.numbers;
      const grams = gramShareOf(left, right);
      const seen = Number.isNaN(similarity) ? 0 : similarity;
      out[0] = own * seen;
      out[1] = own * seen * brief;
      out[2] = foreign * seen;
      out[3] = own * lexical;
      out[4] = own * lexical * (1 - brief);
      out[5] = foreign * lexical;
      out[6] = common.weight / (Math.min(leftWeight, rightWeight) || 1);
      out[7] = common.weight / (leftWeight + rightWeight - common.weight || 1);
      out[8] = own * grams;
      out[9] = foreign * grams;
      out[10] = common.rarest / rarest;
      out[11] = rarestShared(codes, left, right) / rarest;
      out[12] = fewerNumbers === 0 ? 0 : sharedNumbers / fewerNumbers;
      out[13] =
        fewerNumbers === 0
          ? 0
          : (fewerNumbers - Math.min(sharedNumbers, fewerNumbers)) / (fewerNumbers * Math.max(1, shorter / BRIEF_WORDS));
      out[14] = 0;
      out[15] = 0;
      out[16] = isIdentical(left, right) ? 1 : 0;
      out[17] = foreign;
      out[18] = own * (1 - brief);
      for (let i = 19; i < out.length; i++) out[i] = 0;
    },
  };
}

const BRIEF_WORDS = 4;

const countOf = (rows: TermRows, row: number): number => rows.offsets[row + 1]! - rows.offsets[row]!;

const meanCount = (rows: TermRows): number => rows.terms.length / Math.max(1, rows.offsets.length - 1);

function totalWeights(rows: TermRows, weight: ArrayLike<number>): Float32Array {
  const totals = new Float32Array(rows.offsets.length - 1);
  for (let row = 0; row < totals.length; row++) {
    for (let at = rows.offsets[row]!; at < rows.offsets[row + 1]!; at++) totals[row]! += weight[rows.terms[at]!]!;
  }
  return totals;
}

/** What the words have in common that two texts share; the same object again. Cost as that of `EvidenceSource.gather`. */
function createWordShare({ left, right, weight, isNumber }: TermSides) {
  /** The stamp of the open left text for each of its words. */
  const stamps = new Uint32Array(weight.length);
  let stamp = 0;
  let open = -1;
  const common = { weight: 0, numbers: 0, rarest: 0 };
  return (leftRow: number, rightRow: number): Readonly<typeof common> => {
    if (leftRow !== open) {
      open = leftRow;
      stamp++;
      for (let at = left.offsets[leftRow]!; at < left.offsets[leftRow + 1]!; at++) stamps[left.terms[at]!] = stamp;
    }
    let total = 0;
    let numbers = 0;
    let rarest = 0;
    const end = right.offsets[rightRow + 1]!;
    for (let at = right.offsets[rightRow]!; at < end; at++) {
      const term = right.terms[at]!;
      if (stamps[term] !== stamp) continue;
      const one = weight[term]!;
      total += one;
      numbers += isNumber[term]!;
      if (one > rarest) rarest = one;
    }
    common.weight = total;
    common.numbers = numbers;
    common.rarest = rarest;
    return common;
  };
}

/** Number of each text among the distinct ones of both sides; `EMPTY` for the empty text. */
function numberTexts({ left, right }: Sides<readonly string[]>): Sides<Uint32Array> {
  const numbers = new Map([['', EMPTY]]);
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  return { left: Uint32Array.from(left, numberOf), right: Uint32Array.from(right, numberOf) };
}

const EMPTY = 0;

function rarestShared({ left, right, weight }: TermSides, leftRow: number, rightRow: number): number {
  let a = left.offsets[leftRow]!;
  let b = right.offsets[rightRow]!;
  const aEnd = left.offsets[leftRow + 1]!;
  const bEnd = right.offsets[rightRow + 1]!;
  let rarest = 0;
  while (a < aEnd && b < bEnd) {
    const one = left.terms[a]!;
    const other = right.terms[b]!;
    if (one === other && weight[one]! > rarest) rarest = weight[one]!;
    if (one <= other) a++;
    if (other <= one) b++;
  }
  return rarest;
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const EVIDENCE_DEFINITION = { BRIEF_WORDS } as const;
