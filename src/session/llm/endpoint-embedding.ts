import { openVectorCache } from '../../adapters/dexie/vector-cache';
import { normaliseRows } from '../../core/llm/embedding';
import { endpointText, readEndpointModel } from '../../core/llm/endpoint-model';
import { AppError, throwIfCancelled, toAppError } from '../../core/model/errors';
import { KEY_WORDS, keysOfTexts } from '../../core/model/text-key';
import { createPacer } from '../../core/model/turns';
import type { Sides } from '../../core/model/types';
import { distinctTexts, spreadVectors } from '../../core/vectors/distinct-texts';
import { NO_CACHE, type VectorCache } from '../../core/vectors/encoder';
import type { VectorShard } from '../../rpc/protocol';
import type { EmbeddedTexts, EmbeddingHooks, EmbeddingOptions } from '../embedding/embedding';
import { endpointGate, type RowSender } from './endpoint-gate';

async function formsOf(texts: readonly string[]): Promise<readonly string[]> {
  const pause = createPacer();
  const forms: string[] = [];
  for (const [at, text] of texts.entries()) {
    if (at % 1024 === 0) await pause();
    forms.push(endpointText(text));
  }
  return forms;
}

/** Texts and characters of one request at most. */
const MOST_TEXTS = 64;
const MOST_CHARACTERS = 24_000;
/** Vectors kept as one block. */
const BLOCK_TEXTS = 1_024;

/**
 * `embedSides` by an endpoint: what the vector cache lacks is sent, several texts a request, after leave was given for the columns. Vectors
 * are scaled to length 1 and kept under endpoint and model, those of another length not used; a text that is too long for the model is cut until it fits.
 *
 * @throws AppError `llm/…`, `job/cancelled`
 */
export async function embedByEndpoint(
  sides: Sides<readonly string[]>,
  id: string,
  options: EmbeddingOptions,
  signal: AbortSignal,
  hooks: EmbeddingHooks,
): Promise<EmbeddedTexts> {
  const startedAt = performance.now();
  const places = distinctTexts(await formsOf([...sides.left, ...sides.right]), (form) => form);
  const { texts } = places;
  const keys = keysOfTexts(texts);
  const cache = options.useCache ? await openVectorCache() : NO_CACHE;
  const shards: VectorShard[] = [];
  const deliver = hooks.onVectors ?? ((shard: VectorShard) => void shards.push(shard));
  let done = 0;
  let dimensions = 0;
  const take = (numbers: Uint32Array, size: number, data: Float32Array<ArrayBuffer>): void => {
    deliver(spreadVectors(places, numbers, size, data));
    done += numbers.length;
    hooks.onProgress('embedding', done, texts.length);
  };

  const hits = await cache.find(id, keys);
  const isFound = new Uint8Array(texts.length);
  for (const hit of hits) for (const text of hit.texts) isFound[text] = 1;
  let missing = Array.from(texts.keys()).filter((number) => isFound[number] === 0);
  let sender: RowSender | null = null;
  const keeper = createKeeper(cache, id, keys);
  let longTexts = 0;
  const make = async (numbers: readonly number[], stop: AbortSignal): Promise<void> => {
    sender ??= senderFor(id);
    const answer = await embedPortion(
      sender,
      numbers.map((number) => texts[number]!),
      stop,
    );
    if (dimensions !== 0 && answer.dimensions !== dimensions) throw noVectors(sender);
    dimensions = answer.dimensions;
    longTexts += answer.shortened;
    normaliseRows(answer.data, dimensions);
    await keeper.add(numbers, dimensions, answer.data);
    take(Uint32Array.from(numbers), dimensions, answer.data);
  };

  let made = 0;
  try {
    // First, since it tells the length of vectors: a server may have another model under the same name by now.
    const [first] = portionsOf(texts, missing);
    if (first) {
      await make(first, signal);
      missing = missing.slice(first.length);
      made += first.length;
    }
    for (const hit of hits) {
      const found = await cache.read(hit.block, hit.rows);
      throwIfCancelled(signal);
      if (!found || (dimensions !== 0 && found.dimensions !== dimensions)) missing.push(...hit.texts);
      else {
        dimensions = found.dimensions;
        take(hit.texts, dimensions, found.data);
      }
    }
    made += missing.length;
    await inTurns(portionsOf(texts, missing), endpointGate.endpoint()?.requestsAtOnce ?? 1, signal, make);
  } catch (thrown) {
    throw signal.aborted ? new AppError('job/cancelled') : toAppError(thrown);
  } finally {
    await keeper.flush();
  }
  return {
    shards,
    model: { id, sha256: '', dtype: 'fp32', device: 'wasm' },
    fallback: null,
    workers: 1,
    runtime: null,
    total: texts.length,
    made,
    milliseconds: performance.now() - startedAt,
    longTexts,
    isCacheAvailable: cache.isAvailable || !options.useCache,
  };
}

/** Works through a list with so many at once; the first failure stops the others. */
async function inTurns(
  portions: readonly (readonly number[])[],
  atOnce: number,
  signal: AbortSignal,
  work: (portion: readonly number[], signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const next = portions.values();
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const turn = async (): Promise<void> => {
    for (const portion of next) await work(portion, either);
  };
  const turns = Array.from({ length: atOnce }, () =>
    turn().catch((thrown: unknown) => {
      stop.abort();
      throw thrown;
    }),
  );
  // All have ended by then, so that nothing is kept behind the caller's back.
  const ends = await Promise.allSettled(turns);
  const failed = ends.filter((end) => end.status === 'rejected').map(({ reason }) => toAppError(reason));
  const failure = failed.find(({ code }) => code !== 'job/cancelled') ?? failed[0];
  if (failure) throw failure;
}

const noVectors = ({ endpoint }: RowSender): AppError =>
  new AppError('llm/no-vectors', { model: endpoint.embeddingModel, origin: endpoint.origin });

/** @throws AppError `llm/no-endpoint` where another endpoint or model is in use, `llm/no-consent` */
function senderFor(id: string): RowSender {
  const wanted = readEndpointModel(id);
  const endpoint = endpointGate.endpoint();
  if (!endpoint || endpoint.base !== wanted?.base || endpoint.embeddingModel !== wanted.model)
    throw new AppError('llm/no-endpoint');
  return endpointGate.embeddingSender();
}

function portionsOf(texts: readonly string[], numbers: Iterable<number>): number[][] {
  const portions: number[][] = [];
  let portion: number[] = [];
  let characters = 0;
  for (const number of numbers) {
    const { length } = texts[number]!;
    if (portion.length > 0 && (portion.length >= MOST_TEXTS || characters + length > MOST_CHARACTERS)) {
      portions.push(portion);
      portion = [];
      characters = 0;
    }
    portion.push(number);
    characters += length;
  }
  if (portion.length > 0) portions.push(portion);
  return portions;
}

/** Vectors of some texts; halves the request, and in the end the text, where the model says that it is too long. */
async function embedPortion(
  sender: RowSender,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly dimensions: number; readonly data: Float32Array<ArrayBuffer>; readonly shortened: number }> {
  try {
    return { ...(await sender.embed(texts, signal)), shortened: 0 };
  } catch (thrown) {
    const { code } = toAppError(thrown);
    const [only] = texts;
    if (texts.length === 1 && code === 'llm/too-long' && only!.length > SHORTEST) {
      const { shortened: _, ...answer } = await embedPortion(sender, [only!.slice(0, only!.length >> 1)], signal);
      return { ...answer, shortened: 1 };
    }
    if (texts.length === 1 || (code !== 'llm/too-long' && code !== 'llm/too-slow')) throw thrown;
  }
  const half = Math.ceil(texts.length / 2);
  const first = await embedPortion(sender, texts.slice(0, half), signal);
  const second = await embedPortion(sender, texts.slice(half), signal);
  if (first.dimensions !== second.dimensions) throw noVectors(sender);
  const data = new Float32Array(first.data.length + second.data.length);
  data.set(first.data);
  data.set(second.data, first.data.length);
  return { dimensions: first.dimensions, data, shortened: first.shortened + second.shortened };
}

const SHORTEST = 16;

/** Collects vectors until they are worth a block of the cache. */
function createKeeper(cache: VectorCache, id: string, keys: Uint32Array) {
  let numbers: number[] = [];
  let parts: Float32Array[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    if (numbers.length === 0) return;
    const kept = new Uint32Array(numbers.length * KEY_WORDS);
    for (const [at, number] of numbers.entries())
      kept.set(keys.subarray(number * KEY_WORDS, (number + 1) * KEY_WORDS), at * KEY_WORDS);
    const data = new Float32Array(numbers.length * size);
    let to = 0;
    for (const part of parts) {
      data.set(part, to);
      to += part.length;
    }
    numbers = [];
    parts = [];
    await cache.keep(id, kept, size, data);
  };
  return {
    flush,
    async add(added: readonly number[], dimensions: number, data: Float32Array): Promise<void> {
      size = dimensions;
      numbers.push(...added);
      // Delivered vectors move to a worker.
      parts.push(data.slice());
      if (numbers.length >= BLOCK_TEXTS) await flush();
    },
  };
}
