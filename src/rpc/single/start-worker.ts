import { isKeeping } from '../../adapters/single/keeping';
import { answerThrough } from '../../adapters/single/page-files';
import type { FirstMessage } from './receive-first';

let address: string | null = null;

/**
 * Starts a worker of the edition of one file: all workers are one classic script in the page, which goes by the worker's name. The
 * first message brings the way to the page's files, and whether vectors may be kept.
 */
export function startWorker(name: string): Worker {
  address ??= URL.createObjectURL(new Blob([document.getElementById('workers')!.textContent], { type: 'text/javascript' }));
  const worker = new Worker(address, { name });
  const { port1, port2 } = new MessageChannel();
  answerThrough(port1);
  const first: FirstMessage = { files: port2, keeps: isKeeping() };
  worker.postMessage(first, [port2]);
  return worker;
}
