import { describe, expect, test } from 'vitest';
import { datasetOf } from '../core/text/text-fixture';
import { DEFAULT_TUNING_OPTIONS } from '../core/tuning/options';
import { NO_CACHE } from '../core/vectors/encoder';
import { QUIET_JOB } from './embedding-fixture';
import { hashVector } from './hash-embedder';
import { createTuneHandlers } from './tune';

const NAMES = 'Alpha Bravo Cedar Delta Ember Falcon Garnet Harbor Indigo Jasper'.split(' ');
const right = datasetOf(['name', NAMES.flatMap((name) => [`${name} Works Company`, `${name} Verlag 7`])]);
const left = datasetOf(['name', NAMES.map((name) => `The ${name} Works`)]);
const NOTHING = { left: new Uint32Array(), right: new Uint32Array(), isMatch: new Uint8Array() };
const options = { ...DEFAULT_TUNING_OPTIONS, epochs: 3 };

async function train(isOneTable: boolean) {
  const handlers = createTuneHandlers({ openCache: async () => NO_CACHE, describe: async () => [] });
  const tables = isOneTable
    ? { left: right, right: null, on: { left: ['name'], right: [] } }
    : { left, right, on: { left: ['name'], right: ['name'] } };
  await handlers.openToTune({ ...tables, variantSeed: 1 }, QUIET_JOB);
  const { answer: texts } = await handlers.textsToTune(null, QUIET_JOB);
  const all = [...texts.left, ...texts.right];
  const data = Float32Array.from(all.flatMap((text) => [...hashVector(text)]));
  await handlers.takeToTune({ indices: Uint32Array.from(all.keys()), dimensions: 16, data }, QUIET_JOB);
  let { answer: progress } = await handlers.startTuning({ pairs: NOTHING, options }, QUIET_JOB);
  while (!progress.isDone) progress = (await handlers.goOnTuning({ milliseconds: 50 }, QUIET_JOB)).answer;
  return { handlers, texts };
}

describe('training on variants of rows', () => {
  test.each([false, true])('needs no label, within one table: %s', async (isOneTable) => {
    const { handlers, texts } = await train(isOneTable);
    const own = isOneTable ? 20 : 10;
    expect(texts.left.length).toBeGreaterThan(own + 20);
    const base = { model: 'hash', sha256: '0', dimensions: 16 };
    const { answer } = await handlers.finishTuning({ name: 'x', base, createdAt: '2026-11-26T00:00:00Z' }, QUIET_JOB);
    const { counts } = answer.summary;
    expect(counts.matches).toBe(0);
    expect(counts.synthetic).toBeGreaterThan(20);
    expect(counts.others).toBeGreaterThan(5);
    expect(counts.synthetic + counts.others).toBe(texts.left.length - own);
  });

  test('is held against what a person decided', async () => {
    const { handlers } = await train(false);
    const rows = Uint32Array.from(NAMES.keys());
    const pairs = { left: rows, right: rows.map((row) => row * 2), isMatch: new Uint8Array(10).fill(1) };
    const { answer } = await handlers.checkTuned({ pairs }, QUIET_JOB);
    expect(answer.rows).toBe(10);
    expect(answer.before).toBeGreaterThan(5);
    expect(answer.after).toBeGreaterThan(0);
  });
});
