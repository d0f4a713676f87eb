import { throwIfCancelled } from '../core/model/errors';
import { nextTurn } from '../core/model/turns';
import type { Embedder } from '../core/vectors/embedder';

const DIMENSIONS = 16;

/**
 * Vectors without a model: every character bigram adds to one of 16 dimensions, so that texts with bigrams in common are similar.
 * Longest texts first, `batchSize` at a time. For tests.
 */
export function createHashEmbedder(batchSize = 8): Embedder {
  return {
    model: 'hash',
    sha256: '0123456789abcdef0123456789abcdef',
    dimensions: DIMENSIONS,
    async embed(texts, job, onVectors) {
      const data = new Float32Array(texts.length * DIMENSIONS);
      const order = texts.map((_, index) => index).sort((a, b) => texts[b]!.length - texts[a]!.length || a - b);
      for (let start = 0; start < order.length; start += batchSize) {
        throwIfCancelled(job.signal);
        const batch = order.slice(start, start + batchSize);
        for (const index of batch) data.set(hashVector(texts[index]!), index * DIMENSIONS);
        onVectors?.(batch, data);
        job.progress(start + batch.length, texts.length, 'texts');
        await nextTurn();
      }
      return { data, longTexts: texts.filter((text) => text.length > 100).length };
    },
    dispose: async () => {},
  };
}

/** The unit vector that the embedder gives a text; zeros for the empty one. */
export function hashVector(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (let at = 0; at < text.length; at++) {
    const hash = Math.imul(text.charCodeAt(at) * 31 + (text.charCodeAt(at + 1) || 0), 2654435761);
    vector[(hash >>> 16) % DIMENSIONS]! += 1;
  }
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}
