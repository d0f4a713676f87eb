import { classifyTexts } from '../core/classify/classify-texts';
import type { Handlers } from '../rpc/serve';
import { assembleVectors } from './assemble-vectors';

/** Gives texts classes. */
export const classify: NonNullable<Handlers['classify']> = async ({ texts, shards, adapter, ...settings }, job) => {
  const answer = await classifyTexts({ texts, vectors: assembleVectors(texts.length, shards, adapter) }, settings, job);
  return { answer, transfer: [answer.label.buffer, answer.probability.buffer] };
};
