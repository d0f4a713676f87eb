import { AppError, ERROR_CODES, type ErrorCode, toAppError } from '../../core/model/errors';
import type { InstallFailure } from './worker-messages';

/** Why there can be no service worker here. `absent`: this copy of the page comes without one, as the page in one file does. */
export type OfflineObstacle = 'file' | 'insecure' | 'unsupported' | 'refused' | 'absent';

/** What stands in the way before anything is tried; null where nothing does. */
export function findObstacle(): OfflineObstacle | null {
  if (!/^https?:$/u.test(location.protocol)) return 'file';
  if (!window.isSecureContext) return 'insecure';
  return 'serviceWorker' in navigator && 'caches' in window && 'locks' in navigator ? null : 'unsupported';
}

/** Address of the folder of the page, with a closing slash. */
export const pageFolder = (): string => new URL('./', document.baseURI).href;

/** Registers the service worker of the page, which is then installed in the background. */
export async function registerWorker(): Promise<ServiceWorkerRegistration | OfflineObstacle> {
  const address = new URL('service-worker.js', pageFolder());
  try {
    const registration = await navigator.serviceWorker.register(address, { scope: pageFolder(), updateViaCache: 'none' });
    // Where a browser is told to pass over service workers, it may answer with nothing.
    return registration ?? 'refused';
  } catch {
    const answer = await fetch(address, { method: 'HEAD' }).catch(() => null);
    return answer?.status === 404 ? 'absent' : 'refused';
  }
}

/** Settles once a service worker is in force. @throws AppError of the file that could not be kept */
export async function awaitInstalled(registration: ServiceWorkerRegistration): Promise<ServiceWorker> {
  const { active, installing, waiting } = registration;
  if (active) return active;
  const worker = installing ?? waiting;
  if (!worker) throw new AppError('offline/unreachable');
  let failure: AppError | null = null;
  const onMessage = ({ data }: MessageEvent<InstallFailure | null>): void => {
    const code = ERROR_CODES.find((known): known is ErrorCode => known === data?.code);
    if (data?.kind === 'install-failed' && code) failure = new AppError(code, data.params);
  };
  navigator.serviceWorker.addEventListener('message', onMessage);
  try {
    await whenState(worker, ['activated', 'redundant']);
    // The message of the worker and its end come by different ways.
    if (worker.state === 'redundant') await new Promise((done) => setTimeout(done, 200));
  } finally {
    navigator.serviceWorker.removeEventListener('message', onMessage);
  }
  if (worker.state === 'redundant') throw failure ?? new AppError('offline/unreachable');
  return worker;
}

/** Settles once `worker` is in one of `states`. */
export function whenState(worker: ServiceWorker, states: readonly ServiceWorkerState[]): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!states.includes(worker.state)) return;
      worker.removeEventListener('statechange', look);
      resolve();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

/** Calls `onWaiting` now and whenever a new version is installed and waits. */
export function watchUpdates(registration: ServiceWorkerRegistration, onWaiting: (worker: ServiceWorker) => void): void {
  const look = (): void => {
    if (registration.waiting && registration.active) onWaiting(registration.waiting);
  };
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    if (installing) void whenState(installing, ['installed', 'activated', 'redundant']).then(look);
  });
  look();
}

/** Asks the server for a newer version; false where it cannot be asked. */
export const lookForUpdate = (registration: ServiceWorkerRegistration): Promise<boolean> =>
  registration.update().then(
    () => true,
    () => false,
  );

/** Holds a lock until the answer is called. Several tabs may hold the same. */
export function holdShared(name: string): () => void {
  const given = new AbortController();
  let release = (): void => given.abort();
  navigator.locks
    .request(name, { mode: 'shared', signal: given.signal }, () => {
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    })
    .catch((thrown: unknown) => {
      if (!given.signal.aborted) throw toAppError(thrown);
    });
  return () => release();
}

/** True where any tab holds the lock. */
export async function isHeld(name: string): Promise<boolean> {
  const { held } = await navigator.locks.query();
  return held?.some((lock) => lock.name === name) ?? false;
}
