import { createRandom } from '../numerics/random';
import { type Anchors, NOBODY } from './anchors';
import { type Batch, dealBatches } from './batches';
import type { Part, PartSide } from './examples';
import { lossOf } from './losses';
import type { MultiplyRows } from './matrix';
import { mineHardest } from './mining';
import type { TrainingPlan, TuningOptions } from './options';
import { type Ranks, rankInShortlists, rankInTable } from './ranking';
import { createAdam, createTrainable, type Trainable } from './trainable';

/** What all runs of a training share. */
export interface RunSetting {
  readonly part: Part;
  readonly anchors: { readonly left: Anchors; readonly right: Anchors };
  readonly plan: TrainingPlan;
  readonly options: TuningOptions;
  readonly multiply: MultiplyRows;
  /** Room for the vectors of all records under one adapter after the other. */
  readonly moved: { readonly left: Float32Array; readonly right: Float32Array };
}

/** One adapter in training: it learns from all entities but those of its fold, on which it is checked. */
export interface TrainingRun {
  readonly parameters: Float32Array;
  /** One pass over its matches, in portions; gives its mean loss. */
  passOnce(): Generator<void, number>;
  /** Ranks of the partners of the records of its fold, among their shortlists. */
  check(): Generator<void, Ranks>;
  /** The same among all records, under given parameters; null: without an adapter. */
  checkAll(parameters: Float32Array | null): Generator<void, Ranks>;
}

/** Passes after which look-alikes are mined again. */
const MINE_EVERY = 4;
const PORTION = 512;

export function createRun(setting: RunSetting, foldOf: Uint8Array, fold: number | null, seed: number): TrainingRun {
  const { part, anchors, plan, options, multiply } = setting;
  const random = createRandom(seed);
  const trainable = createTrainable(part.dimensions, plan.rank, random, multiply);
  const adam = createAdam(trainable.parameters, plan.decay);
  const isHeld = (entity: number): boolean => fold !== null && entity >= 0 && foldOf[entity] === fold;
  const isHeldPair = ([left, right]: readonly [number, number]): boolean =>
    isHeld(part.left.entityOf[left]!) || isHeld(part.right.entityOf[right]!);
  const matches = part.matches.filter((pair) => !isHeldPair(pair));
  const others = part.others.filter((pair) => !isHeldPair(pair));
  const isTaught = {
    left: anchors.left.records.reduce(
      (mask, record, at) => mask.fill(isHeld(part.left.entityOf[record]!) ? 0 : 1, at, at + 1),
      new Uint8Array(anchors.left.records.length),
    ),
    right: anchors.right.records.reduce(
      (mask, record, at) => mask.fill(isHeld(part.right.entityOf[record]!) ? 0 : 1, at, at + 1),
      new Uint8Array(anchors.right.records.length),
    ),
  };
  const queries = Uint32Array.from(anchors.left.records.keys()).filter((place) => {
    const record = anchors.left.records[place]!;
    const isVariant = record >= part.left.tableCount;
    return isHeld(part.left.entityOf[record]!) && (!isVariant || part.variantCount === part.matches.length);
  });
  const toMine = union(part, anchors, isTaught);
  const toCheck = union(part, anchors, { left: maskOf(queries, anchors.left.records.length), right: null });
  let passes = 0;
  let mined = { count: 0, left: new Uint32Array(), right: new Uint32Array() };

  function* mine(): Generator<void> {
    yield* move(trainable, part.left, toMine.left, setting.moved.left);
    yield* move(trainable, part.right, toMine.right, setting.moved.right);
    const list = (side: 'left' | 'right'): Uint32Array<ArrayBuffer> =>
      mineHardest(
        part,
        side,
        anchors[side],
        isTaught[side],
        setting.moved,
        plan.hard,
        options.isOneToOne,
      ) as Uint32Array<ArrayBuffer>;
    mined = { count: plan.hard, left: list('left'), right: list('right') };
  }

  return {
    parameters: trainable.parameters,
    *passOnce() {
      if (passes % MINE_EVERY === 0 && plan.hard > 0) yield* mine();
      passes++;
      let loss = 0;
      let count = 0;
      for (const batch of dealBatches({ part, anchors, matches, others, mined, isHeld }, plan.batch, random)) {
        loss += teach(setting, trainable, batch, (gradient) => adam.step(gradient, plan.rate));
        count++;
        yield;
      }
      return loss / Math.max(1, count);
    },
    *check() {
      yield* move(trainable, part.left, toCheck.left, setting.moved.left);
      yield* move(trainable, part.right, toCheck.right, setting.moved.right);
      return rankInShortlists(part, anchors.left, queries, setting.moved);
    },
    *checkAll(parameters) {
      if (parameters === null) {
        const plain = { left: part.left.vectors, right: part.right.vectors };
        return yield* rankInTable(part, anchors.left, queries, plain, multiply);
      }
      const fixed = createTrainable(part.dimensions, plan.rank, random, multiply, parameters);
      const own = Uint32Array.from(queries, (place) => anchors.left.records[place]!);
      yield* move(fixed, part.left, own, setting.moved.left);
      yield* move(fixed, part.right, allOf(part.right), setting.moved.right);
      return yield* rankInTable(part, anchors.left, queries, setting.moved, multiply);
    },
  };
}

/** One step. @returns the loss before it */
function teach(
  { part, plan, options, multiply }: RunSetting,
  trainable: Trainable,
  { left, right, kinds }: Batch,
  apply: (gradient: Float32Array) => void,
): number {
  const { dimensions } = part;
  const rows = left.length;
  const columns = right.length;
  const input = new Float32Array((rows + columns) * dimensions);
  copyRows(part.left, left, dimensions, input, 0);
  copyRows(part.right, right, dimensions, input, rows);
  const output = trainable.forward(input, rows + columns);
  const cosines = (data: Float32Array): Float32Array => {
    const out = new Float32Array(rows * columns);
    multiply(data.subarray(0, rows * dimensions), rows, data.subarray(rows * dimensions), columns, dimensions, out);
    return out;
  };
  const gradient = new Float32Array(rows * columns);
  const batch = { rows, columns, now: cosines(output), before: plan.keep > 0 ? cosines(input) : new Float32Array(), kinds };
  const loss = lossOf(batch, { ...plan, loss: options.loss }, gradient);
  const byOutput = new Float32Array((rows + columns) * dimensions);
  multiply(gradient, rows, turned(output.subarray(rows * dimensions), columns, dimensions), dimensions, columns, byOutput);
  multiply(
    turned(gradient, rows, columns),
    columns,
    turned(output.subarray(0, rows * dimensions), rows, dimensions),
    dimensions,
    rows,
    byOutput.subarray(rows * dimensions),
  );
  apply(trainable.backward(byOutput));
  return loss;
}

/** Vectors of records under an adapter, to their places in `target`. */
function* move(trainable: Trainable, side: PartSide, records: Uint32Array, target: Float32Array): Generator<void> {
  const { dimensions } = trainable;
  for (let from = 0; from < records.length; from += PORTION) {
    const portion = records.subarray(from, from + PORTION);
    const input = new Float32Array(portion.length * dimensions);
    copyRows(side, portion, dimensions, input, 0);
    const output = trainable.forward(input, portion.length);
    portion.forEach((record, at) => {
      target.set(output.subarray(at * dimensions, (at + 1) * dimensions), record * dimensions);
    });
    yield;
  }
}

const allOf = ({ count }: PartSide): Uint32Array => Uint32Array.from({ length: count }, (_, record) => record);

function copyRows({ vectors }: PartSide, records: Uint32Array, dimensions: number, target: Float32Array, row: number): void {
  records.forEach((record, at) => {
    target.set(vectors.subarray(record * dimensions, (record + 1) * dimensions), (row + at) * dimensions);
  });
}

/** The records that anchors of a mask, their partners and their shortlists take up on both sides. */
function union(
  part: Part,
  anchors: RunSetting['anchors'],
  masks: { readonly left: Uint8Array | null; readonly right: Uint8Array | null },
): { readonly left: Uint32Array; readonly right: Uint32Array } {
  const marks = { left: new Uint8Array(part.left.count), right: new Uint8Array(part.right.count) };
  const isMet = new Uint8Array(part.entityCount);
  for (const [side, other] of [
    ['left', 'right'],
    ['right', 'left'],
  ] as const) {
    masks[side]?.forEach((isIn, place) => {
      if (isIn === 0) return;
      const record = anchors[side].records[place]!;
      marks[side][record] = 1;
      isMet[part[side].entityOf[record]!] = 1;
      for (let i = place * anchors[side].length; i < (place + 1) * anchors[side].length; i++) {
        const near = anchors[side].shortlist[i]!;
        if (near !== NOBODY) marks[other][near] = 1;
      }
    });
  }
  for (const side of ['left', 'right'] as const) {
    part[side].entityOf.forEach((entity, record) => {
      if (entity >= 0 && isMet[entity] === 1) marks[side][record] = 1;
    });
  }
  // The two sides of one table are the same records.
  if (part.isOneTable)
    marks.left.forEach((mark, record) => {
      marks.left[record] = marks.right[record] = mark | marks.right[record]!;
    });
  const marked = (mask: Uint8Array): Uint32Array => Uint32Array.from(mask.keys()).filter((record) => mask[record] === 1);
  return { left: marked(marks.left), right: marked(marks.right) };
}

function maskOf(places: Uint32Array, count: number): Uint8Array {
  const mask = new Uint8Array(count);
  for (const place of places) mask[place] = 1;
  return mask;
}

function turned(data: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(data.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = data[i * columns + j]!;
  return out;
}
