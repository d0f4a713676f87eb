import { estimateStorage } from '../adapters/browser-storage';
import { createKeptParts, type KeptParts, type OfflinePart } from '../adapters/offline/kept-parts';
import { type OfflineList, offlineNames } from '../adapters/offline/offline-list';
import {
  awaitInstalled,
  findObstacle,
  holdShared,
  isHeld,
  lookForUpdate,
  type OfflineObstacle,
  pageFolder,
  registerWorker,
  watchUpdates,
  whenState,
} from '../adapters/offline/registration';
import { askWorker } from '../adapters/offline/worker-messages';
import { type AppError, toAppError } from '../core/model/errors';
import { createListeners } from '../core/model/listeners';
import type { SessionState } from './contract';
import { EDITION } from './edition';
import { rememberProject } from './storage';
import { wouldLoseWork } from './unsaved';

export type { OfflineObstacle, OfflinePart };

/** What the page keeps of itself in this browser, and whether a newer version waits. */
export interface OfflineState {
  /** `starting`: the program is being kept; `failed`: it could not be, see `error`. */
  readonly status: 'starting' | 'impossible' | 'failed' | 'here';
  readonly obstacle: OfflineObstacle | null;
  readonly parts: readonly OfflinePart[];
  /** In bytes. `isUpdating` while files are read over the network. */
  readonly work: { readonly kind: 'keeping' | 'checking'; readonly done: number; readonly total: number } | null;
  readonly error: AppError | null;
  /** What the last look at all kept files found: paths that were not as they should be. null where none was taken. */
  readonly broken: readonly string[] | null;
  /** `waiting`: a newer version is here; `elsewhere`: another tab has begun to use it. */
  readonly update: 'waiting' | 'elsewhere' | null;
  /** Another tab has work that loading a new version could disturb. */
  readonly isHeldUp: boolean;
}

export interface OfflineDesk {
  readonly state: () => OfflineState;
  subscribe(listener: () => void): () => void;
  /** Registers the service worker and watches for newer versions. Once, after the page is loaded. */
  start(): Promise<void>;
  keep(parts: readonly string[]): Promise<void>;
  check(): Promise<void>;
  cancel(): void;
  remove(): Promise<void>;
  /** Loads the new version, in this tab. Does nothing while this tab or another one has work that would be lost. */
  loadUpdate(): Promise<void>;
}

const EMPTY: OfflineState = {
  status: 'starting',
  obstacle: null,
  parts: [],
  work: null,
  error: null,
  broken: null,
  update: null,
  isHeldUp: false,
};

/** Progress is told at most this often. */
const TOLD_EVERY_MS = 100;
const LOOK_EVERY_MS = 60 * 60 * 1000;

/** @param session whose work must not be lost */
export function createOfflineDesk(session: {
  readonly state: () => SessionState;
  subscribe(listener: () => void): () => void;
}): OfflineDesk {
  let current = EMPTY;
  let kept: KeptParts | null = null;
  let waiting: ServiceWorker | null = null;
  let work: AbortController | null = null;
  const listeners = createListeners();
  const patch = (change: Partial<OfflineState>): void => {
    current = { ...current, ...change };
    listeners.tell();
  };

  const survey = async (): Promise<void> => patch({ parts: (await kept?.survey()) ?? [] });

  const open = async (registration: ServiceWorkerRegistration): Promise<void> => {
    const worker = await awaitInstalled(registration);
    const list = await askWorker<OfflineList>(worker, 'list');
    kept = createKeptParts(list, {
      scope: pageFolder(),
      caches,
      fetch: (...request) => fetch(...request),
      async room() {
        const { usage, quota } = await estimateStorage();
        return usage === null || quota === null ? Number.POSITIVE_INFINITY : quota - usage;
      },
    });
    await survey();
    patch({ status: 'here', error: null });
  };

  const start = async (): Promise<void> => {
    const obstacle = import.meta.env.DEV ? 'absent' : EDITION === 'single' ? 'file' : findObstacle();
    if (obstacle) return patch({ status: 'impossible', obstacle });
    patch({ status: 'starting', error: null });
    const { controller } = navigator.serviceWorker;
    // A tab that a service worker served holds on to the files of its version.
    if (controller) {
      const { version } = await askWorker<OfflineList>(controller, 'list').catch(() => ({ version: '' }));
      holdShared(offlineNames(pageFolder()).page(version));
    }
    const registration = await registerWorker();
    if (typeof registration === 'string') return patch({ status: 'impossible', obstacle: registration });
    try {
      await open(registration);
    } catch (thrown) {
      return patch({ status: 'failed', error: toAppError(thrown) });
    }
    watch(registration, controller !== null);
  };

  const watch = (registration: ServiceWorkerRegistration, wasServed: boolean): void => {
    const names = offlineNames(pageFolder());
    watchUpdates(registration, (worker) => {
      waiting = worker;
      patch({ update: 'waiting' });
    });
    let isServed = wasServed;
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      // The first time a page is served there is no other version yet.
      if (isServed) patch({ update: 'elsewhere' });
      isServed = true;
    });
    // Browsers look by themselves, but some minutes or a visit later.
    if (wasServed) void lookForUpdate(registration);
    let lookedAt = Date.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible' || Date.now() - lookedAt < LOOK_EVERY_MS) return;
      lookedAt = Date.now();
      void lookForUpdate(registration);
    });
    if (registration.active) void askWorker(registration.active, 'tidy').catch(() => {});
    let letGo: (() => void) | null = null;
    const tellWork = (): void => {
      const isBusy = wouldLoseWork(session.state());
      if (isBusy && !letGo) letGo = holdShared(names.busy);
      else if (!isBusy && letGo) {
        letGo();
        letGo = null;
      }
    };
    session.subscribe(tellWork);
    tellWork();
  };

  const run = async (
    kind: 'keeping' | 'checking',
    act: (progress: { signal: AbortSignal; onProgress(done: number, total: number): void }) => Promise<Partial<OfflineState>>,
  ): Promise<void> => {
    if (!kept || work) return;
    work = new AbortController();
    patch({ work: { kind, done: 0, total: 0 }, error: null, broken: null });
    let toldAt = 0;
    const onProgress = (done: number, total: number): void => {
      const now = performance.now();
      if (now - toldAt < TOLD_EVERY_MS && done < total) return;
      toldAt = now;
      patch({ work: { kind, done, total } });
    };
    try {
      patch(await act({ signal: work.signal, onProgress }));
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'job/cancelled') patch({ error });
    }
    work = null;
    await survey().catch(() => {});
    patch({ work: null });
  };

  return {
    state: () => current,
    subscribe: listeners.subscribe,
    start,
    keep: (parts) =>
      run('keeping', async (progress) => {
        await kept!.keep(parts, progress);
        return { broken: await kept!.check({ signal: progress.signal, onProgress: () => {} }) };
      }),
    check: () => run('checking', async (progress) => ({ broken: await kept!.check(progress) })),
    cancel: () => work?.abort(),
    async remove() {
      if (work) return;
      await kept?.remove();
      patch({ broken: null, error: null });
      await survey();
    },
    async loadUpdate() {
      if (wouldLoseWork(session.state())) return;
      if (await isHeld(offlineNames(pageFolder()).busy)) return patch({ isHeldUp: true });
      if (current.update === 'waiting' && waiting?.state === 'installed') {
        const activated = whenState(waiting, ['activated', 'redundant']);
        await askWorker(waiting, 'take-over').catch(() => {});
        await activated;
      }
      const { project } = session.state();
      if (wouldLoseWork(session.state())) return;
      // Another tab may have opened another one since.
      if (project) rememberProject(project.id);
      location.reload();
    },
  };
}
