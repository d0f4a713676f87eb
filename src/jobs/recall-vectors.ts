import { throwIfCancelled } from '../core/model/errors';
import { keysOfTexts } from '../core/model/text-key';
import { nextTurn } from '../core/model/turns';
import type { Job, Sides } from '../core/model/types';
import { distinctTexts, spreadVectors } from '../core/vectors/distinct-texts';
import { type CacheHit, type EncodingDevice, findKept, type VectorCache } from '../core/vectors/encoder';
import type { ModelAddress, ModelDescription } from '../rpc/protocol';
import { readingForm } from './plan-embedding';
import type { VectorIntake } from './vector-intake';

/** Where vectors of earlier runs are, and what made them. */
export interface StoredVectors {
  openCache(): Promise<VectorCache>;
  /** One description a device. @throws AppError `model/missing`, `model/corrupt` */
  describe(address: ModelAddress, devices: readonly EncodingDevice[]): Promise<readonly ModelDescription[]>;
}

/** `recallVectors` of a model by the first of these devices that made them all. @throws AppError also `model/missing`, `model/corrupt` */
export async function recallStored(
  stored: StoredVectors,
  { devices, ...address }: ModelAddress & { readonly devices: readonly EncodingDevice[] },
  texts: Sides<readonly string[]>,
  intake: VectorIntake,
  job: Job,
): Promise<ModelDescription | null> {
  const [models, cache] = await Promise.all([stored.describe(address, devices), stored.openCache()]);
  return recallVectors(texts, models, cache, intake, job);
}

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
    const portions = portionsOf(hits);
    let next = cache.readSeveral(portions[0]!);
    let isWhole = true;
    for (let at = 0; at < portions.length && isWhole; at++) {
      const blocks = await next;
      throwIfCancelled(job.signal);
      const after = portions[at + 1];
      // The next blocks are on their way while these are put in place.
      if (after) next = cache.readSeveral(after);
      for (const [place, { texts: found }] of portions[at]!.entries()) {
        const vectors = blocks[place];
        if (vectors) intake.take(spreadVectors(distinct, found, vectors.dimensions, vectors.data));
        else isWhole = false;
      }
    }
    if (isWhole) return model;
    intake.clear();
  }
  return null;
}

/** Vectors that are read together: some megabytes. */
const VECTORS_AT_ONCE = 2048;

function portionsOf(hits: readonly CacheHit[]): CacheHit[][] {
  const portions: CacheHit[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const hit of hits) {
    if (size + hit.texts.length > VECTORS_AT_ONCE) {
      portions.push([]);
      size = 0;
    }
    portions.at(-1)!.push(hit);
    size += hit.texts.length;
  }
  return portions;
}
