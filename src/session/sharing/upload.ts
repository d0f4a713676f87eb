import { askForInfo } from '../../adapters/hub-descriptions';
import type { HubPlatform } from '../../adapters/hub-requests';
import { createRepository, type SentFiles, type UploadFile, uploadFiles } from '../../adapters/hub-upload';
import { pageAddress, type RepositoryAddress } from '../../core/hub/repository-address';
import { AppError, toAppError } from '../../core/model/errors';
import { createListeners } from '../../core/model/listeners';
import type { FolderWishes } from '../../core/sharing/adapter-to-share';
import type { Adapter } from '../../core/tuning/adapter';
import { spawnShelf } from '../../rpc/spawn';
import { withWorker } from '../../rpc/with-worker';
import { hubPlatform } from '../models/hub';
import { composeShare } from './sharing';

/** What would be sent, and where; made here, nothing of it was sent yet. */
export interface Parcel {
  readonly to: RepositoryAddress;
  readonly isPrivate: boolean;
  readonly files: readonly UploadFile[];
  readonly bytes: number;
  /** Of what it was made. */
  readonly adapter: Adapter['id'];
  readonly wishes: FolderWishes;
}

export type UploadState =
  | { readonly status: 'idle' }
  | { readonly status: 'preparing' }
  | { readonly status: 'ready'; readonly parcel: Parcel }
  | { readonly status: 'sending'; readonly parcel: Parcel; readonly sent: SentFiles | null; readonly isWaiting: boolean }
  /** There is such a repository: it is asked before anything is added to it. `commit`: where its branch stood. */
  | { readonly status: 'exists'; readonly parcel: Parcel; readonly isPrivate: boolean; readonly commit: string }
  | { readonly status: 'sent'; readonly parcel: Parcel; readonly page: string; readonly commit: string }
  /** `parcel` null where the files could not even be put together. */
  | {
      readonly status: 'failed';
      readonly parcel: Parcel | null;
      readonly sent: SentFiles | null;
      readonly error: AppError;
    };

export interface UploadDesk {
  readonly state: () => UploadState;
  subscribe(listener: () => void): () => void;
  /** Access token with the right to write; empty where there is none. It stays in memory and goes to the hub's own origin only. */
  token(): string;
  setToken(token: string): void;
  /** Puts the files together and says what would be sent. Asks nobody. */
  prepare(adapter: Adapter, wishes: FolderWishes, to: RepositoryAddress, isPrivate: boolean): Promise<void>;
  /** Sends what was prepared, or goes on with it. Only after a person agreed to the list. */
  send(): Promise<void>;
  /** Sends it to the repository that is there already. Only after a person agreed to that. */
  addToExisting(): Promise<void>;
  cancel(): void;
  /** Back to the start; what was prepared is forgotten. */
  leave(): void;
}

export interface UploadDeskNeeds {
  readonly platform: HubPlatform;
  compose(adapter: Adapter, wishes: FolderWishes, signal: AbortSignal): Promise<readonly UploadFile[]>;
}

let desk: UploadDesk | null = null;

/** One a page: it goes on while other pages of the application are looked at. */
export function uploadDesk(): UploadDesk {
  desk ??= createUploadDesk({
    platform: hubPlatform(),
    async compose(adapter, wishes, signal) {
      const files = await composeShare(adapter, wishes, signal);
      const hashes = await withWorker(spawnShelf, (worker) => worker.call('hashShare', { files }, { signal }));
      return files.map((file, at) => ({ ...file, sha256: hashes[at]! }));
    },
  });
  return desk;
}

export function createUploadDesk({ platform, compose }: UploadDeskNeeds): UploadDesk {
  let current: UploadState = { status: 'idle' };
  let secret = '';
  let work: AbortController | null = null;
  /** Where the branch stood when somebody agreed to add to it; a repository made here: null. */
  let base: { readonly parent: string | null } | null = null;
  const listeners = createListeners();
  const put = (next: UploadState): void => {
    current = next;
    listeners.tell();
  };

  const run = async (parcel: Parcel | null, act: (signal: AbortSignal) => Promise<UploadState>): Promise<void> => {
    if (work) return;
    const own = new AbortController();
    work = own;
    const sentSoFar = (): SentFiles | null => (current.status === 'sending' ? current.sent : null);
    try {
      const next = await act(own.signal);
      if (work === own) put(next);
    } catch (thrown) {
      const error = own.signal.aborted ? new AppError('job/cancelled') : toAppError(thrown);
      if (work === own) put({ status: 'failed', parcel, sent: sentSoFar(), error });
    } finally {
      if (work === own) work = null;
    }
  };

  const optionsFor = (parcel: Parcel, signal: AbortSignal) => ({
    token: secret,
    signal,
    onWait: () => {
      if (current.status === 'sending') put({ ...current, isWaiting: true });
    },
    onSent: (sent: SentFiles) => put({ status: 'sending', parcel, sent, isWaiting: false }),
  });

  const sendParcel = async (parcel: Parcel, signal: AbortSignal): Promise<UploadState> => {
    const options = optionsFor(parcel, signal);
    const { to } = parcel;
    put({ status: 'sending', parcel, sent: null, isWaiting: false });
    if (!base) {
      if ((await createRepository(to, parcel.isPrivate, options, platform)) === 'exists') {
        const { isPrivate, commit } = await askForInfo(to, options, platform);
        return { status: 'exists', parcel, isPrivate, commit };
      }
      base = { parent: null };
    }
    try {
      const commit = await uploadFiles(to, parcel.files, base.parent, options, platform);
      return { status: 'sent', parcel, page: pageAddress(to), commit };
    } catch (thrown) {
      // The next try asks anew where the branch stands.
      if (thrown instanceof AppError && thrown.code === 'hub/changed') base = null;
      throw thrown;
    }
  };

  return {
    state: () => current,
    subscribe: listeners.subscribe,
    token: () => secret,
    setToken(token) {
      secret = token.trim();
    },
    async prepare(adapter, wishes, to, isPrivate) {
      base = null;
      put({ status: 'preparing' });
      await run(null, async (signal) => {
        const files = await compose(adapter, wishes, signal);
        const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
        return { status: 'ready', parcel: { to, isPrivate, files, bytes, adapter: adapter.id, wishes } };
      });
    },
    async send() {
      const parcel = current.status === 'ready' || current.status === 'failed' ? current.parcel : null;
      if (parcel) await run(parcel, (signal) => sendParcel(parcel, signal));
    },
    async addToExisting() {
      if (current.status !== 'exists') return;
      const { parcel, commit } = current;
      base = { parent: commit };
      await run(parcel, (signal) => sendParcel(parcel, signal));
    },
    cancel: () => work?.abort(),
    leave() {
      work?.abort();
      work = null;
      base = null;
      put({ status: 'idle' });
    },
  };
}
