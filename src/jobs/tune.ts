import { portrayTexts, type TablePortrait } from '../core/drift/text-portrait';
import { AppError, throwIfCancelled } from '../core/model/errors';
import { nextTurn } from '../core/model/turns';
import { type Dataset, NO_TEXT, type Sides, type VectorSet } from '../core/model/types';
import { createRandom } from '../core/numerics/random';
import { cellReader, cellsNamed, columnIndex, takeRows } from '../core/table/cells';
import { composeRowTexts, type RowTexts } from '../core/text/row-texts';
import type { TrainingSummary } from '../core/tuning/adapter';
import { sealAdapter } from '../core/tuning/adapter-file';
import { applyAdapter } from '../core/tuning/apply-adapter';
import { countFirst } from '../core/tuning/count-first';
import type { ColumnReaders } from '../core/tuning/examples';
import { collectPairs, type LabelledPair, type LabelledPairs } from '../core/tuning/labelled-pairs';
import { createTrainer, type Trainer, type TrainingProgress } from '../core/tuning/trainer';
import { DEFAULT_TRAINING_PAIRS, makeTrainingPairs } from '../core/variants/training-pairs';
import { drawSome } from '../core/weak-spots/draw-some';
import type { Handlers } from '../rpc/serve';
import { recallStored, type StoredVectors } from './recall-vectors';
import { createVectorIntake, type VectorIntake } from './vector-intake';

interface OpenTables {
  /** Of rows. */
  readonly texts: Sides<RowTexts>;
  readonly portraits: NonNullable<TrainingSummary['portraits']>;
  readonly isOneTable: boolean;
  /** Left columns that are compared with one of the right table, and cells by text. */
  readonly paired: readonly string[];
  readonly columns: ColumnReaders;
  /** Texts of both sides, variants after those of rows. */
  readonly all: Sides<readonly string[]>;
  /** Variants of rows, which are further left records, each paired with the row that it was made of. */
  readonly made: MadeVariants | null;
  readonly vectors: VectorIntake;
  trainer: Trainer | null;
  progress: TrainingProgress | null;
}

type TuneMethod =
  | 'checkTuned'
  | 'openToTune'
  | 'textsToTune'
  | 'recallToTune'
  | 'takeToTune'
  | 'startTuning'
  | 'goOnTuning'
  | 'finishTuning';

/** Trains an adapter on rows of two tables, or of one, portion by portion, so that its curve can be shown and it can be ended. */
export function createTuneHandlers(stored: StoredVectors): Pick<Required<Handlers>, TuneMethod> {
  let open: OpenTables | null = null;
  const opened = (): OpenTables => {
    if (!open) throw new AppError('internal', { reason: 'no open tables' });
    return open;
  };
  const trainerOf = ({ trainer }: OpenTables): Trainer => {
    if (!trainer) throw new AppError('internal', { reason: 'no training was started' });
    return trainer;
  };
  return {
    openToTune: async ({ left, right, on, variants, variantSeed }) => {
      const texts = {
        left: composeRowTexts(left, on.left),
        right: right ? composeRowTexts(right, on.right) : NO_TEXTS,
      };
      const made = variantSeed === undefined ? null : makeVariants(right ?? left, right ? on.right : on.left, variantSeed);
      const all = {
        left: [...texts.left.texts, ...(variants?.left ?? made?.texts ?? [])],
        right: [...texts.right.texts, ...(variants?.right ?? [])],
      };
      const portraits = { left: portrayColumns(left, on.left), right: right && portrayColumns(right, on.right) };
      const pairCount = right ? Math.min(on.left.length, on.right.length) : on.left.length;
      open = {
        texts,
        portraits,
        isOneTable: right === null,
        paired: on.left.slice(0, pairCount),
        columns: {
          left: readersOf(left, on.left.slice(0, pairCount), texts.left),
          right: right ? readersOf(right, on.right.slice(0, pairCount), texts.right) : [],
        },
        all,
        made,
        vectors: createVectorIntake(all),
        trainer: null,
        progress: null,
      };
      return { answer: { textCounts: { left: all.left.length, right: all.right.length } } };
    },
    textsToTune: async () => ({ answer: opened().all }),
    recallToTune: async (wanted, job) => {
      const { all, vectors } = opened();
      return { answer: (await recallStored(stored, wanted, all, vectors, job)) !== null };
    },
    takeToTune: async (shard) => {
      opened().vectors.take(shard);
      return { answer: null };
    },
    startTuning: async ({ pairs, options }) => {
      const tables = opened();
      const { texts, isOneTable, all, made } = tables;
      const vectors = tables.vectors.sets();
      if (!vectors) throw new AppError('internal', { reason: 'vectors are missing' });
      const { dimensions } = vectors.left;
      const split = { left: texts.left.texts.length * dimensions, right: texts.right.texts.length * dimensions };
      const right = isOneTable ? null : vectors.right.data.subarray(0, split.right);
      tables.trainer = createTrainer(
        {
          dimensions,
          left: made ? vectors.left.data : vectors.left.data.subarray(0, split.left),
          right,
          pairs: made ? pairsOfMade(made, texts, isOneTable) : pairsOfTexts(pairs, texts, isOneTable),
          ...(made
            ? {}
            : { columns: { left: tables.columns.left, right: isOneTable ? tables.columns.left : tables.columns.right } }),
          ...(all.right.length > texts.right.texts.length
            ? { variants: { left: vectors.left.data.subarray(split.left), right: vectors.right.data.subarray(split.right) } }
            : {}),
        },
        options,
      );
      tables.progress = { isDone: false, share: 0, curve: [], best: 0 };
      return { answer: tables.progress };
    },
    goOnTuning: async ({ milliseconds }, job) => {
      const tables = opened();
      const trainer = trainerOf(tables);
      const end = performance.now() + milliseconds;
      do {
        tables.progress = trainer.step();
        await nextTurn();
        throwIfCancelled(job.signal);
      } while (!tables.progress.isDone && performance.now() < end);
      return { answer: tables.progress };
    },
    checkTuned: async ({ pairs }) => {
      const tables = opened();
      const { texts, isOneTable, vectors } = tables;
      const { left, right } = vectors.sets()!;
      const rows = (set: VectorSet, count: number): Float32Array => set.data.slice(0, count * set.dimensions);
      const own = {
        left: rows(left, texts.left.texts.length),
        right: isOneTable ? null : rows(right, texts.right.texts.length),
      };
      const labelled = pairsOfTexts(pairs, texts, isOneTable);
      const { dimensions } = left;
      const before = countFirst(own, dimensions, labelled);
      const { weights, rank } = trainerOf(tables).finish();
      if (weights)
        for (const data of [own.left, own.right]) if (data) applyAdapter({ rank, weights, base: { dimensions } }, data);
      return { answer: { rows: before.rows, before: before.first, after: countFirst(own, dimensions, labelled).first } };
    },
    finishTuning: async ({ name, base, createdAt }) => {
      const tables = opened();
      const { weights, rank, summary: counted, calibration, columns } = trainerOf(tables).finish();
      const summary = tables.made ? asSynthetic(counted) : counted;
      const columnWeights = columns.weights && namedWeights(tables.paired, columns.weights);
      const training = { ...summary, portraits: tables.portraits };
      const adapter =
        weights &&
        sealAdapter({ name, base, createdAt, rank, weights, calibration, training, ...(columnWeights ? { columnWeights } : {}) });
      return { answer: { adapter, summary, calibration, columnWeights } };
    },
  };
}

interface MadeVariants {
  readonly texts: readonly string[];
  /** Row that each was made of. */
  readonly partners: Uint32Array;
  /** 0 for another thing that looks alike. */
  readonly isMatch: Uint8Array;
}

/** Rows of a large table that variants are made among. */
const MOST_VARIED = 20_000;

function makeVariants(table: Dataset, on: readonly string[], seed: number): MadeVariants {
  const rows = drawSome(table.rowCount, MOST_VARIED, createRandom(seed));
  const drawn = takeRows(table, rows);
  const columns = on.map((name) => cellsNamed(drawn, name));
  const { texts, rowOf, left, right, isMatch } = makeTrainingPairs(columns, { ...DEFAULT_TRAINING_PAIRS, seed });
  return {
    texts: Array.from(right, (text) => texts[text]!),
    partners: Uint32Array.from(left, (text) => rows[rowOf[text]!]!),
    isMatch,
  };
}

function pairsOfMade({ partners, isMatch }: MadeVariants, texts: Sides<RowTexts>, isOneTable: boolean): LabelledPairs {
  const others = isOneTable ? texts.left : texts.right;
  const first = texts.left.texts.length;
  const found = Array.from(partners, (row, at) => ({ left: first + at, right: others.textOf[row]!, isMatch: isMatch[at] === 1 }));
  return collectPairs(found, isOneTable).pairs;
}

const asSynthetic = (summary: TrainingSummary): TrainingSummary => ({
  ...summary,
  counts: { ...summary.counts, matches: 0, synthetic: summary.counts.matches },
});

/** Of as many columns as the file of an adapter has room for. */
const MOST_PORTRAYED = 12;

const portrayColumns = (table: Dataset, on: readonly string[]): TablePortrait =>
  portrayTexts(on.slice(0, MOST_PORTRAYED).map((name) => ({ name, cells: cellsNamed(table, name) })));

/** Reads the cell of a text in each column: that of its first row. */
function readersOf(table: Dataset, columns: readonly string[], { texts, textOf }: RowTexts): ((text: number) => string)[] {
  const rowOf = new Uint32Array(texts.length);
  for (let row = textOf.length - 1; row >= 0; row--) if (textOf[row] !== NO_TEXT) rowOf[textOf[row]!] = row;
  return columns.map((name) => {
    const read = cellReader(table, columnIndex(table, name));
    return (text) => read(rowOf[text]!);
  });
}

/** Weights other than 1 by left column; null where there are none. */
function namedWeights(columns: readonly string[], weights: readonly number[]): Readonly<Record<string, number>> | null {
  const named = columns.map((column, at) => [column, weights[at]!] as const).filter(([, weight]) => weight !== 1);
  return named.length === 0 ? null : Object.fromEntries(named);
}

const NO_TEXTS: RowTexts = { texts: [], textOf: new Uint32Array() };

/** Pairs of rows as pairs of their texts: rows without text and rows of one text teach nothing. */
function pairsOfTexts({ left, right, isMatch }: LabelledPairs, texts: Sides<RowTexts>, isOneTable: boolean): LabelledPairs {
  const found: LabelledPair[] = [];
  const others = isOneTable ? texts.left : texts.right;
  left.forEach((row, at) => {
    const one = texts.left.textOf[row] ?? NO_TEXT;
    const other = others.textOf[right[at]!] ?? NO_TEXT;
    if (one !== NO_TEXT && other !== NO_TEXT) found.push({ left: one, right: other, isMatch: isMatch[at] === 1 });
  });
  return collectPairs(found, isOneTable).pairs;
}
