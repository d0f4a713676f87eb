import { askToPersist, estimateStorage, wipeStorage } from '../adapters/browser-storage';
import { downloadBlob } from '../adapters/download';
import type { ProjectStore } from '../adapters/project-store';
import { toAppError } from '../core/model/errors';
import type { Project } from '../core/model/settings';
import type { ProjectContents } from '../core/project-file/contents';
import { parseWorkers, searchWorkers } from '../rpc/spawn';
import { auditLogOf, verifyLogFile } from './audit-logs';
import type { Session } from './contract';
import { keepAllForGood } from './models/own-models';
import { outcomeOf } from './outcome';
import {
  collectProject,
  kindOfProjectFile,
  projectFileName,
  readProjectFile,
  storeProject,
  writeProjectFile,
} from './project-files';
import type { StateHolder } from './state';
import { addBytes, keepAllForGood as keepAdapters } from './tuning/adapters';

interface SafekeepingInput {
  readonly holder: StateHolder;
  readonly store: ProjectStore;
  /** From memory into the browser's storage. @throws AppError `storage/…` */
  keep(): Promise<void>;
  readonly project: () => Project;
  /** Writes go one after the other. */
  inOrder<T>(work: () => Promise<T>): Promise<T>;
  openProject(id: string): Promise<boolean>;
  /** Offers to merge what a file holds; false where that is not to be asked. */
  offer(contents: ProjectContents, file: File, isAsked: boolean): boolean;
  /** Ends what is running. */
  stopWork(): void;
}

/** Project files, and what the browser keeps. */
export interface Safekeeping
  extends Pick<
    Session,
    | 'saveProjectFile'
    | 'saveAuditLog'
    | 'verifyAuditLog'
    | 'takeDropped'
    | 'offerMerge'
    | 'openSealed'
    | 'leaveSealed'
    | 'estimateStorage'
    | 'askToPersist'
    | 'keepInBrowser'
    | 'wipeStorage'
  > {
  /** After work that should not be lost: in memory it waits for a project file; in the browser it is asked to be kept for good, once. */
  noteWork(): void;
  /** Opens a project file, or asks for its passphrase; false for any other file. */
  takeProjectFile(file: File): Promise<boolean>;
  openContents(contents: ProjectContents, file: File): Promise<void>;
}

export function createSafekeeping({
  holder,
  store,
  keep,
  project,
  inOrder,
  openProject,
  offer,
  stopWork,
}: SafekeepingInput): Safekeeping {
  const { state, patch, notify } = holder;
  let isAsked = false;

  const openContents = async (contents: ProjectContents, file: File): Promise<void> => {
    // One that cannot be used keeps nobody from the project.
    const { error: refused } = await outcomeOf(() => keepAdaptersOf(contents, file.name));
    const { value: id, error } = await outcomeOf(() => storeProject(store, contents));
    if (error) notify('error', 'project-file-failed', {}, error);
    else if (await openProject(id)) notify('success', 'project-file-opened', { file: file.name });
    if (id && refused) notify('warning', 'adapter-refused', {}, refused);
  };
  /** Opens the project of a file beside those that are there, or offers to merge its decisions. False where the passphrase is wrong. */
  const take = async (file: File, passphrase: string | null, isToMerge: boolean): Promise<boolean> => {
    const { value: contents, error } = await outcomeOf(() => readProjectFile(file, passphrase));
    if (error?.code === 'project/wrong-passphrase') {
      patch({ sealed: { file, error, isToMerge } });
      return false;
    }
    patch({ sealed: null });
    if (error) notify('error', 'project-file-failed', {}, error);
    else if (!offer(contents, file, isToMerge)) await openContents(contents, file);
    return !error;
  };

  const takeProjectFile = async (file: File): Promise<boolean> => {
    const kind = await kindOfProjectFile(file);
    if (kind === 'sealed') patch({ sealed: { file, error: null, isToMerge: false } });
    if (kind === 'open') await take(file, null, false);
    return kind !== null;
  };

  return {
    noteWork() {
      if (state().storage === 'memory') patch({ unsavedSince: state().unsavedSince ?? new Date().toISOString() });
      else if (!isAsked) void askToPersist();
      isAsked = true;
    },
    takeProjectFile,
    async takeDropped(file) {
      const isTaken = await takeProjectFile(file);
      if (!isTaken) notify('info', 'drop-on-files');
      return isTaken;
    },
    async offerMerge(file) {
      const kind = await kindOfProjectFile(file);
      if (kind === 'sealed') patch({ sealed: { file, error: null, isToMerge: true } });
      else await take(file, null, true);
    },
    openContents,
    async saveProjectFile(passphrase) {
      const fileName = projectFileName(project());
      try {
        const contents = await inOrder(() => collectProject(store, signedProject(project(), state().reviewer)));
        const blob = await writeProjectFile(contents, passphrase);
        downloadBlob(blob, fileName);
        patch({ unsavedSince: null });
        return { fileName, bytes: blob.size };
      } catch (thrown) {
        notify('error', 'export-failed', {}, toAppError(thrown));
        return null;
      }
    },
    async saveAuditLog() {
      try {
        const { log, fileName } = await inOrder(() => auditLogOf(store, project()));
        downloadBlob(new Blob([log.text], { type: 'application/jsonl' }), fileName);
        return { fileName, entries: log.entries, hash: log.hash };
      } catch (thrown) {
        notify('error', 'export-failed', {}, toAppError(thrown));
        return null;
      }
    },
    verifyAuditLog: (file) => outcomeOf(() => verifyLogFile(file)),
    async openSealed(passphrase) {
      const { sealed } = state();
      return sealed !== null && take(sealed.file, passphrase, sealed.isToMerge);
    },
    leaveSealed: () => patch({ sealed: null }),
    estimateStorage,
    askToPersist,
    async keepInBrowser() {
      const { error } = await outcomeOf(() => inOrder(keep));
      if (error) {
        notify('error', 'storage-memory', {}, error);
        return false;
      }
      await keepAllForGood();
      await keepAdapters();
      // Workers are told when they start.
      searchWorkers.endAll();
      parseWorkers.endAll();
      patch({ storage: 'persistent', unsavedSince: null });
      return true;
    },
    async wipeStorage() {
      stopWork();
      searchWorkers.endAll();
      parseWorkers.endAll();
      // Nothing may be written behind the broom.
      patch({ isReadOnly: true, unsavedSince: null });
      await inOrder(async () => {});
      return wipeStorage();
    },
  };
}

/** Keeps the adapters of a project file. @throws AppError `adapter/broken`, `adapter/newer-version` of the last that is no adapter, after the others */
async function keepAdaptersOf({ adapters = [] }: ProjectContents, file: string): Promise<void> {
  let error: unknown = null;
  for (const bytes of adapters) {
    await addBytes(bytes, file).catch((thrown: unknown) => {
      error = thrown;
    });
  }
  if (error) throw error;
}

/** A project with the name of the person who saves it. */
const signedProject = ({ reviewer: _, ...project }: Project, name: string): Project =>
  name.trim() === '' ? project : { ...project, reviewer: name.trim() };
