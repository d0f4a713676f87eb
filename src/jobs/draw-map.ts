import { applyToSide } from '../core/aliases/apply-aliases';
import { AppError } from '../core/model/errors';
import type { Sides } from '../core/model/types';
import { createMapDrawing, type MapDrawing } from '../core/projection/draw-map';
import type { MapLayout } from '../core/projection/record-map';
import type { ComparedTable } from '../core/text/records';
import { composeRowTexts, type RowTexts } from '../core/text/row-texts';
import type { Handlers, Served } from '../rpc/serve';
import { recallStored, type StoredVectors } from './recall-vectors';
import { createVectorIntake, type VectorIntake } from './vector-intake';

interface OpenTables {
  readonly texts: Sides<RowTexts>;
  readonly vectors: VectorIntake;
  drawing: MapDrawing | null;
}

const NO_TEXTS: RowTexts = { texts: [], textOf: new Uint32Array() };

/** The map of the records of two tables, or of one, step by step, so that each step can be shown. */
export function createMapHandlers(
  stored: StoredVectors,
): Pick<Required<Handlers>, 'openToMap' | 'textsToMap' | 'recallToMap' | 'takeToMap' | 'startMap' | 'refineMap' | 'readMap'> {
  let open: OpenTables | null = null;
  const opened = (): OpenTables => {
    if (!open) throw new AppError('internal', { reason: 'no open tables' });
    return open;
  };
  const textsOf = ({ left, right }: OpenTables['texts']) => ({ left: left.texts, right: right.texts });
  const drawingOf = ({ drawing }: OpenTables): MapDrawing => {
    if (!drawing) throw new AppError('internal', { reason: 'no map was started' });
    return drawing;
  };
  return {
    openToMap: async ({ left, right, on, aliased, adapter }) => {
      const read = (side: 'left' | 'right') => (table: ComparedTable) => (aliased ? applyToSide(table, side, aliased) : table);
      const texts = {
        left: composeRowTexts(left, on.left, read('left')),
        right: right ? composeRowTexts(right, on.right, read('right')) : NO_TEXTS,
      };
      open = { texts, vectors: createVectorIntake(textsOf(texts), adapter), drawing: null };
      return { answer: { textCounts: { left: texts.left.texts.length, right: texts.right.texts.length } } };
    },
    textsToMap: async () => ({ answer: textsOf(opened().texts) }),
    recallToMap: async (wanted, job) => {
      const { texts, vectors } = opened();
      return { answer: (await recallStored(stored, wanted, textsOf(texts), vectors, job)) !== null };
    },
    takeToMap: async (shard) => {
      opened().vectors.take(shard);
      return { answer: null };
    },
    startMap: async ({ seed }, job) => {
      const tables = opened();
      tables.drawing = createMapDrawing(tables.texts, tables.vectors.sets(), seed);
      return served(await tables.drawing.start(job));
    },
    refineMap: async ({ milliseconds }, job) => served(await drawingOf(opened()).refine(milliseconds, job)),
    readMap: async (_, job) => {
      const answer = await drawingOf(opened()).read(job);
      return { answer, transfer: [answer.density.values.buffer, answer.regions.of.buffer, answer.odd.buffer] };
    },
  };
}

const served = (answer: MapLayout): Served<MapLayout> => ({ answer, transfer: [answer.x.buffer, answer.y.buffer] });
