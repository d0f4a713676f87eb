import { AppError } from '../../core/model/errors';
import type { ClientPort } from '../client';
import type { ToWorker } from '../protocol';
import { compare, nameOf } from './load-checked';
import { hashOf } from './script-hashes';

/** Scripts of workers that were compared while this page lives. */
const compared = new Set<string>();

/**
 * A worker that starts once its script was compared with its hash in the start page; what is posted before waits. `new Worker()` takes
 * no hash, so the browser asks for the script a second time: it gets what was compared from its cache, provided the server lets it keep
 * files below `assets`. A file of the server that is not the one that was built is refused in any case.
 */
export class CheckedWorker implements ClientPort {
  onmessage: ClientPort['onmessage'] = null;
  onmessageerror: ClientPort['onmessageerror'] = null;
  onerror: ClientPort['onerror'] = null;
  #worker: Worker | null = null;
  #waiting: (readonly [ToWorker, Transferable[]])[] = [];
  #isEnded = false;

  constructor(address: URL | string, options: WorkerOptions) {
    const { href } = new URL(address, document.baseURI);
    if (compared.has(href)) this.#start(href, options);
    else this.#compare(href).then(() => this.#start(href, options), this.#refuse(href));
  }

  postMessage(message: ToWorker, transfer: Transferable[]): void {
    if (this.#worker) this.#worker.postMessage(message, transfer);
    else if (!this.#isEnded) this.#waiting.push([message, transfer]);
  }

  terminate(): void {
    this.#isEnded = true;
    this.#waiting = [];
    this.#worker?.terminate();
  }

  async #compare(href: string): Promise<void> {
    const hash = hashOf(href);
    if (hash !== null) await compare(href, hash);
    compared.add(href);
  }

  #start(href: string, options: WorkerOptions): void {
    if (this.#isEnded) return;
    const worker = new Worker(href, options);
    this.#worker = worker;
    worker.onmessage = (event) => this.onmessage?.(event);
    worker.onmessageerror = (event) => this.onmessageerror?.(event);
    worker.onerror = (event) => this.onerror?.(event);
    try {
      for (const [message, transfer] of this.#waiting.splice(0)) worker.postMessage(message, transfer);
    } catch (thrown) {
      this.#report(new AppError('internal', { reason: 'request cannot be sent' }, { cause: thrown }));
    }
  }

  #refuse =
    (href: string) =>
    (thrown: unknown): void =>
      this.#report(new AppError('page/part-refused', { file: nameOf(href) }, { cause: thrown }));

  #report(error: AppError): void {
    if (!this.#isEnded) this.onerror?.(new ErrorEvent('error', { error, cancelable: true }));
  }
}
