import { createDisjointSets } from '../clusters/disjoint-sets';
import type { Random } from '../numerics/random';
import type { LabelledPairs } from './labelled-pairs';

/** Which records are one thing by the labelled matches: connected components, numbered by first mention. */
export interface Entities {
  readonly count: number;
  /** Of each record, −1 where no match has it. In one table both are the same array. */
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** O(rows + pairs). @param isOneTable rows of either side are rows of one table */
export function findEntities(pairs: LabelledPairs, leftCount: number, rightCount: number, isOneTable: boolean): Entities {
  const shift = isOneTable ? 0 : leftCount;
  const sets = createDisjointSets(shift + rightCount);
  const isPaired = new Uint8Array(shift + rightCount);
  for (let at = 0; at < pairs.left.length; at++) {
    if (pairs.isMatch[at] !== 1) continue;
    const [left, right] = [pairs.left[at]!, shift + pairs.right[at]!];
    sets.join(left, right);
    isPaired[left] = 1;
    isPaired[right] = 1;
  }
  const numbers = new Map<number, number>();
  const entityOf = new Int32Array(shift + rightCount).fill(-1);
  for (let row = 0; row < entityOf.length; row++) {
    if (isPaired[row] === 0) continue;
    const root = sets.find(row);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    entityOf[row] = number;
  }
  const left = isOneTable ? entityOf : entityOf.subarray(0, leftCount);
  return { count: numbers.size, left, right: entityOf.subarray(shift) };
}

/** The fold, 0 … folds − 1, of each of `count` entities: equally many in each, by lot. */
export function dealFolds(count: number, folds: number, random: Random): Uint8Array {
  const order = shuffled(count, random);
  const foldOf = new Uint8Array(count);
  order.forEach((entity, at) => {
    foldOf[entity] = at % folds;
  });
  return foldOf;
}

/** 0 … count − 1 in an order by lot (Fisher and Yates). */
export function shuffled(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random.uniform() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}
