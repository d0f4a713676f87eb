import { createRandom } from '../../core/numerics/random';
import { type ClientPort, createClient, type WorkerClient } from '../../rpc/client';
import type { VectorShard } from '../../rpc/protocol';
import { type Handlers, type ServerPort, serve } from '../../rpc/serve';

/** A client of handlers in this very thread, over a channel, and a way to let it crash. For tests. */
export function inProcess(handlers: Handlers): { readonly client: WorkerClient; crash(): void } {
  const { port1, port2 } = new MessageChannel();
  const close = (): void => {
    port1.close();
    port2.close();
  };
  serve(port2 as unknown as ServerPort, handlers);
  const port: ClientPort = {
    postMessage: (message, transfer) => port1.postMessage(message, transfer),
    terminate: close,
    onmessage: null,
    onmessageerror: null,
    onerror: null,
  };
  port1.onmessage = (event) => port.onmessage?.(event);
  return {
    client: createClient(port),
    crash: () => port.onerror?.({ preventDefault: () => {} } as ErrorEvent),
  };
}

export const WORD_DIMENSIONS = 48;

/** A vector for each word, by lot; that of a text is their sum: words that nobody has seen together have nothing in common. For tests. */
export function wordVectors(texts: readonly string[]): VectorShard {
  const known = new Map<string, Float64Array>();
  const vectorOf = (word: string): Float64Array => {
    const found = known.get(word);
    if (found) return found;
    const random = createRandom([...word].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7) >>> 0);
    const made = Float64Array.from({ length: WORD_DIMENSIONS }, () => random.uniform() - 0.5);
    known.set(word, made);
    return made;
  };
  const data = new Float32Array(texts.length * WORD_DIMENSIONS);
  texts.forEach((text, at) => {
    const row = data.subarray(at * WORD_DIMENSIONS, (at + 1) * WORD_DIMENSIONS);
    for (const word of text.split(' '))
      vectorOf(word).forEach((value, i) => {
        row[i]! += value;
      });
    const norm = Math.hypot(...row) || 1;
    row.forEach((value, i) => {
      row[i] = value / norm;
    });
  });
  return { indices: Uint32Array.from(texts.keys()), dimensions: WORD_DIMENSIONS, data };
}
