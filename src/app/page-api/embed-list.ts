import { AppError } from '../../core/model/errors';
import { DEFAULT_MODEL } from '../../core/model/settings';
import { embedSides } from '../../session/embedding';
import type { Embedded, Rowlink } from './contract';
import { toRunOptions } from './match-options';

/** Vectors of a list of texts, in its order. @throws AppError `input/invalid-table`, `model/…`, `job/cancelled` */
export async function embedList(...[texts, options = {}]: Parameters<Rowlink['embed']>): Promise<Embedded> {
  if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string')) throw new AppError('input/invalid-table', {});
  const filled = texts.map((text, index) => ({ text: text.trim(), index })).filter(({ text }) => text !== '');
  if (filled.length === 0) throw new AppError('input/invalid-table', {});
  const sides = { left: filled.map(({ text }) => text), right: [] };
  const { shards, model, workers, fallback } = await embedSides(
    sides,
    options.model ?? DEFAULT_MODEL,
    { ...toRunOptions(options), device: options.device ?? 'auto' },
    options.signal ?? new AbortController().signal,
    { onProgress: (stage, done, total) => options.onProgress?.({ stage, done, total }) },
  );
  const dimensions = shards[0]!.dimensions;
  const data = new Float32Array(texts.length * dimensions);
  for (const shard of shards) {
    shard.indices.forEach((at, row) => {
      data.set(shard.data.subarray(row * dimensions, (row + 1) * dimensions), filled[at]!.index * dimensions);
    });
  }
  return { dimensions, data, model: { ...model, threads: workers, fallback } };
}
