import type { Sides } from '../core/model/types';
import type { EmbedAnswer, ModelDescription, VectorShard } from '../rpc/protocol';
import { spawnEmbed } from '../rpc/spawn';
import type { MatchPhase } from './contract';
import { dealTexts } from './shards';

/** Where models are served: beside the page, whatever its base path. */
const modelRoot = (model: string): string => new URL(`models/${model}/`, document.baseURI).href;

export interface EmbeddedTexts {
  readonly shards: readonly VectorShard[];
  readonly model: ModelDescription;
  readonly workers: number;
  readonly milliseconds: number;
  readonly longTexts: number;
  readonly isCacheAvailable: boolean;
}

/**
 * Vectors of the texts of both sides, numbered from the first left one to the last right one, by several workers of one thread each; a text that both sides have is embedded once.
 */
export async function embedSides(
  texts: Sides<readonly string[]>,
  model: string,
  options: { readonly useCache: boolean; readonly workers?: number },
  signal: AbortSignal,
  hooks: { onProgress(phase: MatchPhase, done: number, total: number): void },
): Promise<EmbeddedTexts> {
  const started = performance.now();
  const { decks, twins } = dealTexts([...texts.left, ...texts.right], options.workers ?? (navigator.hardwareConcurrency || 1));
  const workers = decks.map(() => spawnEmbed());
  const done = decks.map(() => 0);
  const total = decks.reduce((sum, deck) => sum + deck.texts.length, 0);
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  signal.addEventListener('abort', abort, { once: true });
  hooks.onProgress('loading-model', 0, total);
  try {
    const answers: EmbedAnswer[] = await Promise.all(
      decks.map((deck, index) =>
        workers[index]!.call(
          'embed',
          { model, modelRoot: modelRoot(model), texts: deck.texts, useCache: options.useCache },
          {
            signal: stop.signal,
            onProgress: (count) => {
              done[index] = count;
              hooks.onProgress(
                'embedding',
                done.reduce((sum, part) => sum + part, 0),
                total,
              );
            },
          },
        ),
      ),
    );
    const shards = answers.map((answer, index) => ({
      indices: decks[index]!.indices,
      dimensions: answer.dimensions,
      data: answer.data,
    }));
    return {
      shards: [...shards, ...copyTwins(shards, twins)],
      model: answers[0]!.model,
      workers: workers.length,
      milliseconds: performance.now() - started,
      longTexts: answers.reduce((sum, answer) => sum + answer.longTexts, 0),
      isCacheAvailable: answers.every((answer) => answer.isCacheAvailable) || !options.useCache,
    };
  } finally {
    signal.removeEventListener('abort', abort);
    for (const worker of workers) worker.terminate();
  }
}

/** Vectors for texts that were left out of the decks because another text is equal. */
function copyTwins(shards: readonly VectorShard[], twins: ReadonlyMap<number, number>): VectorShard[] {
  if (twins.size === 0) return [];
  const dimensions = shards[0]!.dimensions;
  const places = new Map<number, Float32Array>();
  for (const shard of shards) {
    shard.indices.forEach((text, row) => {
      places.set(text, shard.data.subarray(row * dimensions, (row + 1) * dimensions));
    });
  }
  const data = new Float32Array(twins.size * dimensions);
  [...twins.values()].forEach((original, row) => {
    data.set(places.get(original)!, row * dimensions);
  });
  return [{ indices: Uint32Array.from(twins.keys()), dimensions, data }];
}
