import { toAppError } from '../core/model/errors';
import type { Job } from '../core/model/types';
import { showLife } from './life';
import type { FromWorker, Method, MethodMap, ToWorker } from './protocol';

/** What a handler returns; buffers in `transfer` are moved, not copied. */
export interface Served<A> {
  readonly answer: A;
  readonly transfer?: readonly Transferable[];
}
export type Handlers = {
  readonly [M in Method]?: (request: MethodMap[M]['request'], job: Job) => Promise<Served<MethodMap[M]['answer']>>;
};

/** The worker's side of a channel: anything with `postMessage` and `onmessage`. */
export interface ServerPort {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

/** Answers calls that arrive on `port`, each with its own job. Errors go back as code and params only. */
export function serve(port: ServerPort, handlers: Handlers): void {
  const running = new Map<number, AbortController>();
  const run = async (id: number, method: Method, request: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    const job: Job = {
      signal: controller.signal,
      progress: (done, total, unit) => port.postMessage({ kind: 'progress', id, done, total, unit }, []),
    };
    try {
      const handler = handlers[method] as ((request: unknown, job: Job) => Promise<Served<unknown>>) | undefined;
      if (!handler) throw new Error(`no such method: ${method}`);
      const { answer, transfer = [] } = await handler(request, job);
      port.postMessage({ kind: 'answer', id, answer }, [...transfer]);
    } catch (thrown) {
      const { code, params } = toAppError(thrown);
      port.postMessage({ kind: 'failure', id, code, params }, []);
    } finally {
      running.delete(id);
    }
  };
  port.onmessage = ({ data }) => {
    if (data.kind === 'cancel') running.get(data.id)?.abort();
    else void run(data.id, data.method, data.request);
  };
  showLife((lock) => port.postMessage({ kind: 'alive', lock }, []));
}
