import { useSyncExternalStore } from 'react';
import { type HubState, hubDesk, type UpdateState } from '../../../session/models/hub';

export function useHub(): HubState {
  const desk = hubDesk();
  return useSyncExternalStore(desk.subscribe, desk.state, desk.state);
}

export function useHubUpdates(): ReadonlyMap<string, UpdateState> {
  const desk = hubDesk();
  return useSyncExternalStore(desk.subscribe, desk.updates, desk.updates);
}
