import { describe, expect, test } from 'vitest';
import { columnsRead } from '../core/candidates/columns-read';
import { createMatcher } from '../core/candidates/find-candidates';
import { suggestLinks } from '../core/links/suggest-links';
import { DEFAULT_MATCH_SETTINGS } from '../core/model/settings';
import type { Job, VectorSet } from '../core/model/types';
import { cellAt } from '../core/table/cells';
import { takeColumns } from '../core/text/records';
import { datasetOf } from '../core/text/text-fixture';
import type { Adapter } from '../core/tuning/adapter';
import { sealAdapter } from '../core/tuning/adapter-file';
import { adapterParts } from '../core/tuning/adapter-fixture';
import { createSearchHandlers } from './find-candidates';
import { hashVector } from './hash-embedder';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const settings = { ...DEFAULT_MATCH_SETTINGS, on: { left: ['text'], right: ['text'] }, candidatesPerRow: 2 };
const names = columnsRead(settings);
const tables = {
  left: datasetOf(['text', ['acme works', 'beta', '', 'beta']]),
  right: datasetOf(['text', ['beta ltd', 'acme', 'xyz']]),
};
const compared = { left: takeColumns(tables.left, names.left), right: takeColumns(tables.right, names.right) };
const links = { cardinality: 'one-to-one', threshold: null } as const;
const vectorsOf = (all: readonly string[]): VectorSet => ({
  model: 'hash',
  dimensions: 16,
  data: Float32Array.from(all.flatMap((text) => [...hashVector(text)])),
});

test('puts vectors that several workers made back to their texts', async () => {
  const handlers = createSearchHandlers();
  const { answer: opened } = await handlers.open({ tables, settings }, job);
  const { answer: texts } = await handlers.texts(null, job);
  expect(opened.textCounts).toEqual({ left: 2, right: 3 });
  expect(texts).toEqual({ left: ['acme works', 'beta'], right: ['beta ltd', 'acme', 'xyz'] });
  const all = [...texts.left, ...texts.right];
  const shards = [
    [4, 0, 2],
    [1, 3],
  ].map((indices) => ({
    indices: Uint32Array.from(indices),
    dimensions: 16,
    data: vectorsOf(indices.map((index) => all[index]!)).data,
  }));
  for (const shard of shards) await handlers.take({ source: 'chosen', shard }, job);
  const { answer, transfer } = await handlers.find({ basis: 'chosen', links }, job);
  const first = { left: vectorsOf(texts.left), right: vectorsOf(texts.right) };
  const { candidates } = await createMatcher(compared, settings).find(first, job);
  expect(answer.candidates).toEqual(candidates);
  expect(answer.links).toEqual(suggestLinks(candidates, links));
  expect(transfer).toHaveLength(5);
});

test('goes by letters without vectors', async () => {
  const handlers = createSearchHandlers();
  await handlers.open({ tables, settings }, job);
  const { answer } = await handlers.find({ basis: 'letters', links }, job);
  expect(answer.links.map(({ left, right }) => [left, right])).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect([...answer.candidates.similarity].every(Number.isNaN)).toBe(true);
  const again = await handlers.link(
    { candidates: answer.candidates, settings: { cardinality: 'many-to-one', threshold: 0 } },
    job,
  );
  expect(again.answer.map(({ left, right }) => [left, right])).toEqual([
    [0, 1],
    [1, 0],
    [3, 0],
  ]);
});

test('asks for tables first', async () => {
  await expect(createSearchHandlers().find({ basis: 'letters', links }, job)).rejects.toMatchObject({
    code: 'internal',
  });
});

test('an alias counts for its concept, and other types are no candidates', async () => {
  const terms = datasetOf(
    ['text', ['Heart attack', 'Herzinfarkt', 'Myocardial infarction', 'Heart', 'Heart attack film']],
    ['code', ['C1', 'C1', 'C1', 'C2', 'C3']],
    ['type', ['disease', 'disease', 'disease', 'organ', 'film']],
  );
  const concept = { id: 'code', type: 'type', types: ['disease', 'organ'] };
  const chosen = { ...settings, concept, candidatesPerRow: 2 };
  const left = datasetOf(['text', ['herzinfarkt', 'heart attack film', 'heart']]);
  const handlers = createSearchHandlers();
  await handlers.open({ tables: { left, right: terms }, settings: chosen }, job);
  const { answer } = await handlers.find({ basis: 'letters', links }, job);
  const rowOf = (row: number): number[] => [
    ...answer.candidates.right.subarray(answer.candidates.offsets[row]!, answer.candidates.offsets[row + 1]!),
  ];
  expect(rowOf(0)[0]).toBe(1);
  expect([0, 1, 2].flatMap(rowOf)).not.toContain(4);
  for (const row of [0, 1, 2]) {
    const codes = rowOf(row).map((right) => cellAt(terms, 1, right));
    expect(new Set(codes).size).toBe(codes.length);
  }
  const codes = answer.links.map(({ right }) => cellAt(terms, 1, right));
  expect(new Set(codes).size).toBe(codes.length);
});

describe('under an adapter', () => {
  const plain = adapterParts(16, 1, null, 0);
  const identity = sealAdapter(plain);
  /** Every vector mirrored in its first half of dimensions, and those stretched: other neighbours. */
  const other = sealAdapter({ ...plain, weights: plain.weights.map((weight, at) => (at < 128 ? -40 * weight : weight)) });

  async function findUnder(adapter: Adapter | null, source: 'chosen' | 'quick' = 'chosen') {
    const handlers = createSearchHandlers();
    await handlers.open({ tables, settings, adapter }, job);
    const { answer: texts } = await handlers.texts(null, job);
    const all = [...texts.left, ...texts.right];
    const shard = { indices: Uint32Array.from(all.keys()), dimensions: 16, data: vectorsOf(all).data };
    await handlers.take({ source, shard }, job);
    return (await handlers.find({ basis: source, links }, job)).answer.candidates;
  }

  test('the identity changes no candidate', async () => {
    const without = await findUnder(null);
    const found = await findUnder(identity);
    expect(found.right).toEqual(without.right);
    found.similarity.forEach((value, at) => {
      expect(value).toBeCloseTo(without.similarity[at]!, 6);
    });
  });

  test('vectors of the chosen model are compared as it has them, and go into scores', async () => {
    const without = await findUnder(null);
    const found = await findUnder(other);
    expect([...found.similarity]).not.toEqual([...without.similarity]);
    expect([...found.matchScore]).not.toEqual([...without.matchScore]);
  });

  test('vectors of the quick model stay as they are', async () => {
    expect(await findUnder(other, 'quick')).toEqual(await findUnder(null, 'quick'));
  });
});

test('explains pairs of rows once it is prepared', async () => {
  const handlers = createSearchHandlers();
  await handlers.open({ tables, settings, isToExplain: true }, job);
  await expect(handlers.explainRows({ left: 0, right: 1, shown: Number.NaN }, job)).rejects.toMatchObject({ code: 'internal' });
  const { answer } = await handlers.find({ basis: 'letters', links }, job);
  await handlers.prepareToExplain({ basis: 'letters' }, job);
  const { candidates } = answer;
  for (const left of [0, 1, 3]) {
    for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]!; at++) {
      const { answer: found } = await handlers.explainRows({ left, right: candidates.right[at]!, shown: Number.NaN }, job);
      expect(found.pair!.score).toBeCloseTo(candidates.matchScore[at]!, 5);
    }
  }
  expect((await handlers.explainRows({ left: 2, right: 0, shown: Number.NaN }, job)).answer.textless).toEqual(['left']);
});
