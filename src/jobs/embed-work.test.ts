import { describe, expect, it } from 'vitest';
import { AppError } from '../core/model/errors';
import { KEY_WORDS, keysOfTexts } from '../core/model/text-key';
import { DeviceLostError, type Encoder, NO_CACHE } from '../core/vectors/encoder';
import { arrangeWork, type EncodingWork, encodePieces } from '../core/vectors/encoding-work';
import { embedWork } from './embed-work';
import { coupled, createMemoryCache, QUIET_JOB } from './embedding-fixture';
import { createHashEncoder, hashVector, UNIT_FORMAT, unitTokenizer } from './hash-embedder';

function workOf(texts: readonly string[]): { work: EncodingWork; ordered: readonly string[] } {
  const pieces = texts.map((text) => encodePieces(text, unitTokenizer, UNIT_FORMAT).pieces);
  const { work, order } = arrangeWork(texts, pieces, keysOfTexts(texts));
  return { work, ordered: Array.from(order, (at) => texts[at]!) };
}
const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `text ${at}`);
const rounded = (values: Iterable<number>): number[] => Array.from(values, (value) => Math.round(value * 1e5) / 1e5);

/** Fails at the call with this number, counted from 0. */
function failingAt(call: number, error: () => Error, encoder: Encoder = createHashEncoder()): Encoder {
  let calls = 0;
  return {
    ...encoder,
    encode: (...args) => (calls++ === call ? Promise.reject(error()) : encoder.encode(...args)),
  };
}

describe('embedWork', () => {
  it('gives every text its vector, in the order of the work', async () => {
    const { work, ordered } = workOf(['a', 'bc', 'd'.repeat(30), ...numbered(300)]);
    const { answer, transfer } = await embedWork(work, createHashEncoder(), NO_CACHE, QUIET_JOB);
    expect(answer).toMatchObject({ dimensions: 16, done: 303, stopped: null });
    expect(transfer).toEqual([answer.data.buffer]);
    expect(rounded(answer.data)).toEqual(rounded(ordered.flatMap((text) => [...hashVector(text)])));
  });

  it('averages the pieces of a long text by their lengths', async () => {
    const long = 'ab'.repeat(32) + 'c'.repeat(64) + 'xyz'.repeat(4);
    const { answer } = await embedWork(workOf([long]).work, createHashEncoder(), NO_CACHE, QUIET_JOB);
    const parts = [long.slice(0, 64), long.slice(64, 128), long.slice(128)];
    const sum = hashVector('').map((_, at) => parts.reduce((total, part) => total + hashVector(part)[at]! * part.length, 0));
    const norm = Math.hypot(...sum);
    expect(rounded(answer.data)).toEqual(rounded(sum.map((value) => value / norm)));
  });

  it('keeps all vectors under the keys of their texts', async () => {
    const cache = createMemoryCache();
    const { work, ordered } = workOf(numbered(40));
    await embedWork(work, createHashEncoder(), cache, QUIET_JOB);
    expect(cache.blocks).toMatchObject([{ model: 'hash@0123456789abcdef/fp32/wasm/own-3', keys: keysOfTexts(ordered) }]);
  });

  it('keeps whole groups when it is cancelled', async () => {
    const cache = createMemoryCache();
    const controller = new AbortController();
    const { work } = workOf(numbered(300));
    const job = { signal: controller.signal, progress: (done: number) => done > 100 && controller.abort() };
    await expect(embedWork(work, createHashEncoder(), cache, job)).rejects.toMatchObject({ code: 'job/cancelled' });
    const kept = cache.blocks[0]!.keys.length / KEY_WORDS;
    expect(kept).toBeGreaterThan(100);
    expect([...work.groupStarts]).toContain(kept);
    expect(kept).toBeLessThan(300);
  });

  it('keeps whole groups when the model fails', async () => {
    const cache = createMemoryCache();
    const { work } = workOf(numbered(300));
    await expect(
      embedWork(
        work,
        failingAt(2, () => new Error('broken')),
        cache,
        QUIET_JOB,
      ),
    ).rejects.toThrow('broken');
    expect(cache.blocks[0]!.keys.length / KEY_WORDS).toBe(work.groupStarts[2]);
  });

  it('answers with what was done before the device was lost', async () => {
    const { work, ordered } = workOf(numbered(300));
    const { answer } = await embedWork(
      work,
      failingAt(3, () => new DeviceLostError('gone')),
      NO_CACHE,
      QUIET_JOB,
    );
    const done = work.groupStarts[3]!;
    expect(answer).toMatchObject({ stopped: 'device-lost', done });
    expect(rounded(answer.data)).toEqual(rounded(ordered.slice(0, done).flatMap((text) => [...hashVector(text)])));
  });

  it.each([[0], [Number.NaN], [Number.POSITIVE_INFINITY]])('takes vectors of %d for a lost device', async (value) => {
    const broken: Encoder = { ...createHashEncoder(), encode: async (_, rows) => new Float32Array(rows * 16).fill(value) };
    const { answer } = await embedWork(workOf(['a']).work, broken, NO_CACHE, QUIET_JOB);
    expect(answer).toMatchObject({ stopped: 'device-lost', done: 0 });
  });

  it('halves batches that do not fit into memory', async () => {
    const { work, ordered } = workOf(numbered(100));
    const sizes: number[] = [];
    const inner = createHashEncoder();
    const small: Encoder = {
      ...inner,
      encode(ids, rows, width) {
        sizes.push(rows);
        return rows > 10 ? Promise.reject(new AppError('device/out-of-memory')) : inner.encode(ids, rows, width);
      },
    };
    const { answer } = await embedWork(work, small, NO_CACHE, QUIET_JOB);
    expect(answer).toMatchObject({ done: 100, stopped: null });
    expect(Math.max(...sizes)).toBeGreaterThan(10);
    expect(rounded(answer.data)).toEqual(rounded(ordered.flatMap((text) => [...hashVector(text)])));
  });

  it('stops when not even one text fits', async () => {
    const none = { ...createHashEncoder(), encode: () => Promise.reject(new AppError('device/out-of-memory')) };
    const { answer } = await embedWork(workOf(['a', 'b']).work, none, NO_CACHE, QUIET_JOB);
    expect(answer).toMatchObject({ stopped: 'out-of-memory', done: 0 });
  });

  it('gives the same vectors to the same work, though those of a batch depend on each other', async () => {
    const { work } = workOf(numbered(200));
    const first = await embedWork(work, coupled(createHashEncoder()), NO_CACHE, QUIET_JOB);
    const second = await embedWork(work, coupled(createHashEncoder()), NO_CACHE, QUIET_JOB);
    expect(second.answer.data).toEqual(first.answer.data);
  });
});
