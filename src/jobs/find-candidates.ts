import { createMatcher, type Matcher, type TextVectors } from '../core/candidates/find-candidates';
import { suggestLinks } from '../core/links/suggest-links';
import { AppError } from '../core/model/errors';
import type { Sides, VectorSet } from '../core/model/types';
import type { VectorShard } from '../rpc/protocol';
import type { Handlers } from '../rpc/serve';

/** What a search worker can do: take two tables, then find candidates and links in them as better vectors come. */
export function createSearchHandlers(): Pick<Required<Handlers>, 'open' | 'find' | 'link'> {
  let matcher: Matcher | null = null;
  return {
    open: async ({ tables, settings }) => {
      matcher = createMatcher(tables, settings);
      return { answer: { texts: matcher.texts } };
    },
    find: async ({ shards, secondShards, links }, job) => {
      if (!matcher) throw new AppError('internal', { reason: 'find before open' });
      const { candidates, timings } = await matcher.find(assembleVectors(matcher, shards, secondShards), job);
      const scored = performance.now();
      const suggested = suggestLinks(candidates, links);
      const answer = { candidates, links: suggested, ...timings, linkMs: performance.now() - scored };
      const transfer = [candidates.offsets, candidates.right, candidates.similarity, candidates.lexical, candidates.matchScore];
      return { answer, transfer: transfer.map((array) => array.buffer) };
    },
    link: async ({ candidates, settings }) => ({ answer: suggestLinks(candidates, settings) }),
  };
}

function assembleVectors(matcher: Matcher, shards: readonly VectorShard[], second: readonly VectorShard[]): TextVectors | null {
  const first = assemble(matcher.texts, shards);
  return first && { first, second: assemble(matcher.texts, second) };
}

/** Puts shards, made by several workers, back into the order of the texts of both sides. */
function assemble(texts: Sides<readonly string[]>, shards: readonly VectorShard[]): Sides<VectorSet> | null {
  const dimensions = shards[0]?.dimensions;
  if (!dimensions) return null;
  const leftCount = texts.left.length;
  const all = new Float32Array((leftCount + texts.right.length) * dimensions);
  for (const shard of shards) {
    shard.indices.forEach((text, row) => {
      all.set(shard.data.subarray(row * dimensions, (row + 1) * dimensions), text * dimensions);
    });
  }
  const split = leftCount * dimensions;
  const set = (data: Float32Array): VectorSet => ({ model: '', dimensions, data });
  return { left: set(all.subarray(0, split)), right: set(all.subarray(split)) };
}
