/** What a page asks of a service worker; each message comes with a port for the answer. */
export type WorkerQuestion =
  /** Which version it serves, and its files: an `OfflineList`. */
  | 'list'
  /** Take over from the version in force, now: `true`. */
  | 'take-over'
  /** Remove what no version needs: `true`. */
  | 'tidy';

/** What a service worker tells every page when it could not be installed. */
export interface InstallFailure {
  readonly kind: 'install-failed';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const PATIENCE_MS = 10_000;

/** Asks, and settles with the answer; rejects where none comes, as from a worker that was ended. */
export function askWorker<T>(worker: ServiceWorker, question: WorkerQuestion): Promise<T> {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => reject(new Error('the service worker does not answer')), PATIENCE_MS);
    port1.onmessage = ({ data }: MessageEvent<T>) => {
      clearTimeout(timer);
      port1.close();
      resolve(data);
    };
    worker.postMessage(question, [port2]);
  });
}
