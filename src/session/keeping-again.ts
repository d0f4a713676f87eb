import type { ProjectStore } from '../adapters/project-store';
import type { ClusterEntry } from '../core/clusters/edits';
import type { LogEntry } from '../core/decisions/log';
import type { Project } from '../core/model/settings';
import type { StoredCandidates } from '../core/model/stored-candidates';
import type { Dataset } from '../core/model/types';

/** The open project as the page has it in memory. */
export interface OpenWork {
  readonly project: Project;
  readonly tables: readonly Dataset[];
  readonly candidates: StoredCandidates | null;
  readonly entries: readonly LogEntry[];
  readonly clusterEntries: readonly ClusterEntry[];
}

/**
 * Writes what a store does not have of the open project, the project itself last. A log that the store has in part is filled up.
 *
 * @throws AppError `storage/…`
 */
export async function keepAgain(store: ProjectStore, { project, tables, candidates, ...logs }: OpenWork): Promise<void> {
  const isThere = (read: Promise<unknown>): Promise<boolean> =>
    read.then(
      (found) => found !== null,
      () => false,
    );
  for (const table of tables) if (!(await isThere(store.readDataset(table.fingerprint)))) await store.saveDataset(table);
  if (candidates && !(await isThere(store.readCandidates(candidates.fingerprint)))) await store.saveCandidates(candidates);
  const seqsOf = (entries: readonly { readonly seq: number }[]): Set<number> => new Set(entries.map(({ seq }) => seq));
  const known = seqsOf(await store.readEntries(project.id));
  for (const entry of logs.entries) if (!known.has(entry.seq)) await store.appendEntry(project.id, entry);
  const knownOfClusters = seqsOf(await store.readClusterEntries(project.id));
  for (const entry of logs.clusterEntries) if (!knownOfClusters.has(entry.seq)) await store.appendClusterEntry(project.id, entry);
  await store.saveProject(project);
}
