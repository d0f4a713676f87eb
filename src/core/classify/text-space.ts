import { createTermCounter } from '../candidates/lexical/term-counter';
import { invert, type SparseRows, sparseRows } from '../candidates/lexical/tfidf';

/** One text as TF-IDF terms, L2-normalised. */
export interface WeighedText {
  readonly terms: readonly number[];
  readonly weights: readonly number[];
}

/** TF-IDF over the terms of some fixed texts. */
export interface TextSpace {
  readonly termCount: number;
  /** The fixed texts. */
  readonly fixed: SparseRows;
  /** Any text in the terms of the fixed ones; terms that none of them has count for nothing. O(its terms). */
  weigh(text: string): WeighedText;
  /** Adds `factor` times the cosine with every fixed text to `out`. O(postings of the text's terms). */
  addCosines(text: WeighedText, out: Float64Array, factor: number): void;
}

/**
 * The space of the terms of `texts`: term frequency `1 + ln(tf)`, inverse document frequency `ln((1 + n) / (1 + df)) + 1` over them.
 * Cost and memory O(terms).
 */
export function createTextSpace(texts: readonly string[], termsOf: (text: string) => string[]): TextSpace {
  const { vocabulary, documentFrequency, count } = createTermCounter(termsOf);
  const counted = texts.map(count);
  const idf = Float64Array.from(documentFrequency, (df) => Math.log((1 + texts.length) / (1 + df)) + 1);
  const fixed = sparseRows(counted.map((counts) => weighCounts(counts, idf)));
  const postings = invert(fixed, vocabulary.size);
  return {
    termCount: vocabulary.size,
    fixed,
    weigh(text) {
      const counts = new Map<number, number>();
      for (const term of termsOf(text)) {
        const id = vocabulary.get(term);
        if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      return weighCounts(counts, idf);
    },
    addCosines({ terms, weights }, out, factor) {
      terms.forEach((term, i) => {
        const weight = weights[i]! * factor;
        const end = postings.offsets[term + 1]!;
        for (let slot = postings.offsets[term]!; slot < end; slot++)
          out[postings.rows[slot]!]! += weight * postings.weights[slot]!;
      });
    },
  };
}

function weighCounts(counts: ReadonlyMap<number, number>, idf: Float64Array): WeighedText {
  const terms = [...counts.keys()];
  const weights = terms.map((term) => (1 + Math.log(counts.get(term)!)) * idf[term]!);
  const norm = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return { terms, weights: weights.map((weight) => weight / norm) };
}
