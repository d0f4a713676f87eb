import { describe, expect, test } from 'vitest';
import { createHashEncoder, hashVector } from '../../jobs/hash-embedder';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../model/settings';
import type { Job, VectorSet } from '../model/types';
import { datasetOf } from '../text/text-fixture';
import type { VariantKindId } from '../variants/kind';
import { VARIANT_KINDS } from '../variants/kinds';
import { createWeakSpotSearch } from './find-weak-spots';
import { oneSided } from './one-sided';
import { drawRows, planProbes } from './probes';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const NAMES = 'Alpha Bravo Cedar Delta Ember Falcon Garnet Harbor Indigo Jasper Kestrel Lotus'.split(' ');
const PLACES = 'Berlin Lyon Porto Riga'.split(' ');
const table = datasetOf(
  [
    'name',
    NAMES.flatMap((name) => PLACES.map((_, at) => (at % 2 === 0 ? `${name} Müller Werke GmbH` : `${name} ${at + 3} Holding`))),
  ],
  ['town', NAMES.flatMap(() => PLACES)],
);
const settings: MatchSettings = { ...DEFAULT_MATCH_SETTINGS, on: { left: ['name', 'town'], right: ['name', 'town'] } };
const options = { seed: 5, sampleSize: 20 };
const SOME: readonly VariantKindId[] = ['typo-drop', 'legal-form-removed', 'legal-form-written-out', 'other-word'];
const vectorsOf = (texts: readonly string[]): VectorSet => ({
  model: 'hash',
  dimensions: createHashEncoder().dimensions,
  data: Float32Array.from(texts.flatMap((text) => [...hashVector(text)])),
});
const measure = async (given: MatchSettings, ids: readonly VariantKindId[] | null = null, isDense = true) => {
  const kinds = VARIANT_KINDS.filter(({ id }) => !ids || ids.includes(id));
  const search = createWeakSpotSearch(planProbes(table, given, 'right', { ...options, kinds }));
  return search.measure(isDense ? vectorsOf(search.texts) : null, job);
};

describe('planProbes', () => {
  test('changes one cell of each drawn row and kind', () => {
    const plan = planProbes(table, settings, 'left', options);
    expect(plan.sample).toHaveLength(20);
    expect(plan.probes.length).toBeGreaterThan(15);
    for (const { rowOf, changes, table: made } of plan.probes) {
      rowOf.forEach((row, at) => {
        const { column, original, variant } = changes[at]!;
        const other = column === 'name' ? 'town' : 'name';
        expect(plan.rows.columns.get(column)![row]).toBe(original);
        expect(made.columns.get(column)![at]).toBe(variant);
        expect(made.columns.get(other)![at]).toBe(plan.rows.columns.get(other)![row]);
      });
    }
  });

  test('cleans variants as rows are cleaned', () => {
    const cleaning = { left: [], right: [{ kind: 'legal-forms', columns: ['name'] } as const] };
    const plan = planProbes(table, { ...settings, cleaning }, 'right', options);
    const probes = plan.probes.find(({ kind }) => kind.id === 'legal-form-removed')!;
    probes.rowOf.forEach((row, at) => {
      expect(probes.changes[at]!.original).toMatch(/GmbH$/u);
      expect(probes.table.columns.get('name')![at]).toBe(plan.rows.columns.get('name')![row]);
    });
  });

  test('draws all of few rows, and some of many', () => {
    const rows = Uint32Array.from({ length: 100 }, (_, at) => at);
    expect(drawRows(rows, 100, 1)).toEqual(rows);
    const drawn = drawRows(rows, 10, 1);
    expect(new Set(drawn).size).toBe(10);
    expect([...drawn]).toEqual([...drawn].sort((a, b) => a - b));
    expect(drawRows(rows, 10, 2)).not.toEqual(drawn);
  });
});

test('oneSided puts the columns of one side on both, with their weights', () => {
  const given: MatchSettings = {
    ...settings,
    task: 'link',
    on: { left: ['a', 'b'], right: ['x', 'y'] },
    weights: { a: 2, b: 0 },
    blocking: [{ left: 'k', right: 'l', key: 'exact' }],
    candidatesPerRow: 3,
  };
  const { on, weights, blocking } = oneSided(given, 'right');
  expect(on).toEqual({ left: ['x'], right: ['x'] });
  expect(weights).toEqual({ x: 2 });
  expect(blocking).toEqual([{ left: 'l', right: 'l', key: 'exact' }]);
});

describe('createWeakSpotSearch', () => {
  test('says of every kind how often its own row was first', async () => {
    const report = await measure(settings);
    expect(report).toMatchObject({ sampled: 20, compared: 48, seed: 5 });
    const kinds = new Set([...report.same, ...report.others].map(({ kind }) => kind));
    expect(kinds.size).toBe(report.same.length + report.others.length);
    expect(report.others.map(({ kind }) => kind)).toContain('other-word');
    for (const spot of report.same) {
      expect(VARIANT_KINDS.find(({ id }) => id === spot.kind)!.isSame).toBe(true);
      expect(spot.linked.value).toBeLessThanOrEqual(spot.score.first.value);
      expect(spot.examples.length).toBe(Math.min(3, spot.count));
    }
    const shares = report.same.map(({ score }) => score.first.value);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const passed = report.others.map((spot) => spot.passed.value);
    expect(passed).toEqual([...passed].sort((a, b) => b - a));
    // Only the letter case changed: nothing to those who compare letters.
    expect(report.same.find(({ kind }) => kind === 'letter-case')!.score.first.value).toBe(1);
    for (const preview of report.thresholds.slice(1)) {
      expect(preview.linked).toBeLessThanOrEqual(report.thresholds[0]!.linked);
      expect(preview.passed).toBeLessThanOrEqual(report.thresholds[0]!.passed);
    }
  });

  test('agrees with a plain count of the nearest rows', async () => {
    const plan = planProbes(table, settings, 'left', { ...options, kinds: VARIANT_KINDS.filter(({ id }) => SOME.includes(id)) });
    const search = createWeakSpotSearch(plan);
    const report = await search.measure(vectorsOf(search.texts), job);
    const textOf = (rows: typeof plan.rows, row: number): string =>
      search.texts.find(
        (text) =>
          ['name', 'town'].every((name) => text.includes(rows.columns.get(name)![row]!)) &&
          text.length === [...rows.columns.values()].reduce((sum, cells) => sum + cells[row]!.length, 1),
      )!;
    const cosine = (one: string, other: string): number => {
      const [a, b] = [hashVector(one), hashVector(other)];
      return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
    };
    const probes = plan.probes.find(({ kind }) => kind.id === 'typo-drop')!;
    let first = 0;
    let lost = 0;
    probes.rowOf.forEach((row, at) => {
      const query = textOf(probes.table, at);
      const mine = cosine(query, textOf(plan.rows, row));
      lost += 1 - mine;
      const isFirst = Array.from({ length: 48 }, (_, other) => cosine(query, textOf(plan.rows, other))).every(
        (value) => value <= mine + 1e-6,
      );
      if (isFirst) first++;
    });
    const spot = report.same.find(({ kind }) => kind === 'typo-drop')!;
    expect(spot.dense!.first.value).toBeCloseTo(first / spot.count, 5);
    expect(spot.similarityLost).toBeCloseTo(lost / spot.count, 5);
  });

  test('is the same for a seed, and works by letters alone', async () => {
    expect(await measure(settings, SOME)).toEqual(await measure(settings, SOME));
    const report = await measure(settings, SOME, false);
    expect(report.same.every(({ dense, similarityLost }) => dense === null && similarityLost === null)).toBe(true);
  });

  test('shows what cleaning would mend, and that it has', async () => {
    const before = await measure(settings, SOME);
    const cleaning = { left: [], right: [{ kind: 'legal-forms', columns: ['name'] } as const] };
    const after = await measure({ ...settings, cleaning }, SOME);
    const lostOf = (report: typeof before) => report.same.find(({ kind }) => kind === 'legal-form-removed')!.similarityLost!;
    expect(lostOf(before)).toBeGreaterThan(0.01);
    expect(lostOf(after)).toBeCloseTo(0, 5);
  });

  test('tells that blocking hides rows whose key was changed', async () => {
    const report = await measure({ ...settings, blocking: [{ left: 'name', right: 'name', key: 'exact' }] }, SOME);
    const spot = report.same.find(({ kind }) => kind === 'typo-drop')!;
    expect(spot.score.first.value).toBeLessThan(0.6);
    expect(spot.dense!.first.value).toBeGreaterThan(spot.score.first.value);
    expect(spot.advice).toContainEqual({ kind: 'loosen-blocking' });
  });

  test('counts what aliases do', async () => {
    const before = await measure(settings, SOME);
    const aliases = [{ words: ['GmbH', 'Ges.m.b.H.', 'Gesellschaft mit beschränkter Haftung'], column: 'name' }];
    const after = await measure({ ...settings, aliases }, SOME);
    const lostOf = (report: typeof before) => report.same.find(({ kind }) => kind === 'legal-form-written-out')!.similarityLost!;
    expect(lostOf(after)).toBeLessThan(lostOf(before) / 2);
  });

  test('stops when it is cancelled', async () => {
    const search = createWeakSpotSearch(planProbes(table, settings, 'left', options));
    const stop = new AbortController();
    const stopping: Job = { signal: stop.signal, progress: () => stop.abort() };
    await expect(search.measure(null, stopping)).rejects.toMatchObject({ code: 'job/cancelled' });
  });
});
