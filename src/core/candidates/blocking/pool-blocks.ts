import { throwIfCancelled } from '../../model/errors';
import { createPacer } from '../../model/turns';
import type { Job, Sides, VectorSet } from '../../model/types';
import { vectorAt } from '../../vectors/dot-products';
import { nearestBothSides, similarityOfPairs } from '../../vectors/nearest';
import { lexicalOfPairs, nearestLexicalIn } from '../lexical/lexical-index';
import { dropRepeats, type PairList } from '../pair-list';
import type { PoolInput } from '../pool';
import { topIndices } from '../top';
import type { TopPairs } from '../top-pairs';
import type { BlockPlan } from './blocking';

export interface BlockPoolSettings {
  readonly size: Sides<number>;
  readonly useLetters: boolean;
  readonly useVectors: boolean;
}

/** Blocks with at most this many pairs are compared pair by pair; larger ones are worth the set-up of a search. */
const FEW_PAIRS = 40_000;

/**
 * Pairs worth scoring, block by block. A block whose right side is no larger than the pool comes whole. Where a plan allows only a
 * part of a block's pairs, the best are chosen among the allowed ones. Cost O(sum of the blocks' searches).
 */
export async function poolBlocks(input: PoolInput, plan: BlockPlan, settings: BlockPoolSettings, job: Job): Promise<PairList> {
  const lefts: number[] = [];
  const rights: number[] = [];
  const add = (left: number, right: number): void => {
    if (input.isWithin && left === right) return;
    lefts.push(left);
    rights.push(right);
  };
  const pace = createPacer();
  let done = 0;
  for (const block of plan.blocks) {
    const pairCount = block.left.length * block.right.length;
    if (block.right.length <= settings.size.left) addAll(block, plan, add);
    else if (pairCount <= FEW_PAIRS) await addCompared(input, block, plan, settings, add, job);
    else await addSearched(input, block, plan, settings, add, job);
    done += block.left.length;
    const pause = pace();
    if (pause) {
      job.progress(done, input.count.left, 'texts');
      await pause;
      throwIfCancelled(job.signal);
    }
  }
  job.progress(input.count.left, input.count.left, 'texts');
  return fromPairs(lefts, rights, input.count.left);
}

interface Block {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
}
type AddPair = (left: number, right: number) => void;

const isAllowed = (plan: BlockPlan, left: number, right: number): boolean => plan.isExact || plan.allows(left, right);

function addAll(block: Block, plan: BlockPlan, add: AddPair): void {
  for (const left of block.left) for (const right of block.right) if (isAllowed(plan, left, right)) add(left, right);
}

/** Every allowed pair compared by both measures, the best of either side kept. */
async function addCompared(
  input: PoolInput,
  block: Block,
  plan: BlockPlan,
  settings: BlockPoolSettings,
  add: AddPair,
  job: Job,
): Promise<void> {
  const pace = createPacer();
  for (const left of block.left) {
    const partners = plan.isExact ? block.right : block.right.filter((right) => plan.allows(left, right));
    const own = new Uint32Array(partners.length).fill(left);
    const keepBest = (values: Float32Array): void => {
      for (const at of topIndices(values, settings.size.left + settings.size.right, Number.NEGATIVE_INFINITY))
        add(left, partners[at]!);
    };
    if (settings.useLetters) keepBest(lexicalOfPairs(input.lexical, own, partners));
    if (settings.useVectors) keepBest(similarityOfPairs(input.vectors!.left, input.vectors!.right, own, partners));
    const pause = pace();
    if (pause) {
      await pause;
      throwIfCancelled(job.signal);
    }
  }
}

/**
 * The best of either side by search. Where only some pairs are allowed the lists are longer and are sifted; left records that this
 * leaves with too few are compared with all their partners.
 */
async function addSearched(
  input: PoolInput,
  block: Block,
  plan: BlockPlan,
  settings: BlockPoolSettings,
  add: AddPair,
  job: Job,
): Promise<void> {
  const quiet: Job = { signal: job.signal, progress: () => {} };
  // Within one table a record is its own best partner, which is left out afterwards.
  const longer = (size: number): number => (plan.isExact ? size : size * SIFTED_LENGTH) + Number(input.isWithin);
  const size = { left: longer(settings.size.left), right: longer(settings.size.right) };
  const lists: Sides<TopPairs>[] = [];
  if (settings.useLetters) lists.push(await nearestLexicalIn(input.lexical, block.left, block.right, size, quiet));
  if (settings.useVectors) {
    const vectors = { left: gather(input.vectors!.left, block.left), right: gather(input.vectors!.right, block.right) };
    lists.push(await nearestBothSides(vectors.left, vectors.right, size, quiet));
  }
  const short = new Set<number>();
  for (const { left, right } of lists) {
    block.left.forEach((record, member) => {
      let kept = 0;
      for (let at = 0; at < left.count[member]!; at++) {
        const partner = block.right[left.index[member * left.k + at]!]!;
        if (!isAllowed(plan, record, partner)) continue;
        add(record, partner);
        kept++;
      }
      if (!plan.isExact && left.count[member] === left.k && kept < settings.size.left) short.add(record);
    });
    block.right.forEach((record, member) => {
      for (let at = 0; at < right.count[member]!; at++) {
        const partner = block.left[right.index[member * right.k + at]!]!;
        if (isAllowed(plan, partner, record)) add(partner, record);
      }
    });
  }
  if (short.size > 0) await addCompared(input, { left: Uint32Array.from(short), right: block.right }, plan, settings, add, job);
}

/** How many times as long lists are when not all pairs in them are allowed. */
const SIFTED_LENGTH = 2;

/** The vectors of some records. */
export function gather(set: VectorSet, members: Uint32Array): VectorSet {
  const data = new Float32Array(members.length * set.dimensions);
  members.forEach((member, row) => {
    data.set(vectorAt(set, member), row * set.dimensions);
  });
  return { ...set, data };
}

function fromPairs(lefts: readonly number[], rights: readonly number[], leftCount: number): PairList {
  const offsets = new Uint32Array(leftCount + 1);
  for (const left of lefts) offsets[left + 1]!++;
  for (let left = 0; left < leftCount; left++) offsets[left + 1]! += offsets[left]!;
  const next = offsets.slice();
  const right = new Uint32Array(rights.length);
  rights.forEach((partner, at) => {
    right[next[lefts[at]!]!++] = partner;
  });
  return dropRepeats(offsets, right);
}
