import { expect, test } from 'vitest';
import { findCandidates } from '../core/candidates/find-candidates';
import { suggestLinks } from '../core/links/suggest-links';
import type { Job, VectorSet } from '../core/model/types';
import { textSetOf } from '../core/text/text-fixture';
import { findAndLink, linkAgain } from './find-candidates';
import { hashVector } from './hash-embedder';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const texts = { left: textSetOf(['acme works', 'beta', '', 'beta']), right: textSetOf(['beta ltd', 'acme', 'xyz']) };
const settings = { candidatesPerRow: 2, score: 'hybrid' } as const;
const links = { cardinality: 'one-to-one', threshold: null } as const;
const vectorsOf = (all: readonly string[]): VectorSet => ({
  model: 'hash',
  dimensions: 16,
  data: Float32Array.from(all.flatMap((text) => [...hashVector(text)])),
});

test('puts vectors that several workers made back to their texts', async () => {
  const all = [...texts.left.texts, ...texts.right.texts];
  const shards = [
    [4, 0, 2],
    [1, 3],
  ].map((indices) => ({
    indices: Uint32Array.from(indices),
    dimensions: 16,
    data: vectorsOf(indices.map((index) => all[index]!)).data,
  }));
  const { answer, transfer } = await findAndLink({ texts, shards, settings, links }, job);
  const direct = await findCandidates(
    {
      left: { texts: texts.left, vectors: vectorsOf(texts.left.texts) },
      right: { texts: texts.right, vectors: vectorsOf(texts.right.texts) },
    },
    settings,
    job,
  );
  expect(answer.candidates).toEqual(direct);
  expect(answer.links).toEqual(suggestLinks(direct, links));
  expect(transfer).toHaveLength(5);
});

test('goes by letters without vectors', async () => {
  const { answer } = await findAndLink({ texts, shards: [], settings, links }, job);
  expect(answer.links.map(({ left, right }) => [left, right])).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect([...answer.candidates.similarity].every(Number.isNaN)).toBe(true);
  const again = await linkAgain({ candidates: answer.candidates, settings: { cardinality: 'many-to-one', threshold: 0 } }, job);
  expect(again.answer.map(({ left, right }) => [left, right])).toEqual([
    [0, 1],
    [1, 0],
    [3, 0],
  ]);
});
