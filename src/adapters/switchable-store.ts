import { type ProjectStore, usedBy } from './project-store';

/** A store that can be replaced by another one while it is used. */
export interface SwitchableStore {
  readonly store: ProjectStore;
  switchTo(next: ProjectStore): void;
}

export function createSwitchableStore(first: ProjectStore): SwitchableStore {
  let current = first;
  return {
    store: new Proxy(first, { get: (_, method) => Reflect.get(current, method) }),
    switchTo(next) {
      current = next;
    },
  };
}

/**
 * Copies all projects of a store with what belongs to them. A project is written last, so that nothing half written is ever listed.
 * What `to` has under the same id is left alone. @throws AppError `storage/…`
 */
export async function copyProjects(from: ProjectStore, to: ProjectStore): Promise<void> {
  for (const project of await from.listProjects()) {
    if (await to.readProject(project.id)) continue;
    for (const fingerprint of usedBy(project)) {
      if (!fingerprint) continue;
      const [dataset, candidates] = [await from.readDataset(fingerprint), await from.readCandidates(fingerprint)];
      if (dataset) await to.saveDataset(dataset);
      if (candidates) await to.saveCandidates(candidates);
    }
    for (const entry of await from.readEntries(project.id)) await to.appendEntry(project.id, entry);
    for (const entry of await from.readClusterEntries(project.id)) await to.appendClusterEntry(project.id, entry);
    await to.saveProject(project);
  }
}
