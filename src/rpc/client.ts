import { AppError } from '../core/model/errors';
import type { ProgressUnit } from '../core/model/types';
import { watchLife } from './life';
import type { FromWorker, Method, MethodMap, ToWorker } from './protocol';

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, unit: ProgressUnit) => void;
  /** Buffers of the request that are moved, not copied. */
  readonly transfer?: readonly Transferable[];
}

/** A worker that can be called. Every call settles: by answer, failure, cancel, crash or `terminate`. */
export interface WorkerClient {
  call<M extends Method>(method: M, request: MethodMap[M]['request'], options?: CallOptions): Promise<MethodMap[M]['answer']>;
  /** No call is open and the worker has not ended. */
  isAtRest(): boolean;
  /** Ends the worker and gives its memory back; open calls reject with `job/cancelled`. */
  terminate(): void;
}

/** The parts of `Worker` that a client needs. */
export interface ClientPort {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface OpenCall {
  resolve(answer: unknown): void;
  reject(error: AppError): void;
  readonly onProgress: CallOptions['onProgress'];
}

/** How long a cancelled call may take to answer before its worker is terminated. */
const GRACE_MS = 700;

/**
 * Wraps a worker. A crash, or an end that nobody asked for, rejects all open calls with `worker/crashed` (or with the error that the
 * event brings, where that is one of ours), and so does every later call.
 */
export function createClient(port: ClientPort): WorkerClient {
  const open = new Map<number, OpenCall>();
  let lastId = 0;
  let ended: AppError | null = null;

  const end = (error: AppError): void => {
    ended ??= error;
    port.terminate();
    for (const call of open.values()) call.reject(error);
    open.clear();
  };
  port.onmessage = ({ data }) => {
    if (data.kind === 'alive') return watchLife(data.lock, () => end(new AppError('worker/crashed', { reason: 'gone' })));
    const call = open.get(data.id);
    if (!call) return;
    if (data.kind === 'progress') return call.onProgress?.(data.done, data.total, data.unit);
    open.delete(data.id);
    if (data.kind === 'answer') call.resolve(data.answer);
    else call.reject(new AppError(data.code, data.params));
  };
  port.onmessageerror = () => end(new AppError('worker/crashed', { reason: 'message' }));
  port.onerror = (event) => {
    event.preventDefault?.();
    end(event.error instanceof AppError ? event.error : new AppError('worker/crashed', { reason: 'error' }));
  };

  return {
    call<M extends Method>(method: M, request: MethodMap[M]['request'], options: CallOptions = {}) {
      return new Promise<MethodMap[M]['answer']>((resolve, reject) => {
        if (ended) return reject(ended);
        if (options.signal?.aborted) return reject(new AppError('job/cancelled'));
        const id = ++lastId;
        const cancel = (): void => {
          port.postMessage({ kind: 'cancel', id }, []);
          setTimeout(() => open.has(id) && end(new AppError('job/cancelled')), GRACE_MS);
        };
        options.signal?.addEventListener('abort', cancel, { once: true });
        const settle = (): void => options.signal?.removeEventListener('abort', cancel);
        open.set(id, {
          resolve: (answer) => {
            settle();
            resolve(answer as MethodMap[M]['answer']);
          },
          reject: (error) => {
            settle();
            reject(error);
          },
          onProgress: options.onProgress,
        });
        try {
          port.postMessage({ kind: 'call', id, method, request }, [...(options.transfer ?? [])]);
        } catch (thrown) {
          open.delete(id);
          settle();
          reject(new AppError('internal', { reason: 'request cannot be sent' }, { cause: thrown }));
        }
      });
    },
    isAtRest: () => ended === null && open.size === 0,
    terminate: () => end(new AppError('job/cancelled')),
  };
}
