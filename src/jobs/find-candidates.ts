import { createMatcher, type Matcher, type TextVectors } from '../core/candidates/find-candidates';
import { findLinks } from '../core/links/suggest-links';
import { AppError } from '../core/model/errors';
import type { FindRequest, VectorSource } from '../rpc/protocol';
import type { Handlers } from '../rpc/serve';
import { reportBlocks } from './report-blocks';
import { createVectorIntake, type VectorIntake } from './vector-intake';

interface OpenTables {
  readonly matcher: Matcher;
  readonly vectors: Record<VectorSource, VectorIntake>;
}

/** What a search worker can do: take two tables, then find candidates and links in them as better vectors come. */
export function createSearchHandlers(): Pick<Required<Handlers>, 'open' | 'take' | 'find' | 'link' | 'reportBlocks'> {
  let open: OpenTables | null = null;
  const opened = (): OpenTables => {
    if (!open) throw new AppError('internal', { reason: 'no open tables' });
    return open;
  };
  return {
    open: async ({ tables, settings }) => {
      const matcher = createMatcher(tables, settings);
      const { texts } = matcher;
      open = { matcher, vectors: { chosen: createVectorIntake(texts), quick: createVectorIntake(texts) } };
      return { answer: { texts } };
    },
    take: async ({ source, shard }) => {
      opened().vectors[source].take(shard);
      return { answer: null };
    },
    find: async ({ basis, links }, job) => {
      const { matcher, vectors } = opened();
      const { candidates, timings } = await matcher.find(vectorsFor(basis, vectors), job);
      const scored = performance.now();
      const suggested = await findLinks(candidates, links, { signal: job.signal, progress: () => {} });
      const answer = { candidates, links: suggested, ...timings, linkMs: performance.now() - scored };
      const transfer = [candidates.offsets, candidates.right, candidates.similarity, candidates.lexical, candidates.matchScore];
      return { answer, transfer: transfer.map((array) => array.buffer) };
    },
    link: async ({ candidates, settings }, job) => ({ answer: await findLinks(candidates, settings, job) }),
    reportBlocks,
  };
}

function vectorsFor(basis: FindRequest['basis'], { chosen, quick }: OpenTables['vectors']): TextVectors | null {
  if (basis === 'letters') return null;
  const [first, second] = basis === 'quick' ? [quick.sets(), null] : [chosen.sets(), quick.sets()];
  return first && { first, second };
}
