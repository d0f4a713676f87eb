import { conceptsOf, groupByConcept, keepTypes, settingsForAliases } from '../core/candidates/concepts';
import type { RowExplainer } from '../core/candidates/explain-rows';
import { createMatcher, type Matcher } from '../core/candidates/find-candidates';
import { learnWeights } from '../core/candidates/rerank/learn-reranker';
import { AppError } from '../core/model/errors';
import { QUICK_MODEL } from '../core/model/settings';
import type { Dataset, Sides, VectorSet } from '../core/model/types';
import { cellsOf } from '../core/table/cells';
import { type ComparedTable, takeColumns } from '../core/text/records';
import { NO_CACHE } from '../core/vectors/encoder';
import type { FindRequest, VectorSource } from '../rpc/protocol';
import type { Handlers } from '../rpc/serve';
import { linkUp } from './link-up';
import { recallStored, type StoredVectors } from './recall-vectors';
import { reportBlocks } from './report-blocks';
import { createVectorIntake, type VectorIntake } from './vector-intake';

interface OpenTables {
  readonly matcher: Matcher;
  /** Concept of every right row, and how many of them a left row keeps; null where rows stand for themselves. */
  readonly concepts: { readonly of: Uint32Array; readonly limit: number } | null;
  readonly vectors: Record<VectorSource, VectorIntake>;
  explainer: RowExplainer | null;
}

const NOTHING_STORED: StoredVectors = { openCache: async () => NO_CACHE, describe: async () => [] };

/** What a search worker can do: take two tables, then find candidates and links in them as better vectors come. */
export function createSearchHandlers(
  stored: StoredVectors = NOTHING_STORED,
): Pick<
  Required<Handlers>,
  | 'open'
  | 'texts'
  | 'recall'
  | 'take'
  | 'close'
  | 'find'
  | 'link'
  | 'reportBlocks'
  | 'prepareToExplain'
  | 'explainRows'
  | 'learnReranker'
> {
  let open: OpenTables | null = null;
  const opened = (): OpenTables => {
    if (!open) throw new AppError('internal', { reason: 'no open tables' });
    return open;
  };
  return {
    open: async ({ tables: given, settings, adapter = null, isToExplain }) => {
      const left = takeAll(given.left);
      const tables = { left, right: given.right === given.left ? left : takeAll(given.right) };
      const { concept } = settings;
      const matcher = concept
        ? createMatcher(
            { ...tables, right: keepTypes(tables.right, settings.on.right, concept) },
            settingsForAliases(settings),
            isToExplain,
          )
        : createMatcher(tables, settings, isToExplain);
      const concepts = concept && { of: conceptsOf(tables.right.columns.get(concept.id)!), limit: settings.candidatesPerRow };
      const { texts } = matcher;
      const vectors = {
        chosen: createVectorIntake(texts, adapter, settings.model),
        quick: createVectorIntake(texts, null, QUICK_MODEL),
      };
      open = { matcher, concepts, vectors, explainer: null };
      return { answer: { textCounts: { left: texts.left.length, right: texts.right.length } } };
    },
    texts: async () => ({ answer: opened().matcher.texts }),
    recall: async ({ source, ...wanted }, job) => {
      const { matcher, vectors } = opened();
      return { answer: await recallStored(stored, wanted, matcher.texts, vectors[source], job) };
    },
    take: async ({ source, shard }) => {
      opened().vectors[source].take(shard);
      return { answer: null };
    },
    close: async () => {
      open = null;
      return { answer: null };
    },
    find: async ({ basis, links }, job) => {
      const { matcher, vectors, concepts } = opened();
      const { candidates: found, timings } = await matcher.find(vectorsFor(basis, vectors), job);
      const scored = performance.now();
      const candidates = concepts ? groupByConcept(found, concepts.of, concepts.limit) : found;
      const suggested = await linkUp(candidates, concepts?.of, links, { signal: job.signal, progress: () => {} });
      const answer = { candidates, links: suggested, ...timings, linkMs: performance.now() - scored };
      const transfer = [candidates.offsets, candidates.right, candidates.similarity, candidates.lexical, candidates.matchScore];
      return { answer, transfer: transfer.map((array) => array.buffer) };
    },
    prepareToExplain: async ({ basis }, job) => {
      const tables = opened();
      tables.explainer = await tables.matcher.explain(vectorsFor(basis, tables.vectors), job);
      return { answer: null };
    },
    explainRows: async ({ left, right, shown }) => {
      const { explainer } = opened();
      if (!explainer) throw new AppError('internal', { reason: 'not prepared to explain' });
      return { answer: explainer.explain(left, right, shown) };
    },
    learnReranker: async ({ settled, given }, job) => {
      const { matcher, vectors } = opened();
      const sets = vectors.chosen.sets();
      if (!sets) throw new AppError('internal', { reason: 'no vectors to learn with' });
      return { answer: learnWeights(await matcher.choices(sets, settled, job), given) };
    },
    link: async ({ candidates, settings, concepts }, job) => {
      const conceptOf = concepts && conceptsOf(cellsOf(concepts));
      return { answer: await linkUp(candidates, conceptOf, settings, job) };
    },
    reportBlocks,
  };
}

const takeAll = (table: Dataset): ComparedTable =>
  takeColumns(
    table,
    table.columns.map(({ name }) => name),
  );

/** The quick model's vectors have done their duty once the chosen model's are there. */
function vectorsFor(basis: FindRequest['basis'], { chosen, quick }: OpenTables['vectors']): Sides<VectorSet> | null {
  if (basis === 'letters') return null;
  if (basis === 'chosen') quick.clear();
  return basis === 'quick' ? quick.sets() : chosen.sets();
}
