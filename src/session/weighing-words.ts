import { AppError } from '../core/model/errors';
import type { MatchSettings } from '../core/model/settings';
import type { Sides } from '../core/model/types';
import { leaveOutWords, type WordPlace, weighLeftOut } from '../core/vectors/left-out-words';
import { adaptShard } from '../jobs/adapt-shard';
import { embedSides } from './embedding/embedding';
import { adapterFor } from './tuning/adapters';

/** Words of two texts, and how much their likeness in meaning falls without each. */
export interface WeighedWords {
  readonly words: Sides<readonly WordPlace[]>;
  readonly weights: Sides<Float32Array>;
}

/**
 * Which words carry the likeness of two texts in meaning, by embedding both without one word after the other, some dozens of texts. They
 * are not kept in the cache.
 *
 * @throws AppError `model/…`, `adapter/…`, `device/…`, `job/cancelled`
 */
export async function weighWords(
  texts: Sides<string>,
  settings: Pick<MatchSettings, 'model' | 'adapter' | 'score'>,
  signal: AbortSignal,
): Promise<WeighedWords> {
  const asked = leaveOutWords(texts);
  const adapter = await adapterFor(settings);
  const options = { useCache: false, workers: 1 };
  const { shards } = await embedSides({ left: asked.texts, right: [] }, settings.model, options, signal, {
    onProgress: () => {},
  });
  const dimensions = shards[0]?.dimensions;
  if (!dimensions) throw new AppError('internal', { reason: 'no vectors' });
  const vectors = new Float32Array(asked.texts.length * dimensions);
  for (const shard of shards) {
    const { indices, data } = adaptShard(shard, adapter);
    indices.forEach((text, row) => {
      vectors.set(data.subarray(row * dimensions, (row + 1) * dimensions), text * dimensions);
    });
  }
  return { words: asked.words, weights: weighLeftOut(asked, vectors) };
}
