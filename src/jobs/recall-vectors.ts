import { throwIfCancelled } from '../core/model/errors';
import { keysOfTexts } from '../core/model/text-key';
import { nextTurn } from '../core/model/turns';
import type { Job, Sides } from '../core/model/types';
import { distinctTexts, spreadVectors } from '../core/vectors/distinct-texts';
import { findKept, type VectorCache } from '../core/vectors/encoder';
import type { ModelDescription } from '../rpc/protocol';
import { readingForm } from './plan-embedding';
import type { VectorIntake } from './vector-intake';

/**
 * Takes the vectors of all texts out of the cache, where it has all of them by one of the models; else nothing is kept. What a run
 * has embedded before, it then embeds again without a model.
 *
 * @param models in order of preference @returns the model whose vectors were taken, null where none has all
 * @throws AppError `job/cancelled`, `device/out-of-memory`
 */
export async function recallVectors(
  texts: Sides<readonly string[]>,
  models: readonly ModelDescription[],
  cache: VectorCache,
  intake: VectorIntake,
  job: Job,
): Promise<ModelDescription | null> {
  const all = [...texts.left, ...texts.right];
  if (!cache.isAvailable || all.length === 0) return null;
  const distinct = distinctTexts(all, readingForm);
  await nextTurn();
  throwIfCancelled(job.signal);
  const keys = keysOfTexts(distinct.texts);
  for (const model of models) {
    const hits = await findKept(cache, model, keys);
    throwIfCancelled(job.signal);
    if (hits.reduce((sum, { texts: found }) => sum + found.length, 0) < distinct.texts.length) continue;
    let next = cache.read(hits[0]!.block, hits[0]!.rows);
    let isWhole = true;
    for (let at = 0; at < hits.length && isWhole; at++) {
      const vectors = await next;
      throwIfCancelled(job.signal);
      const after = hits[at + 1];
      // The next block is on its way while this one is put in place.
      if (after) next = cache.read(after.block, after.rows);
      if (vectors) intake.take(spreadVectors(distinct, hits[at]!.texts, vectors.dimensions, vectors.data));
      else isWhole = false;
    }
    if (isWhole) return model;
    intake.clear();
  }
  return null;
}
