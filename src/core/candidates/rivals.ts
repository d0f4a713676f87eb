import { topIndices } from './top';

/**
 * The value that a candidate of one left text has to beat: that of the best other candidate. Where several rows share the left
 * text, each needs a partner of its own, so the best others do not count until they have a row for every one of them: with two
 * equal left rows and distinct right rows, the second best other. Zero where there is no such other.
 *
 * Cost O(candidates) to create, O(left rows) a call.
 *
 * @param values of the candidates, in any order
 * @param leftRows number of rows with the left text, at least 1
 * @param rowsOf number of right rows that a candidate stands for
 * @returns a function from a candidate's place to its rival's value
 */
export function createRivals(values: Float32Array, leftRows: number, rowsOf: (at: number) => number): (at: number) => number {
  const ranked = topIndices(values, Math.min(values.length, leftRows + 1), Number.NEGATIVE_INFINITY);
  return (candidate) => {
    let rows = 0;
    for (const at of ranked) {
      if (at === candidate) continue;
      rows += rowsOf(at);
      if (rows >= leftRows) return values[at]!;
    }
    return 0;
  };
}
