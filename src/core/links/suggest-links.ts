import { leftOf as leftOfPairs } from '../candidates/pair-list';
import { throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { CandidateSet, Cardinality, Job, Link, Sides } from '../model/types';
import { assignPairs } from './assignment';
import { type PairGraph, pairsAbove } from './pair-graph';

export interface LinkSettings {
  readonly cardinality: Cardinality;
  /** Pairs below are never linked; null links whatever cardinality allows. */
  readonly threshold: number | null;
  /** Most links of one record of each side where cardinality allows several; null or absent is any number. */
  readonly limits?: Sides<number | null>;
}

/**
 * The links that candidates suggest under a cardinality, by left row, then right row.
 *
 * Where both sides are limited (one-to-one always) they are the choice of greatest total score, exact: see `assignPairs`. Where only
 * one side is limited, each of its records takes its best pairs, ties by the lower row of the other side; where none is, every pair
 * is linked. Cost O(pairs), for two limited sides near linear in practice.
 */
export function suggestLinks(candidates: CandidateSet, settings: LinkSettings): Link[] {
  const steps = chooseLinks(candidates, settings);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same as `suggestLinks` with pauses in which a cancel arrives. @throws AppError `job/cancelled` */
export async function findLinks(candidates: CandidateSet, settings: LinkSettings, job: Job): Promise<Link[]> {
  const steps = chooseLinks(candidates, settings);
  const pace = createPacer();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    const pause = pace();
    if (!pause) continue;
    job.progress(value, candidates.leftCount, 'rows');
    await pause;
    throwIfCancelled(job.signal);
  }
}

/** Most links of a record of each side; infinite where there is no limit. */
export function capacityOf({ cardinality, limits }: LinkSettings): Sides<number> {
  const most = (side: 'left' | 'right'): number => limits?.[side] ?? Number.POSITIVE_INFINITY;
  return {
    left: cardinality === 'one-to-one' || cardinality === 'many-to-one' ? 1 : most('left'),
    right: cardinality === 'one-to-one' || cardinality === 'one-to-many' ? 1 : most('right'),
  };
}

/** Best suggested right row of every left row, −1 where there is none. */
export function bestSuggested(links: readonly Link[], leftCount: number): Int32Array {
  const rightOf = new Int32Array(leftCount).fill(-1);
  const best = new Float32Array(leftCount).fill(-1);
  for (const link of links) {
    if (link.matchScore <= best[link.left]!) continue;
    best[link.left] = link.matchScore;
    rightOf[link.left] = link.right;
  }
  return rightOf;
}

function* chooseLinks(candidates: CandidateSet, settings: LinkSettings): Generator<number, Link[]> {
  const graph = pairsAbove(candidates, settings.threshold);
  const capacity = capacityOf(settings);
  const taken = Number.isFinite(capacity.left)
    ? Number.isFinite(capacity.right)
      ? yield* assignPairs(graph, capacity)
      : takeBestOfLeft(graph, capacity.left)
    : takeBestOfRight(graph, capacity.right);
  const links: Link[] = [];
  for (let left = 0; left < graph.leftCount; left++) {
    const from = links.length;
    for (let pair = graph.offsets[left]!; pair < graph.offsets[left + 1]!; pair++) {
      if (taken[pair]) links.push({ left, right: graph.right[pair]!, matchScore: graph.gain[pair]!, decidedBy: 'rule' });
    }
    if (links.length - from < 2) continue;
    links.push(...links.splice(from).sort((a, b) => a.right - b.right));
  }
  return links;
}

function takeBestOfLeft(graph: PairGraph, most: number): Uint8Array {
  const taken = new Uint8Array(graph.right.length);
  for (let left = 0; left < graph.leftCount; left++) {
    const order = indices(graph.offsets[left]!, graph.offsets[left + 1]!);
    order.sort((a, b) => graph.gain[b]! - graph.gain[a]! || graph.right[a]! - graph.right[b]!);
    for (const pair of order.subarray(0, most)) taken[pair] = 1;
  }
  return taken;
}

function takeBestOfRight(graph: PairGraph, most: number): Uint8Array {
  const { rightCount, right, gain } = graph;
  const taken = new Uint8Array(right.length);
  if (most === Number.POSITIVE_INFINITY) return taken.fill(1);
  const offsets = new Uint32Array(rightCount + 1);
  for (const record of right) offsets[record + 1]!++;
  for (let record = 0; record < rightCount; record++) offsets[record + 1]! += offsets[record]!;
  const next = offsets.slice();
  const pairs = new Uint32Array(right.length);
  right.forEach((record, pair) => {
    pairs[next[record]!++] = pair;
  });
  const leftOf = leftOfPairs(graph);
  for (let record = 0; record < rightCount; record++) {
    const own = pairs.subarray(offsets[record]!, offsets[record + 1]!);
    if (own.length > most) own.sort((a, b) => gain[b]! - gain[a]! || leftOf[a]! - leftOf[b]!);
    for (const pair of own.subarray(0, most)) taken[pair] = 1;
  }
  return taken;
}

const indices = (from: number, to: number): Uint32Array => Uint32Array.from({ length: to - from }, (_, at) => from + at);
