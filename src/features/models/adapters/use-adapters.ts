import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { EMBEDDED_MODELS } from '../../../core/model/models';
import type { ModelId } from '../../../core/model/types';
import { isSameModel } from '../../../core/own-models/own-model';
import { modelHash } from '../../../session/models/model-places';
import { type HeldAdapter, knownAdapters, list, subscribe } from '../../../session/tuning/adapters';
import { useOwnModels } from '../own/use-own-models';

/** Adapters of this browser, read anew when a screen that shows them opens: another tab may have changed them. Null before that. */
export function useAdapters(): readonly HeldAdapter[] | null {
  useEffect(() => void list(), []);
  return useSyncExternalStore(subscribe, knownAdapters);
}

/** SHA-256 of the weights of a model; null where they are not here, undefined until that is known. */
export function useModelHash(model: ModelId): string | null | undefined {
  const [found, setFound] = useState<{ readonly model: ModelId; readonly sha256: string | null } | null>(null);
  const own = useOwnModels();
  useEffect(() => {
    let isShown = true;
    // Asked again where models were added or removed.
    void own;
    void modelHash(model).then((sha256) => isShown && setFound({ model, sha256 }));
    return () => {
      isShown = false;
    };
  }, [model, own]);
  return found?.model === model ? found.sha256 : undefined;
}

/** What a model is called, by its id. */
export function useNameOfModel(): (model: ModelId) => string {
  const { t } = useTranslation();
  const own = useOwnModels() ?? [];
  return (model) => {
    const embedded = EMBEDDED_MODELS.find(({ id }) => id === model);
    if (embedded) return t(`models.${embedded.tier}.name`);
    return own.find(({ id }) => isSameModel(id, model))?.manifest.title ?? model;
  };
}
