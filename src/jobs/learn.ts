import { learnPrototypes } from '../core/classify/prototypes';
import type { Handlers } from '../rpc/serve';
import { assembleVectors } from './assemble-vectors';
import { linkUp } from './link-up';

/** Ranks categories by what was accepted, and links rows with them. */
export const learn: NonNullable<Handlers['learn']> = async (
  { texts, shards, adapter, accepted, candidatesPerRow, links },
  job,
) => {
  const vectors = assembleVectors(texts.left.texts.length + texts.right.texts.length, shards, adapter);
  const candidates = await learnPrototypes({ texts, vectors }, accepted, candidatesPerRow, job);
  return { answer: { candidates, links: await linkUp(candidates, undefined, links, job) } };
};
