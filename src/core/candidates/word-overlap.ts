import { wordsOf } from '../text/normalise';
import { fitTfIdf, type SparseRows } from './tfidf';

/** What two texts share word by word. Shares are weighted by inverse document frequency, so rare words count most. */
export interface WordOverlap {
  /** Weight of shared words over the weight of the text with less, 0…1. */
  readonly containment: number;
  /** Weight of shared words over the weight of all, 0…1. */
  readonly jaccard: number;
  /** Words with a digit: shared ones over the smaller number of them, 0…1; 1 where a side has none. */
  readonly numberAgreement: number;
  /** Distinct words of the text that has fewer. */
  readonly words: number;
}

/**
 * Word comparison for pairs of texts. Call `open(left)` once for a left text, then `compare(right)` for its candidates. Fitting is
 * O(words); a comparison is O(words of the right text).
 */
export function createWordOverlap(
  left: readonly string[],
  right: readonly string[],
): { open(left: number): void; compare(right: number): WordOverlap } {
  const fitted = fitTfIdf(left, right, wordsOf);
  const isNumber = Uint8Array.from(fitted.vocabulary, (word) => (/\p{Nd}/u.test(word) ? 1 : 0));
  const rightTotals = totals(fitted.right, fitted.idf, isNumber);
  const leftTotals = totals(fitted.left, fitted.idf, isNumber);
  const opened = new Uint32Array(fitted.termCount);
  let stamp = 0;
  let current = 0;
  return {
    open(row) {
      stamp++;
      current = row;
      for (let at = fitted.left.offsets[row]!; at < fitted.left.offsets[row + 1]!; at++) opened[fitted.left.terms[at]!] = stamp;
    },
    compare(row) {
      let shared = 0;
      let sharedNumbers = 0;
      for (let at = fitted.right.offsets[row]!; at < fitted.right.offsets[row + 1]!; at++) {
        const term = fitted.right.terms[at]!;
        if (opened[term] !== stamp) continue;
        shared += fitted.idf[term]!;
        sharedNumbers += isNumber[term]!;
      }
      const leftWeight = leftTotals.weight[current]!;
      const rightWeight = rightTotals.weight[row]!;
      const fewerNumbers = Math.min(leftTotals.numbers[current]!, rightTotals.numbers[row]!);
      return {
        containment: shared / (Math.min(leftWeight, rightWeight) || 1),
        jaccard: shared / (leftWeight + rightWeight - shared || 1),
        numberAgreement: fewerNumbers === 0 ? 1 : sharedNumbers / fewerNumbers,
        words: Math.min(wordCount(fitted.left, current), wordCount(fitted.right, row)),
      };
    },
  };
}

const wordCount = (rows: SparseRows, row: number): number => rows.offsets[row + 1]! - rows.offsets[row]!;

function totals(rows: SparseRows, idf: Float32Array, isNumber: Uint8Array): { weight: Float32Array; numbers: Uint32Array } {
  const count = rows.offsets.length - 1;
  const weight = new Float32Array(count);
  const numbers = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    for (let at = rows.offsets[row]!; at < rows.offsets[row + 1]!; at++) {
      weight[row]! += idf[rows.terms[at]!]!;
      numbers[row]! += isNumber[rows.terms[at]!]!;
    }
  }
  return { weight, numbers };
}
