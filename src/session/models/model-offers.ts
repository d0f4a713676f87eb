import { isEndpointModel } from '../../core/llm/endpoint-model';
import { EMBEDDED_MODELS, type EmbeddedModel } from '../../core/model/models';
import type { ModelId } from '../../core/model/types';
import { bytesToLoad, type ModelManifest } from '../../core/models/model-manifest';
import { isOwnId } from '../../core/own-models/own-model';
import { modelObstacle } from '../../core/vectors/model-obstacle';
import { EDITION, isModelHere } from '../edition';
import { manifestOf } from './model-places';
import { list, type OwnModel } from './own-models';

/** `edition`: not part of this build; `webassembly`, `simd`: no model can run in this browser; `absent`: not here any more. */
export type OfferObstacle = 'edition' | 'webassembly' | 'simd' | 'absent';

/** A model as somebody may choose it. */
export interface ModelOffer {
  readonly id: ModelId;
  /** Of a model that comes with Rowlink; null for an own one. */
  readonly tier: EmbeddedModel['tier'] | null;
  /** null where it cannot be read. */
  readonly manifest: ModelManifest | null;
  readonly own: OwnModel | null;
  /** Read before the first match. */
  readonly bytes: number | null;
  /** Why it cannot be used here; null where nothing stands in the way. */
  readonly obstacle: OfferObstacle | null;
}

/**
 * All models to choose from: those that come with Rowlink, the fastest first, those that somebody added, and `chosen` where it is none of
 * them. Never rejects.
 */
export async function readOffers(chosen: ModelId): Promise<readonly ModelOffer[]> {
  const own = await list();
  const embedded = await Promise.all(EMBEDDED_MODELS.map(offerEmbedded));
  const offers = [...embedded, ...own.map(offerOwn)];
  return offers.some(({ id }) => id === chosen) ? offers : [...offers, offerAbsent(chosen)];
}

async function offerEmbedded({ id, tier, sizeBytes }: EmbeddedModel): Promise<ModelOffer> {
  const isHere = isModelHere(id);
  const manifest = isHere ? await manifestOf(id).catch(() => null) : null;
  const obstacle = modelObstacle() ?? (isHere ? null : 'edition');
  return { id, tier, manifest, own: null, bytes: sizeBytes, obstacle };
}

const offerOwn = (own: OwnModel): ModelOffer => ({
  id: own.id,
  tier: null,
  manifest: own.manifest,
  own,
  bytes: bytesToLoad(own.manifest),
  obstacle: modelObstacle(),
});

const offerAbsent = (id: ModelId): ModelOffer => ({
  id,
  tier: null,
  manifest: null,
  own: null,
  bytes: null,
  obstacle: isOwnId(id) ? 'absent' : EDITION === 'connected' && isEndpointModel(id) ? null : 'edition',
});
