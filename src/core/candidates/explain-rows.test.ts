import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashVector } from '../../jobs/hash-embedder';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../model/settings';
import type { Dataset, Job, Sides, VectorSet } from '../model/types';
import { takeColumns } from '../text/records';
import { datasetOf } from '../text/text-fixture';
import { columnsRead } from './columns-read';
import { createMatcher } from './find-candidates';

const job: Job = { signal: new AbortController().signal, progress: () => {} };

const vectorsOf = (texts: readonly string[]): VectorSet => ({
  model: 'hash',
  dimensions: 16,
  data: Float32Array.from(texts.flatMap((text) => [...hashVector(text)])),
});

async function explainerOf(tables: Sides<Dataset>, change: Partial<MatchSettings>, hasVectors = true) {
  const settings = { ...DEFAULT_MATCH_SETTINGS, on: { left: ['name'], right: ['name'] }, ...change };
  const names = columnsRead(settings);
  const compared = { left: takeColumns(tables.left, names.left), right: takeColumns(tables.right, names.right) };
  const matcher = createMatcher(compared, settings, true);
  const vectors = hasVectors ? { left: vectorsOf(matcher.texts.left), right: vectorsOf(matcher.texts.right) } : null;
  const { candidates } = await createMatcher(compared, settings).find(vectors, job);
  return { candidates, explainer: await matcher.explain(vectors, job) };
}

/** Rows of a table that is shipped with the page. */
function sample(name: string): Dataset {
  const [, ...lines] = readFileSync(new URL(`../../../public/samples/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const cells = lines.map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
  const column = (at: number): string[] => cells.map((row) => row[at] ?? '');
  return datasetOf(
    ['name', column(1)],
    ['more', column(2)],
    ['key', cells.map((_, row) => (row % 7 === 0 ? '' : String(row % 3)))],
  );
}

describe('createMatcher, to explain', () => {
  it.each([
    ['one-to-one', 'hybrid', true, []],
    ['many-to-one', 'hybrid', false, []],
    ['one-to-many', 'lexical', false, []],
    ['many-to-many', 'dense', true, []],
    ['one-to-one', 'hybrid', true, [{ left: 'key', right: 'key', key: 'exact' }]],
  ] as const)(
    'gives every candidate of a run its score and rank: %s, %s, vectors %s, rules %o',
    async (cardinality, score, hasVectors, blocking) => {
      const tables = { left: sample('companies-2023.csv'), right: sample('companies-2024.csv') };
      const on = { left: ['name', 'more'], right: ['name', 'more'] };
      const { candidates, explainer } = await explainerOf(tables, { cardinality, score, blocking, on }, hasVectors);
      expect(candidates.right.length).toBeGreaterThan(500);
      for (let left = 0; left < candidates.leftCount; left++) {
        for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]!; at++) {
          const { pair, rank, between } = explainer.explain(left, candidates.right[at]!, Number.NaN);
          const sum = pair!.steps.reduce((total, { logit }) => total + logit, pair!.base);
          const score = pair!.isCertain ? 1 : 0.9999 / (1 + Math.exp(-sum));
          expect(Math.abs(score - candidates.matchScore[at]!)).toBeLessThan(1e-5);
          expect(rank!.place).toBe(at - candidates.offsets[left]! + 1);
          expect(between).toBeNull();
        }
      }
    },
  );

  const left = datasetOf(['name', ['Acme Works', 'Acme Works', '', 'Zulu Trade']], ['city', ['Oslo', 'Oslo', 'Oslo', '']]);
  const right = datasetOf(
    ['name', ['Acme Work', 'Zulu Trading', '', 'Acme', 'Acme Works']],
    ['city', ['Oslo', 'Moss', 'Oslo', 'Bergen', 'Oslo']],
  );

  it('names the side without text, and the rule between two rows', async () => {
    const { explainer } = await explainerOf({ left, right }, { blocking: [{ left: 'city', right: 'city', key: 'exact' }] });
    expect(explainer.explain(2, 2, Number.NaN)).toMatchObject({ textless: ['left', 'right'], pair: null });
    expect(explainer.explain(0, 3, Number.NaN).between).toEqual({ rule: 0, states: { left: 'filled', right: 'filled' } });
    const other = explainer.explain(3, 1, Number.NaN);
    expect(other.between).toEqual({ rule: 0, states: { left: 'empty', right: 'filled' } });
    expect(other.pair!.isInPool).toBe(false);
    expect(explainer.explain(0, 4, Number.NaN).pair!.isCertain).toBe(true);
  });

  it('tells where a row stands that was not looked at, and counts rows of equal records', async () => {
    const many = Array.from({ length: 60 }, (_, at) => `Acme Works number ${at}`);
    const { explainer } = await explainerOf(
      {
        left: datasetOf(['name', ['Acme Works', 'Qux']]),
        right: datasetOf(['name', [...many, 'Qux Ltd', 'Acme Works', 'Acme Works']]),
      },
      { score: 'lexical', candidatesPerRow: 5 },
      false,
    );
    const { pair, found, rank } = explainer.explain(0, 60, Number.NaN);
    expect(pair!.isInPool).toBe(false);
    expect(rank).toBeNull();
    expect(found).toEqual({ meaning: null, letters: 63, of: 63 });
    expect(explainer.explain(0, 62, Number.NaN).rank!.place).toBe(2);
    expect(explainer.explain(0, 62, Number.NaN).rank!.of).toBeGreaterThan(20);
  });
});
