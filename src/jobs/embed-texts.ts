import type { Job } from '../core/model/types';
import type { Embedder, VectorCache } from '../core/vectors/embedder';
import type { EmbedAnswer, EmbedRequest } from '../rpc/protocol';
import type { Served } from '../rpc/serve';

/** Vectors kept in one block of the cache. */
const BLOCK_TEXTS = 1024;

/**
 * Embeds the texts that the cache does not know and keeps their vectors as they come, a block at a time: a run that is cancelled
 * goes on where it stopped.
 */
export async function embedTexts(
  request: EmbedRequest,
  job: Job,
  embedder: Embedder,
  cache: VectorCache,
): Promise<Served<EmbedAnswer>> {
  const { texts } = request;
  const { dimensions } = embedder;
  const cacheKey = `${embedder.model}@${embedder.sha256.slice(0, 16)}`;
  const found = request.useCache ? await cache.find(cacheKey, texts) : new Map<number, Float32Array>();
  const data = new Float32Array(texts.length * dimensions);
  const missing: number[] = [];
  texts.forEach((_, index) => {
    const vector = found.get(index);
    if (vector) data.set(vector, index * dimensions);
    else missing.push(index);
  });
  job.progress(found.size, texts.length, 'texts');

  const waiting: number[] = [];
  const writes: Promise<void>[] = [];
  const flush = (vectors: Float32Array): void => {
    const block = waiting.splice(0);
    if (block.length === 0 || !request.useCache) return;
    const packed = new Float32Array(block.length * dimensions);
    block.forEach((at, row) => {
      packed.set(vectors.subarray(at * dimensions, (at + 1) * dimensions), row * dimensions);
    });
    const kept = block.map((at) => texts[missing[at]!]!);
    writes.push(cache.keep(cacheKey, kept, dimensions, packed));
  };
  const counted: Job = { signal: job.signal, progress: (done) => job.progress(found.size + done, texts.length, 'texts') };
  let latest: Float32Array = data;
  try {
    const embedded = await embedder.embed(
      missing.map((index) => texts[index]!),
      counted,
      (finished, vectors) => {
        latest = vectors;
        waiting.push(...finished);
        if (waiting.length >= BLOCK_TEXTS) flush(vectors);
      },
    );
    missing.forEach((index, row) => {
      data.set(embedded.data.subarray(row * dimensions, (row + 1) * dimensions), index * dimensions);
    });
    flush(embedded.data);
    await Promise.all(writes);
    const model = { id: embedder.model, sha256: embedder.sha256, device: 'wasm' } as const;
    const answer: EmbedAnswer = {
      dimensions,
      data,
      model,
      cached: found.size,
      longTexts: embedded.longTexts,
      isCacheAvailable: cache.isAvailable,
    };
    return { answer, transfer: [data.buffer] };
  } catch (thrown) {
    flush(latest);
    await Promise.all(writes);
    throw thrown;
  }
}
