import { applyToSide } from '../core/aliases/apply-aliases';
import { type FoundRows, findByMeaning, findByWords } from '../core/candidates/find-rows';
import { AppError } from '../core/model/errors';
import type { Dataset } from '../core/model/types';
import { composeRowTexts, type RowTexts } from '../core/text/row-texts';
import type { Adapter } from '../core/tuning/adapter';
import type { Handlers, Served } from '../rpc/serve';
import { adaptShard } from './adapt-shard';
import { recallStored, type StoredVectors } from './recall-vectors';
import { createVectorIntake, type VectorIntake } from './vector-intake';

interface OpenTable {
  readonly shown: Dataset;
  readonly texts: RowTexts;
  readonly adapter: Adapter | null;
  readonly vectors: VectorIntake;
}

/** Hand search in one table: by words of its cells, and by meaning with the vectors that a match has left, or that are made for it. */
export function createFindRowsHandlers(
  stored: StoredVectors,
): Pick<Required<Handlers>, 'openToFind' | 'findWords' | 'recallToFind' | 'textsToFind' | 'takeToFind' | 'findNearest'> {
  let open: OpenTable | null = null;
  const opened = (): OpenTable => {
    if (!open) throw new AppError('internal', { reason: 'no open table' });
    return open;
  };
  return {
    openToFind: async ({ shown, compared, on, aliased, adapter = null }) => {
      const texts = composeRowTexts(compared, on, (table) => (aliased ? applyToSide(table, 'right', aliased) : table));
      open = { shown, texts, adapter, vectors: createVectorIntake({ left: [], right: texts.texts }, adapter) };
      return { answer: null };
    },
    findWords: async ({ query, most }, job) => served(await findByWords(opened().shown, query, most, job)),
    recallToFind: async (wanted, job) => {
      const { texts, vectors } = opened();
      const model = await recallStored(stored, wanted, { left: [], right: texts.texts }, vectors, job);
      return { answer: model !== null };
    },
    textsToFind: async () => ({ answer: opened().texts.texts }),
    takeToFind: async (shard) => {
      opened().vectors.take(shard);
      return { answer: null };
    },
    findNearest: async ({ query, most }) => {
      const { texts, vectors, adapter } = opened();
      const sets = vectors.sets();
      const asked = adaptShard({ indices: new Uint32Array(1), dimensions: query.length, data: query }, adapter).data;
      return served(sets ? findByMeaning(asked, sets.right, texts.textOf, most) : null);
    },
  };
}

const served = <F extends FoundRows | null>(answer: F): Served<F> => ({
  answer,
  transfer: answer ? [answer.rows.buffer, answer.fit.buffer] : [],
});
