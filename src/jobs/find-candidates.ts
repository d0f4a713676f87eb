import { poolCandidates, rankCandidates } from '../core/candidates/find-candidates';
import { suggestLinks } from '../core/links/suggest-links';
import type { Sides, TextSet, VectorSet } from '../core/model/types';
import type { VectorShard } from '../rpc/protocol';
import type { Handlers } from '../rpc/serve';

/** Finds candidates and suggests links among them. */
export const findAndLink: NonNullable<Handlers['find']> = async ({ texts, shards, settings, links }, job) => {
  const started = performance.now();
  const vectors = assemble(texts, shards);
  const input = {
    left: { texts: texts.left, vectors: vectors?.left ?? null },
    right: { texts: texts.right, vectors: vectors?.right ?? null },
  };
  const pool = await poolCandidates(input, settings, job);
  const searched = performance.now();
  const candidates = rankCandidates(input, settings, pool);
  const scored = performance.now();
  const suggested = suggestLinks(candidates, links);
  const answer = {
    candidates,
    links: suggested,
    searchMs: searched - started,
    scoreMs: scored - searched,
    linkMs: performance.now() - scored,
  };
  const transfer = [candidates.offsets, candidates.right, candidates.similarity, candidates.lexical, candidates.matchScore];
  return { answer, transfer: transfer.map((array) => array.buffer) };
};

/** Suggests links again, as after a change of the threshold. */
export const linkAgain: NonNullable<Handlers['link']> = async ({ candidates, settings }) => ({
  answer: suggestLinks(candidates, settings),
});

/** Puts shards, made by several workers, back into the order of the texts of both sides. */
function assemble(texts: Sides<TextSet>, shards: readonly VectorShard[]): Sides<VectorSet> | null {
  const dimensions = shards[0]?.dimensions;
  if (!dimensions) return null;
  const leftCount = texts.left.texts.length;
  const all = new Float32Array((leftCount + texts.right.texts.length) * dimensions);
  for (const shard of shards) {
    shard.indices.forEach((text, row) => {
      all.set(shard.data.subarray(row * dimensions, (row + 1) * dimensions), text * dimensions);
    });
  }
  const split = leftCount * dimensions;
  const set = (data: Float32Array): VectorSet => ({ model: '', dimensions, data });
  return { left: set(all.subarray(0, split)), right: set(all.subarray(split)) };
}
