import { toAppError } from '../../core/model/errors';
import type { OfflineList } from './offline-list';
import type { PageShell } from './page-shell';
import type { InstallFailure, WorkerQuestion } from './worker-messages';

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface QuestionEvent extends ExtendableEvent {
  readonly data: WorkerQuestion;
  readonly ports: readonly MessagePort[];
}

/** What of a service worker's globals is used; the types of TypeScript for them exclude those of a page. */
export interface ServiceWorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { readonly includeUncontrolled: true }): Promise<readonly { postMessage(message: unknown): void }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: QuestionEvent) => void): void;
}

/** Puts a shell to the events of a service worker. A new version waits until no tab runs the earlier one, or a tab asks it to take over. */
export function serveShell(scope: ServiceWorkerScope, list: OfflineList, shell: PageShell): void {
  const tellFailure = async (thrown: unknown): Promise<never> => {
    const { code, params } = toAppError(thrown);
    const message: InstallFailure = { kind: 'install-failed', code, params };
    for (const page of await scope.clients.matchAll({ includeUncontrolled: true })) page.postMessage(message);
    throw thrown;
  };
  const answers: Readonly<Record<WorkerQuestion, () => Promise<unknown>>> = {
    list: async () => list,
    'take-over': () => scope.skipWaiting().then(() => true),
    tidy: () => shell.tidy().then(() => true),
  };

  scope.addEventListener('install', (event) => event.waitUntil(shell.install().catch(tellFailure)));
  scope.addEventListener('activate', (event) => event.waitUntil(shell.tidy().then(() => scope.clients.claim())));
  scope.addEventListener('fetch', (event) => {
    const answer = shell.respond(event.request);
    if (answer) event.respondWith(answer);
  });
  scope.addEventListener('message', (event) => {
    if (!Object.hasOwn(answers, event.data)) return;
    event.waitUntil(answers[event.data]().then((answer) => event.ports[0]?.postMessage(answer)));
  });
}
