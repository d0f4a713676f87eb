import type { ProjectStore } from '../adapters/project-store';
import { toAppError } from '../core/model/errors';
import type { Project } from '../core/model/settings';
import { PROJECT_FILE_EXTENSION, type ProjectContents } from '../core/project-file/contents';
import { SNIFF_PROJECT_BYTES, sniffProject } from '../core/project-file/sniff-project';
import { buffersOf } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import { writeAdapter } from '../core/tuning/adapter-file';
import { spawnProjectFile } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { modelOf } from './models/model-places';
import { blankProject } from './new-project';
import { get } from './tuning/adapters';

/** All that the storage has of a project. @throws AppError `storage/…` */
export async function collectProject(store: ProjectStore, project: Project): Promise<ProjectContents> {
  const { datasets, candidates } = project;
  const table = (fingerprint: Project['datasets']['left']) => (fingerprint ? store.readDataset(fingerprint) : null);
  const stored = candidates ? await store.readCandidates(candidates) : null;
  const adapters = await adaptersOf([project.settings.adapter, stored?.settings.adapter]);
  return {
    project,
    tables: { left: await table(datasets.left), right: await table(datasets.right) },
    candidates: stored,
    decisions: await store.readEntries(project.id),
    clusterEdits: await store.readClusterEntries(project.id),
    model: await modelOf(project),
    ...(adapters.length > 0 && { adapters }),
  };
}

/** Files of adapters, each once; those that are not here are left out. */
async function adaptersOf(ids: readonly (string | null | undefined)[]): Promise<readonly Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (const id of new Set(ids)) {
    const adapter = id ? await get(id) : null;
    if (adapter) files.push(writeAdapter(adapter));
  }
  return files;
}

/**
 * A project as a file. @throws AppError `project/no-encryption`
 *
 * @param passphrase null: anyone can open it
 */
export async function writeProjectFile(contents: ProjectContents, passphrase: string | null): Promise<Blob> {
  const { left, right } = contents.tables;
  const tables = { left: left && (await copyTable(left)), right: right && (await copyTable(right)) };
  const transfer = [tables.left, tables.right].flatMap((table) => (table ? buffersOf(table) : []));
  const request = { contents: { ...contents, tables }, savedAt: new Date().toISOString(), passphrase };
  const bytes = await withWorker(spawnProjectFile, (worker) => worker.call('pack', request, { transfer }));
  return new Blob([bytes], { type: 'application/octet-stream' });
}

/** Whether a file is a project; `sealed` needs a passphrase. */
export async function kindOfProjectFile(file: File): Promise<'open' | 'sealed' | null> {
  const head = await file
    .slice(0, SNIFF_PROJECT_BYTES)
    .arrayBuffer()
    .catch(() => null);
  return head && sniffProject(new Uint8Array(head));
}

/** What a project file holds. @throws AppError `project/…` */
export async function readProjectFile(file: File, passphrase: string | null): Promise<ProjectContents> {
  try {
    const request = { source: { name: file.name, blob: file }, passphrase };
    return await withWorker(spawnProjectFile, (worker) => worker.call('unpack', request));
  } catch (thrown) {
    throw toAppError(thrown);
  }
}

/**
 * Puts the project of a file into the storage and answers with its id. A project that is there already is left as it is: the one of
 * the file then gets an id of its own. The project is written last, so that nothing half written is ever listed.
 *
 * @throws AppError `storage/…`
 */
export async function storeProject(store: ProjectStore, contents: ProjectContents): Promise<string> {
  const { project, tables, candidates, decisions, clusterEdits } = contents;
  const isTaken = (await store.readProject(project.id)) !== null || (await store.readEntries(project.id)).length > 0;
  const id = isTaken ? blankProject().id : project.id;
  for (const table of [tables.left, tables.right]) if (table) await store.saveDataset(table);
  if (candidates) await store.saveCandidates(candidates);
  for (const entry of decisions) await store.appendEntry(id, entry);
  for (const entry of clusterEdits) await store.appendClusterEntry(id, entry);
  await store.saveProject({ ...project, id, changedAt: new Date().toISOString() });
  return id;
}

/** The name a project is saved under. */
export const projectFileName = (project: Project): string => `${stemOf(project)}${PROJECT_FILE_EXTENSION}`;

/** The name of a project as the beginning of a file's name. */
export function stemOf(project: Project): string {
  const name = project.name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return name || 'rowlink';
}
