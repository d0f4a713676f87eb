import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyIndexedDb } from '../../adapters/indexeddb-fixture';
import { tableOf } from '../../core/clusters/table-fixture';
import { openDecisionBook, planDecision } from '../../core/decisions/log';
import { acceptChanges } from '../../core/decisions/verdicts';
import { candidatesOf } from '../../core/links/links-fixture';
import { DEFAULT_MATCH_SETTINGS } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { labelPairs } from '../../jobs/label-pairs';
import { createTuneHandlers } from '../../jobs/tune';
import type { WorkerClient } from '../../rpc/client';
import type { VectorShard } from '../../rpc/protocol';
import { blankProject } from '../new-project';
import { reviewOf } from '../running';
import { createStateHolder, type StateHolder } from '../state';
import { list, remove } from './adapters';
import { inProcess, WORD_DIMENSIONS, wordVectors } from './in-process-fixture';
import type { TrainingPhase } from './train';
import { gatherRows } from './training-source';
import { createTuningDesk, type TuningChoices, type TuningDesk } from './tuning';

const crash = vi.hoisted(() => ({ tune: () => {} }));

// The worker itself, in this thread; its vectors are made by words instead of by a language model.
vi.mock('../../rpc/spawn', () => ({
  spawnTune: () => {
    const none = { openCache: () => Promise.reject(new Error('unused')), describe: () => Promise.reject(new Error('unused')) };
    const worker = inProcess(createTuneHandlers(none));
    crash.tune = worker.crash;
    return worker.client;
  },
  spawnEvaluate: (): WorkerClient => inProcess({ labelPairs }).client,
}));
vi.mock('../models/model-places', () => ({
  manifestOf: async () => ({
    id: 'words',
    weights: 'w',
    dimensions: WORD_DIMENSIONS,
    files: { w: { sha256: 'a'.repeat(64), bytes: 1 } },
  }),
  isQuickModel: () => true,
  modelHash: async () => 'a'.repeat(64),
}));
vi.mock('../embedding/embedding', () => ({
  devicesFor: () => ['wasm'],
  embedInto: async (take: (shard: VectorShard) => Promise<unknown>, { left, right }: Sides<readonly string[]>) =>
    take(wordVectors([...left, ...right])),
}));

const COLOURS = ['amber', 'crimson', 'ivory', 'cobalt', 'jade', 'slate'];
const CODES = ['K2', 'R7', 'T4', 'B9', 'G1', 'S8'];
const PLACES = ['north', 'harbour', 'mill', 'abbey', 'quarry', 'orchard'];
const WARDS = ['upper', 'dock', 'wheel', 'cloister', 'pit', 'grove'];
const ROWS = 36;
const namesOf = (one: readonly string[], other: readonly string[]): string[] =>
  Array.from({ length: ROWS }, (_, n) => `${one[n % 6]} ${other[Math.floor(n / 6)]}`);
const ids = Array.from({ length: ROWS }, (_, n) => `P${n}`);
const left = tableOf({ id: ids, name: namesOf(COLOURS, PLACES), partner: ids });
const right = tableOf({ code: ids, name: namesOf(CODES, WARDS) });
const choices: TuningChoices = { name: 'store', seed: 1, loss: 'both', epochs: null, validationShare: 0.2 };

/** A reviewed project in which left row n was accepted to be right row n, for the first `decided` rows. */
function openProject(decided: number, other: Dataset = right): StateHolder {
  const holder = createStateHolder();
  const book = openDecisionBook();
  for (let row = 0; row < decided; row++) {
    const entry = planDecision(book, 'accept', acceptChanges(book, row, row, 'one-to-one'), '2026-01-01T00:00:00Z');
    if (entry) book.append(entry);
  }
  const settings = { ...DEFAULT_MATCH_SETTINGS, on: { left: ['name'], right: ['name'] } };
  const candidates = candidatesOf(
    Array.from({ length: ROWS }, (_, row) => [row, (row + 1) % ROWS, 0.5] as const),
    ROWS,
    ROWS,
  );
  const ready = (dataset: Dataset) => ({ status: 'ready', dataset, recordIdColumn: null }) as const;
  holder.patch({
    project: { ...blankProject(), settings },
    sides: { left: ready(left), right: ready(other) },
    review: reviewOf({ candidates, links: [], threshold: 0.5 }, settings, book, false),
  });
  return holder;
}

/** Waits until the state is as it should be. */
const until = (holder: StateHolder, isThere: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (!isThere()) return;
      stop();
      resolve();
    };
    const stop = holder.subscribe(look);
    look();
  });
const isIn = (holder: StateHolder, phase: TrainingPhase) => () => holder.state().tuning.run?.phase === phase;

emptyIndexedDb();

describe('a training', () => {
  let holder: StateHolder;
  let desk: TuningDesk;
  beforeEach(async () => {
    for (const { adapter } of await list()) await remove(adapter.id);
    holder = openProject(24);
    desk = createTuningDesk(holder);
  });

  it('learns from decisions, and keeps what is better under its name', async () => {
    const curves: number[] = [];
    holder.subscribe(() => curves.push(holder.state().tuning.run?.curve.length ?? 0));
    expect(await desk.start({ kind: 'decisions' }, choices)).toBe(true);
    const { run, outcome, error } = holder.state().tuning;
    expect([run, error]).toEqual([null, null]);
    expect(outcome).toMatchObject({ project: holder.state().project!.id, counts: { matches: 24, others: 24, entities: 24 } });
    expect(outcome!.summary.after.recallAt1.value).toBeGreaterThan(outcome!.summary.before.recallAt1.value + 0.3);
    expect((await list()).map(({ adapter: { id, name } }) => [id, name])).toEqual([[outcome!.adapter!.id, 'store']]);
    expect(Math.max(...curves)).toBeGreaterThan(3);
    desk.dismiss();
    expect(holder.state().tuning.outcome).toBeNull();
  });

  it('refuses a second one, and is over in a moment once it is cancelled', async () => {
    const first = desk.start({ kind: 'decisions' }, choices);
    await until(holder, isIn(holder, 'training'));
    expect(await desk.start({ kind: 'decisions' }, choices)).toBe(false);
    expect(holder.state().tuning.run).not.toBeNull();
    desk.cancel();
    expect(holder.state().tuning.run?.ending).toBe('cancelled');
    await first;
    expect(holder.state().tuning).toEqual({ run: null, outcome: null, error: null });
    expect(await list()).toEqual([]);
  });

  it('can be ended with what it has, even before its first round', async () => {
    const training = desk.start({ kind: 'decisions' }, choices);
    await until(holder, isIn(holder, 'vectors'));
    desk.endEarly();
    await training;
    expect(holder.state().tuning).toMatchObject({ run: null, error: null, outcome: { adapter: null, summary: { epochs: 0 } } });
  });

  it('says that there is too little, and how much it takes', async () => {
    holder = openProject(5);
    await createTuningDesk(holder).start({ kind: 'decisions' }, choices);
    expect(holder.state().tuning.error).toMatchObject({ code: 'adapter/too-few-pairs', params: { matches: 5, least: 8 } });
  });

  it('keeps nothing where the model does it all already', async () => {
    holder = openProject(24, tableOf({ code: ids, name: namesOf(COLOURS, PLACES) }));
    await createTuningDesk(holder).start({ kind: 'decisions' }, { ...choices, epochs: 8 });
    expect(holder.state().tuning.outcome).toMatchObject({ adapter: null, notKept: null });
    expect(await list()).toEqual([]);
  });

  it('ends in a sentence where its worker dies', async () => {
    const training = desk.start({ kind: 'decisions' }, choices);
    await until(holder, isIn(holder, 'training'));
    crash.tune();
    await training;
    expect(holder.state().tuning).toMatchObject({ run: null, outcome: null, error: { code: 'worker/crashed' } });
    expect(await desk.start({ kind: 'decisions' }, { ...choices, epochs: 2 })).toBe(true);
  });
});

describe('what is learned from', () => {
  const signal = new AbortController().signal;
  const gather = async (source: Parameters<typeof gatherRows>[0]) => {
    const { tables, on, pairs } = await gatherRows(source, openProject(3).state(), signal);
    const shown = Array.from(pairs.left, (row, at) => `${row}-${pairs.right[at]}:${pairs.isMatch[at]}`);
    return { rows: [tables.left.rowCount, tables.right?.rowCount ?? null], on, shown };
  };
  const on = { left: ['name'], right: ['name'] };

  it('pairs of ids in a file, and in a column', async () => {
    const file = tableOf({ l: ['P1', 'P2', 'P9', 'nobody'], r: ['P1', 'P3', 'P9', 'P1'], match: ['1', '0', 'yes', '1'] });
    const columns = { left: 'l', right: 'r', label: 'match' };
    const truth = { kind: 'file', table: file, columns, ids: { left: 'id', right: 'code' } } as const;
    expect(await gather({ kind: 'pairs', truth })).toEqual({ rows: [ROWS, ROWS], on, shown: ['1-1:1', '2-3:0', '9-9:1'] });
    const column = { kind: 'column', column: 'partner', ids: { left: 'id', right: 'code' } } as const;
    expect((await gather({ kind: 'pairs', truth: column })).shown).toHaveLength(ROWS);
  });

  it('texts of a file, pair by pair and group by group', async () => {
    const table = tableOf({ a: ['x', 'y'], b: ['u', 'v'], same: ['no', 'yes'] });
    expect(await gather({ kind: 'pair-texts', table, left: 'a', right: 'b', label: 'same' })).toEqual({
      rows: [2, 2],
      on: { left: ['a'], right: ['b'] },
      shown: ['0-0:0', '1-1:1'],
    });
    const groups = tableOf({ term: ['x', 'y', 'z', 'w'], group: ['1', '2', '1', ''] });
    expect(await gather({ kind: 'cluster-texts', table: groups, text: 'term', cluster: 'group' })).toEqual({
      rows: [4, null],
      on: { left: ['term'], right: [] },
      shown: ['0-2:1'],
    });
  });

  it('columns in which no id stands are told', async () => {
    const truth = { kind: 'column', column: 'name', ids: { left: 'id', right: 'code' } } as const;
    await expect(gather({ kind: 'pairs', truth })).rejects.toMatchObject({ code: 'input/no-truth-columns' });
  });

  it('a column that is gone is named', async () => {
    const truth = { kind: 'column', column: 'gone', ids: { left: 'id', right: 'code' } } as const;
    await expect(gather({ kind: 'pairs', truth })).rejects.toMatchObject({
      code: 'input/unknown-column',
      params: { column: 'gone' },
    });
  });
});
