import { describe, expect, it } from 'vitest';
import { datasetOf } from '../text/text-fixture';
import { findByMeaning, findByWords } from './find-rows';

const job = { signal: new AbortController().signal, progress: () => {} };
const table = datasetOf(
  ['name', ['Café Zürich', 'Zurich Insurance', 'Hotel Zürich Café', '', 'Cafe Bern']],
  ['town', ['Bern', 'Zürich', 'Genf', 'ZURICH', 'Bern']],
);

describe('rows found by words', () => {
  it('has those with more words first, and with the words as they stand before others', async () => {
    const { rows, fit } = await findByWords(table, '  cafe  ZÜRICH ', 10, job);
    expect([...rows]).toEqual([0, 2, 1, 3, 4]);
    expect([...fit]).toEqual([1, 1, 0.5, 0.5, 0.5]);
    expect([...(await findByWords(table, 'cafe zurich', 2, job)).rows]).toEqual([0, 2]);
  });

  it('finds parts of words, and nothing for nothing', async () => {
    expect([...(await findByWords(table, 'insur', 10, job)).rows]).toEqual([1]);
    expect([...(await findByWords(table, '  ', 10, job)).rows]).toEqual([]);
    expect([...(await findByWords(table, 'paris', 10, job)).rows]).toEqual([]);
  });

  it('ends when it is cancelled', async () => {
    const long = datasetOf(['name', Array.from({ length: 2000 }, () => 'x')]);
    await expect(findByWords(long, 'x', 10, { ...job, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'job/cancelled',
    });
  });
});

describe('rows found by meaning', () => {
  it('has the nearest texts first, each with all its rows', () => {
    const vectors = { model: '', dimensions: 2, data: Float32Array.of(1, 0, 0, 1, 0.8, 0.6) };
    const textOf = Uint32Array.of(1, 2, 0, 0xffffffff, 2);
    const found = findByMeaning(Float32Array.of(1, 0), vectors, textOf, 4);
    expect([...found.rows]).toEqual([2, 1, 4, 0]);
    expect(found.fit[1]).toBeCloseTo(0.8, 6);
    expect([...findByMeaning(Float32Array.of(1, 0), vectors, textOf, 1).rows]).toEqual([2]);
  });
});
