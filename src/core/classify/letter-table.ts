import { ngramsOf } from '../candidates/lexical/ngrams';
import { createTermCounter } from '../candidates/lexical/term-counter';
import { invert, sparseRows } from '../candidates/lexical/tfidf';
import { normaliseText } from '../text/normalise';

/** Character n-grams of texts that are fitted on more than once, cut and counted once. */
export interface LetterTable {
  readonly terms: readonly string[];
  /** Terms of a text by number, in order of appearance, each with `1 + ln(tf)`. */
  countsOf(text: number): TermCounts;
}

export interface TermCounts {
  readonly terms: Uint32Array;
  readonly weights: Float64Array;
}

/** @param wanted numbers of texts; only those can be asked for. @param termsOf cuts a text; into n-grams of characters where left out. O(characters) */
export function createLetterTable(
  texts: readonly string[],
  wanted: readonly number[],
  termsOf: (normalised: string) => string[] = ngramsOf,
): LetterTable {
  const { vocabulary, count } = createTermCounter(termsOf);
  const rows = new Map<number, TermCounts>();
  for (const text of wanted) {
    if (rows.has(text)) continue;
    const counts = count(normaliseText(texts[text]!));
    rows.set(text, {
      terms: Uint32Array.from(counts.keys()),
      weights: Float64Array.from(counts.values(), (times) => 1 + Math.log(times)),
    });
  }
  const countsOf = (text: number): TermCounts => rows.get(text)!;
  return { terms: [...vocabulary.keys()], countsOf };
}

/** TF-IDF of some texts of a table. Terms have the numbers of the table; those that are left out have an `idf` of 0. */
export interface LetterSpace {
  readonly idf: Float64Array;
  /** Any text of the table, L2-normalised over the terms that are not left out. */
  weigh(text: number): TermCounts;
  /** Adds `factor` times the cosine with every fixed text, in their order, to `out`; with the first of them where it has fewer places. O(postings of the text's terms). */
  addCosines(text: TermCounts, out: Float64Array, factor: number): void;
}

/**
 * The space of `fixed` texts: inverse document frequency `ln((1 + n) / (1 + df)) + 1` over them.
 *
 * @param fewestTexts terms that fewer of them have are left out
 */
export function createLetterSpace(table: LetterTable, fixed: readonly number[], fewestTexts: number): LetterSpace {
  const frequency = new Uint32Array(table.terms.length);
  for (const text of fixed) for (const term of table.countsOf(text).terms) frequency[term]!++;
  const idf = Float64Array.from(frequency, (df) => (df < fewestTexts ? 0 : Math.log((1 + fixed.length) / (1 + df)) + 1));
  const weigh = (text: number): TermCounts => {
    const { terms, weights } = table.countsOf(text);
    const weighed = weights.map((weight, i) => weight * idf[terms[i]!]!);
    let squares = 0;
    for (const weight of weighed) squares += weight * weight;
    const norm = Math.sqrt(squares) || 1;
    for (let i = 0; i < weighed.length; i++) weighed[i]! /= norm;
    return { terms, weights: weighed };
  };
  const { offsets, rows, weights: posted } = invert(sparseRows(fixed.map(weigh)), table.terms.length);
  return {
    idf,
    weigh,
    addCosines({ terms, weights }, out, factor) {
      for (let i = 0; i < terms.length; i++) {
        const weight = weights[i]! * factor;
        if (weight === 0) continue;
        const end = offsets[terms[i]! + 1]!;
        for (let slot = offsets[terms[i]!]!; slot < end && rows[slot]! < out.length; slot++) {
          out[rows[slot]!]! += weight * posted[slot]!;
        }
      }
    },
  };
}
