import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { readEndpointModel } from '../../../core/llm/endpoint-model';
import { type ModelOffer, readOffers } from '../../../session/models/model-offers';
import type { OfflinePart } from '../../../session/offline';
import { useSession } from '../../../session/react';

/** All models to choose from, with the one that is chosen; none until they are read. */
export function useOffers(chosen: string): readonly ModelOffer[] {
  const [offers, setOffers] = useState<readonly ModelOffer[]>([]);
  useEffect(() => {
    let isShown = true;
    void readOffers(chosen).then((next) => isShown && setOffers(next));
    return () => {
      isShown = false;
    };
  }, [chosen]);
  return offers;
}

/** The parts of the page that the browser may keep; none where it keeps nothing. */
export function useOfflineParts(): readonly OfflinePart[] {
  const { offline } = useSession();
  return useSyncExternalStore(offline.subscribe, offline.state, offline.state).parts;
}

/** What a model is called. */
export function useModelName(): (offer: ModelOffer) => string {
  const { t } = useTranslation();
  return ({ id, tier, manifest }) => {
    if (tier) return t(`models.${tier}.name`);
    const atEndpoint = readEndpointModel(id);
    return atEndpoint ? `${atEndpoint.model} · ${new URL(atEndpoint.base).host}` : (manifest?.title ?? id);
  };
}
