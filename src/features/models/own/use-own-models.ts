import { useEffect, useSyncExternalStore } from 'react';
import { type Adding, adding, subscribeToAdding } from '../../../session/models/model-adding';
import { knownModels, list, type OwnModel, subscribe } from '../../../session/models/own-models';

/** Own models of this browser, read anew when a screen that shows them opens: another tab may have changed them. Null before that. */
export function useOwnModels(): readonly OwnModel[] | null {
  useEffect(() => void list(), []);
  return useSyncExternalStore(subscribe, knownModels);
}

export const useAdding = (): Adding => useSyncExternalStore(subscribeToAdding, adding);
