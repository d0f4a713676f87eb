import fc from 'fast-check';
import { buildPairGraph, type PairGraph, scoreOfPair } from './pair-graph';

export interface PairList {
  readonly rowCount: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly score: readonly number[];
}

/** Random sparse pair lists. With `distinct`, no pair is listed twice and no two have the same score, so that nothing hangs on ties. */
export function pairLists(options: { readonly distinct?: boolean; readonly mostRows?: number } = {}): fc.Arbitrary<PairList> {
  return fc.integer({ min: 1, max: options.mostRows ?? 9 }).chain((rowCount) => {
    const row = fc.nat({ max: rowCount - 1 });
    const key = ({ a, b }: { a: number; b: number }): string =>
      options.distinct ? `${Math.min(a, b)}:${Math.max(a, b)}` : `${a}:${b}`;
    const pairs = fc.uniqueArray(fc.record({ a: row, b: row }), { selector: key, maxLength: 30 });
    return pairs.chain((list) => {
      const scores = options.distinct
        ? fc
            .uniqueArray(fc.nat({ max: 9999 }), { minLength: list.length, maxLength: list.length })
            .map((places) => places.map((place) => 0.01 + 0.98 * ((place * Math.SQRT2) % 1)))
        : fc.array(fc.constantFrom(0, 0.25, 0.5, 0.75, 0.9, 1), { minLength: list.length, maxLength: list.length });
      return scores.map((score) => ({
        rowCount,
        left: list.map(({ a }) => a),
        right: list.map(({ b }) => b),
        score: score.map(Math.fround),
      }));
    });
  });
}

export const graphOf = (list: PairList): PairGraph => buildPairGraph(list.rowCount, list);

/** The same pairs with every row renamed. */
export const renamed = (list: PairList, to: readonly number[]): PairList => ({
  ...list,
  left: list.left.map((row) => to[row]!),
  right: list.right.map((row) => to[row]!),
});

/** Score of a pair with unknown ones as 0. */
export const knownScore = (graph: PairGraph, a: number, b: number): number => {
  const score = scoreOfPair(graph, a, b);
  return Number.isNaN(score) ? 0 : score;
};

/** Sorted lists of rows: a partition without numbering. */
export function asSets(clusterOf: ArrayLike<number>, nameOf: (row: number) => number = (row) => row): number[][] {
  const sets = new Map<number, number[]>();
  for (let row = 0; row < clusterOf.length; row++) {
    const rows = sets.get(clusterOf[row]!) ?? [];
    sets.set(clusterOf[row]!, rows);
    rows.push(nameOf(row));
  }
  return [...sets.values()].map((rows) => rows.sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);
}
