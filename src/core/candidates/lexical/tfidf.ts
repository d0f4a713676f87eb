import { createTermCounter } from './term-counter';

/** Sparse rows: `terms[offsets[i]..offsets[i + 1]]` with their `weights`, L2-normalised. Terms are numbers below `termCount`. */
export interface SparseRows {
  readonly offsets: Uint32Array;
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
}

export interface TfIdf {
  readonly termCount: number;
  /** The terms themselves, by number. */
  readonly vocabulary: readonly string[];
  /** `ln((1 + n) / (1 + df)) + 1` of each term over both sides. */
  readonly idf: Float32Array;
  readonly left: SparseRows;
  readonly right: SparseRows;
}

/**
 * TF-IDF of two sides fitted together: term frequency `1 + ln(tf)`, smoothed inverse document frequency, rows L2-normalised, so
 * that the dot product of two rows is their cosine (0…1). Terms are numbered in order of first appearance. Cost O(terms).
 *
 * @param termsOf cuts one text into terms; repeats count
 */
export function fitTfIdf(left: readonly string[], right: readonly string[], termsOf: (text: string) => string[]): TfIdf {
  const { vocabulary, documentFrequency, count } = createTermCounter(termsOf);
  const leftCounts = left.map(count);
  const rightCounts = right.map(count);
  const documents = left.length + right.length;
  const idf = Float32Array.from(documentFrequency, (df) => Math.log((1 + documents) / (1 + df)) + 1);
  return {
    termCount: vocabulary.size,
    vocabulary: [...vocabulary.keys()],
    idf,
    left: toSparseRows(leftCounts, idf),
    right: toSparseRows(rightCounts, idf),
  };
}

function toSparseRows(counts: readonly ReadonlyMap<number, number>[], idf: Float32Array): SparseRows {
  const offsets = new Uint32Array(counts.length + 1);
  counts.forEach((row, index) => {
    offsets[index + 1] = offsets[index]! + row.size;
  });
  const terms = new Uint32Array(offsets.at(-1)!);
  const weights = new Float32Array(terms.length);
  counts.forEach((row, index) => {
    let at = offsets[index]!;
    let squares = 0;
    for (const [term, frequency] of row) {
      const weight = (1 + Math.log(frequency)) * idf[term]!;
      terms[at] = term;
      weights[at++] = weight;
      squares += weight * weight;
    }
    const norm = Math.sqrt(squares) || 1;
    for (let i = offsets[index]!; i < at; i++) weights[i]! /= norm;
  });
  return { offsets, terms, weights };
}

/** Rows by term: `rows[offsets[term]..offsets[term + 1]]`, ascending, with the weight of the term in each. */
export interface Postings {
  readonly offsets: Uint32Array;
  readonly rows: Uint32Array;
  readonly weights: Float32Array;
}

/** Turns rows → terms into terms → rows. Cost O(terms). */
export function invert(sparse: SparseRows, termCount: number): Postings {
  const offsets = new Uint32Array(termCount + 1);
  for (const term of sparse.terms) offsets[term + 1]!++;
  for (let term = 0; term < termCount; term++) offsets[term + 1]! += offsets[term]!;
  const next = offsets.slice();
  const rows = new Uint32Array(sparse.terms.length);
  const weights = new Float32Array(sparse.terms.length);
  for (let row = 0; row + 1 < sparse.offsets.length; row++) {
    for (let at = sparse.offsets[row]!; at < sparse.offsets[row + 1]!; at++) {
      const slot = next[sparse.terms[at]!]!++;
      rows[slot] = row;
      weights[slot] = sparse.weights[at]!;
    }
  }
  return { offsets, rows, weights };
}

/** Cosines of one sparse row with every row of `postings`, written to `out` (which is cleared first). */
export function cosinesWith(sparse: SparseRows, row: number, postings: Postings, out: Float32Array): void {
  out.fill(0);
  for (let at = sparse.offsets[row]!; at < sparse.offsets[row + 1]!; at++) {
    const weight = sparse.weights[at]!;
    const end = postings.offsets[sparse.terms[at]! + 1]!;
    for (let slot = postings.offsets[sparse.terms[at]!]!; slot < end; slot++) {
      out[postings.rows[slot]!]! += weight * postings.weights[slot]!;
    }
  }
}

/** Rows of terms with their weights, one after the other. O(terms). */
export function sparseRows(
  rows: readonly { readonly terms: ArrayLike<number>; readonly weights: ArrayLike<number> }[],
): SparseRows {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach(({ terms }, row) => {
    offsets[row + 1] = offsets[row]! + terms.length;
  });
  const terms = new Uint32Array(offsets.at(-1)!);
  const weights = new Float32Array(terms.length);
  rows.forEach((row, at) => {
    terms.set(row.terms, offsets[at]!);
    weights.set(row.weights, offsets[at]!);
  });
  return { offsets, terms, weights };
}
