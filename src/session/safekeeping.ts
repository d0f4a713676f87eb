import { askToPersist, estimateStorage, wipeStorage } from '../adapters/browser-storage';
import type { ProjectStore } from '../adapters/project-store';
import { toAppError } from '../core/model/errors';
import type { Project } from '../core/model/settings';
import { parseWorkers, searchWorkers } from '../rpc/spawn';
import type { Session } from './contract';
import { downloadBlob } from './exporting';
import { outcomeOf } from './outcome';
import { collectProject, kindOfProjectFile, projectFileName, storeProjectFile, writeProjectFile } from './project-files';
import type { StateHolder } from './state';

interface SafekeepingInput {
  readonly holder: StateHolder;
  readonly store: ProjectStore;
  readonly project: () => Project;
  /** Writes go one after the other. */
  inOrder<T>(work: () => Promise<T>): Promise<T>;
  openProject(id: string): Promise<boolean>;
  /** Ends what is running. */
  stopWork(): void;
}

/** Project files, and what the browser keeps. */
export interface Safekeeping
  extends Pick<Session, 'saveProjectFile' | 'openSealed' | 'leaveSealed' | 'estimateStorage' | 'askToPersist' | 'wipeStorage'> {
  /** After work that should not be lost: in memory it waits for a project file; in the browser it is asked to be kept for good, once. */
  noteWork(): void;
  /** Opens a project file, or asks for its passphrase; false for any other file. */
  takeProjectFile(file: File): Promise<boolean>;
}

export function createSafekeeping({ holder, store, project, inOrder, openProject, stopWork }: SafekeepingInput): Safekeeping {
  const { state, patch, notify } = holder;
  let isAsked = false;

  /** Opens the project of a file beside those that are there. */
  const open = async (file: File, passphrase: string | null): Promise<boolean> => {
    const { value: id, error } = await outcomeOf(() => storeProjectFile(store, file, passphrase));
    if (error?.code === 'project/wrong-passphrase') {
      patch({ sealed: { file, error } });
      return false;
    }
    patch({ sealed: null });
    if (error) notify('error', 'project-file-failed', {}, error);
    else if (await openProject(id)) notify('success', 'project-file-opened', { file: file.name });
    return !error;
  };

  return {
    noteWork() {
      if (state().storage === 'memory') patch({ unsavedSince: state().unsavedSince ?? new Date().toISOString() });
      else if (!isAsked) void askToPersist();
      isAsked = true;
    },
    async takeProjectFile(file) {
      const kind = await kindOfProjectFile(file);
      if (kind === 'sealed') patch({ sealed: { file, error: null } });
      if (kind === 'open') await open(file, null);
      return kind !== null;
    },
    async saveProjectFile(passphrase) {
      const fileName = projectFileName(project());
      try {
        const contents = await inOrder(() => collectProject(store, project()));
        const blob = await writeProjectFile(contents, passphrase);
        downloadBlob(blob, fileName);
        patch({ unsavedSince: null });
        return { fileName, bytes: blob.size };
      } catch (thrown) {
        notify('error', 'export-failed', {}, toAppError(thrown));
        return null;
      }
    },
    async openSealed(passphrase) {
      const { sealed } = state();
      return sealed !== null && open(sealed.file, passphrase);
    },
    leaveSealed: () => patch({ sealed: null }),
    estimateStorage,
    askToPersist,
    async wipeStorage() {
      stopWork();
      searchWorkers.endAll();
      parseWorkers.endAll();
      // Nothing may be written behind the broom.
      patch({ isReadOnly: true });
      await inOrder(async () => {});
      return wipeStorage();
    },
  };
}
