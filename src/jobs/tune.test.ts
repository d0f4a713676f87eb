import { describe, expect, it } from 'vitest';
import { createRandom } from '../core/numerics/random';
import { datasetOf } from '../core/text/text-fixture';
import { readAdapter, writeAdapter } from '../core/tuning/adapter-file';
import { DEFAULT_TUNING_OPTIONS } from '../core/tuning/options';
import { noisyTables } from '../core/tuning/tuning-fixture';
import { NO_CACHE } from '../core/vectors/encoder';
import { QUIET_JOB } from './embedding-fixture';
import { createTuneHandlers } from './tune';

const COUNT = 240;
const base = { model: 'm', sha256: 'ab'.repeat(32), dimensions: 24 };
const naming = { name: 'Shops', base, createdAt: '2026-11-26T18:00:00.000Z' };
const options = { ...DEFAULT_TUNING_OPTIONS, epochs: 4 };

/** Cells whose partners agree in `share` of the rows, else by lot. */
function cells(share: number, seed: number): readonly [string[], string[]] {
  const random = createRandom(seed);
  const lot = (): string => `${'klmnprst'[Math.floor(random.uniform() * 8)]}${'aeiou'[Math.floor(random.uniform() * 5)]}x`;
  const left = Array.from({ length: COUNT }, lot);
  return [left, left.map((cell) => (random.uniform() < share ? cell : lot()))];
}

async function open() {
  const handlers = createTuneHandlers({ openCache: async () => NO_CACHE, describe: async () => [] });
  const ids = Array.from({ length: COUNT }, (_, row) => `n${row}`);
  const [often, seldom] = [cells(0.9, 1), cells(0.1, 2)];
  const table = (side: 0 | 1) =>
    datasetOf(['name', ids.map((id) => `${id}${side}`)], ['town', often[side]], ['kind', seldom[side]]);
  const on = { left: ['name', 'town', 'kind'], right: ['name', 'town', 'kind'] };
  await handlers.openToTune({ left: table(0), right: table(1), on }, QUIET_JOB);
  const { left, right, dimensions, pairs } = noisyTables(COUNT, COUNT);
  const data = new Float32Array(2 * left.length);
  data.set(left);
  data.set(right!, left.length);
  const shard = { indices: Uint32Array.from({ length: 2 * COUNT }, (_, at) => at), dimensions, data };
  return { handlers, shard, pairs };
}

describe('training in the worker', () => {
  it('goes on portion by portion to an adapter that its file gives back', async () => {
    const { handlers, shard, pairs } = await open();
    await expect(handlers.startTuning({ pairs, options }, QUIET_JOB)).rejects.toMatchObject({ code: 'internal' });
    await handlers.takeToTune(shard, QUIET_JOB);
    let { answer: progress } = await handlers.startTuning({ pairs, options }, QUIET_JOB);
    expect(progress.curve).toEqual([]);
    let portions = 0;
    for (; !progress.isDone; portions++) ({ answer: progress } = await handlers.goOnTuning({ milliseconds: 0 }, QUIET_JOB));
    expect(portions).toBeGreaterThan(4);
    expect(progress.curve.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4]);
    const { adapter, summary, columnWeights } = (await handlers.finishTuning(naming, QUIET_JOB)).answer;
    expect(adapter).toMatchObject({ name: 'Shops', base, training: { counts: summary.counts } });
    expect(readAdapter(writeAdapter(adapter!)).id).toBe(adapter!.id);
    expect(Object.keys(columnWeights ?? {}).every((name) => ['name', 'town', 'kind'].includes(name))).toBe(true);
  });

  it('refuses too few pairs, rows of one text among them', async () => {
    const { handlers, shard } = await open();
    await handlers.takeToTune(shard, QUIET_JOB);
    const rows = new Uint32Array(12).fill(3);
    const pairs = { left: rows, right: rows, isMatch: new Uint8Array(12).fill(1) };
    await expect(handlers.startTuning({ pairs, options }, QUIET_JOB)).rejects.toMatchObject({
      code: 'adapter/too-few-pairs',
      params: { matches: 1 },
    });
  });

  it('ends where it is cancelled', async () => {
    const { handlers, shard, pairs } = await open();
    await handlers.takeToTune(shard, QUIET_JOB);
    await handlers.startTuning({ pairs, options }, QUIET_JOB);
    const job = { ...QUIET_JOB, signal: AbortSignal.abort() };
    await expect(handlers.goOnTuning({ milliseconds: 10_000 }, job)).rejects.toMatchObject({ code: 'job/cancelled' });
  });
});
