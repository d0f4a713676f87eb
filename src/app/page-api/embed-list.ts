import { isEndpointModel } from '../../core/llm/endpoint-model';
import { AppError } from '../../core/model/errors';
import { EDITION } from '../../session/edition';
import { embedSides } from '../../session/embedding/embedding';
import { adaptInWorker } from '../../session/judging';
import { endpointGate } from '../../session/llm/endpoint-gate';
import { adapterFor } from '../../session/tuning/adapters';
import type { Embedded, Rowlink } from './contract';
import { adapterOption, toRunOptions } from './match-options';
import { namedModel } from './named-model';

/** Under what name a script gives leave to send a list. */
const LIST = 'texts';

/** Vectors of a list of texts, in its order. @throws AppError `input/invalid-table`, `model/…`, `adapter/…`, `job/cancelled` */
export async function embedList(...[texts, options = {}]: Parameters<Rowlink['embed']>): Promise<Embedded> {
  if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string')) throw new AppError('input/invalid-table', {});
  const filled = texts.map((text, index) => ({ text: text.trim(), index })).filter(({ text }) => text !== '');
  if (filled.length === 0) throw new AppError('input/invalid-table', {});
  const model = namedModel(options.model);
  if (EDITION === 'connected' && isEndpointModel(model)) endpointGate.needEmbedding({ left: [LIST], right: [] });
  const adapter = await adapterFor({ ...adapterOption(options.adapter), model, score: 'dense' });
  const signal = options.signal ?? new AbortController().signal;
  const sides = { left: filled.map(({ text }) => text), right: [] };
  const {
    shards,
    model: described,
    workers,
    fallback,
  } = await embedSides(sides, model, { ...toRunOptions(options), device: options.device ?? 'auto' }, signal, {
    onProgress: (stage, done, total) => options.onProgress?.({ stage, done, total }),
  });
  const dimensions = shards[0]!.dimensions;
  const data = new Float32Array(texts.length * dimensions);
  for (const shard of shards) {
    shard.indices.forEach((at, row) => {
      data.set(shard.data.subarray(row * dimensions, (row + 1) * dimensions), filled[at]!.index * dimensions);
    });
  }
  const adapted = adapter ? await adaptInWorker(data, adapter, signal) : data;
  return { dimensions, data: adapted, model: { ...described, threads: workers, fallback } };
}
