import { createSimilarityRows } from '../vectors/similarity-rows';
import type { LabelledPairs } from './labelled-pairs';

/**
 * How many left records with a match have one nearest of all: of ties none counts that another record shares. O(records with a match ·
 * right records · dimensions).
 *
 * @param vectors row-major; right null: of one table, where a record is not its own neighbour and pairs go both ways
 * @param pairs of places of vectors
 */
export function countFirst(
  vectors: { readonly left: Float32Array; readonly right: Float32Array | null },
  dimensions: number,
  pairs: LabelledPairs,
): { readonly rows: number; readonly first: number } {
  const isOneTable = vectors.right === null;
  const partners = new Map<number, Set<number>>();
  const add = (one: number, other: number): void => {
    const known = partners.get(one);
    if (known) known.add(other);
    else partners.set(one, new Set([other]));
  };
  pairs.left.forEach((left, at) => {
    if (pairs.isMatch[at] !== 1) return;
    add(left, pairs.right[at]!);
    if (isOneTable) add(pairs.right[at]!, left);
  });
  const set = (data: Float32Array) => ({ model: '', dimensions, data });
  const rowOf = createSimilarityRows(set(vectors.left), set(vectors.right ?? vectors.left));
  let first = 0;
  for (const [left, own] of [...partners].sort(([a], [b]) => a - b)) {
    const products = rowOf(left);
    let best = Number.NEGATIVE_INFINITY;
    let others = Number.NEGATIVE_INFINITY;
    products.forEach((product, right) => {
      if (isOneTable && right === left) return;
      if (own.has(right)) best = Math.max(best, product);
      else others = Math.max(others, product);
    });
    if (best > others) first++;
  }
  return { rows: partners.size, first };
}
