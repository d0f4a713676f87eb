/** Numbers terms in order of first appearance and counts them, text by text. */
export interface TermCounter {
  /** Term → number. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Counted texts that have each term, by number. */
  readonly documentFrequency: readonly number[];
  /** How often a text has each of its terms, by number; repeats count. */
  count(text: string): Map<number, number>;
}

/** @param termsOf cuts one text into terms */
export function createTermCounter(termsOf: (text: string) => string[]): TermCounter {
  const vocabulary = new Map<string, number>();
  const documentFrequency: number[] = [];
  return {
    vocabulary,
    documentFrequency,
    count(text) {
      const frequencies = new Map<number, number>();
      for (const term of termsOf(text)) {
        let id = vocabulary.get(term);
        if (id === undefined) {
          id = vocabulary.size;
          vocabulary.set(term, id);
          documentFrequency.push(0);
        }
        frequencies.set(id, (frequencies.get(id) ?? 0) + 1);
      }
      for (const id of frequencies.keys()) documentFrequency[id]!++;
      return frequencies;
    },
  };
}
