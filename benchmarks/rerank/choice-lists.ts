import type { ChoiceLists } from '../../src/core/candidates/rerank/fit-reranker';
import { createRandom } from '../../src/core/numerics/random';
import { type GatheredTask, WIDTH } from './gather-task';

/** Records that a task teaches with, of each side; a task with fewer than 60 counts less. */
const MOST_LISTS = 300;
const FEW_LISTS = 60;

/**
 * What records of the sides that have one partner choose from: a sample of each task, by seed, every task counting the same. Records with a
 * partner are half of a sample of right records, of which most have none.
 */
export function choiceLists(tasks: readonly GatheredTask[], seed: number): ChoiceLists {
  const random = createRandom(seed);
  const offsets = [0];
  const places: { readonly task: GatheredTask; readonly at: number }[] = [];
  const weights: number[] = [];
  for (const task of tasks) {
    const sides = sidesOf(task).map((lists) => {
      const matched = lists.filter((list) => list.some((at) => task.isMatch[at]));
      const others = lists.filter((list) => !list.some((at) => task.isMatch[at]));
      const share = Math.max(0.5, matched.length / Math.max(1, lists.length));
      const most = Math.round(MOST_LISTS * share);
      return [...sample(matched, most), ...sample(others, MOST_LISTS - most)];
    });
    const count = sides.reduce((sum, lists) => sum + lists.length, 0);
    for (const lists of sides) {
      for (const list of lists) {
        for (const at of list) places.push({ task, at });
        offsets.push(places.length);
        weights.push(Math.min(1, count / FEW_LISTS) / count);
      }
    }
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const data = new Float32Array(places.length * WIDTH);
  places.forEach(({ task, at }, place) => {
    data.set(task.features.subarray(at * WIDTH, (at + 1) * WIDTH), place * WIDTH);
  });
  return {
    offsets: Uint32Array.from(offsets),
    logits: Float64Array.from(places, ({ task, at }) => task.logits[at]!),
    data,
    width: WIDTH,
    isMatch: Uint8Array.from(places, ({ task, at }) => task.isMatch[at]!),
    weights: Float64Array.from(weights, (weight) => weight / total),
  };

  function sample(lists: readonly number[][], most: number): number[][] {
    const drawn = lists.map((list) => ({ list, key: random.uniform() }));
    return drawn
      .sort((a, b) => a.key - b.key)
      .slice(0, most)
      .map(({ list }) => list);
  }
}

/** Candidates of each record of the sides that have one partner at most, those within reach. */
function sidesOf({ cardinality, counts, lefts, pool, isNear }: GatheredTask): number[][][] {
  const listsBy = (members: Uint32Array, count: number): number[][] => {
    const lists: number[][] = Array.from({ length: count }, () => []);
    members.forEach((member, at) => {
      if (isNear[at]) lists[member]!.push(at);
    });
    return lists.filter((list) => list.length > 0);
  };
  const left = listsBy(lefts, counts.left);
  const right = listsBy(pool.right, counts.right);
  if (cardinality === 'one-to-one') return [left, right];
  return cardinality === 'one-to-many' ? [right] : [left];
}
