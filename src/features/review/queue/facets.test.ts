import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOfColumns } from '../../../core/table/cells';
import {
  AGREEMENTS,
  agreementFacets,
  agreementOf,
  countFacets,
  type Facet,
  facetTest,
  mapFacet,
  NO_VALUE,
  scoreFacets,
} from './facets';
import { DEFAULT_VIEW, readView, writeView } from './review-view';
import { readViews, viewsRenamed, viewsWith, viewsWithout } from './saved-views';
import { readSeen, writeSeen } from './seen-rows';

function last<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const VALUES = ['a', 'b', 'c'];
const cases = fc.integer({ min: 0, max: 30 }).chain((rowCount) =>
  fc.record({
    facets: fc
      .array(fc.array(fc.constantFrom(0, 1, 2, NO_VALUE), { minLength: rowCount, maxLength: rowCount }), { maxLength: 4 })
      .map((all) => all.map((codes, at): Facet => ({ key: `f${at}`, values: VALUES, codes: Uint8Array.from(codes) }))),
    choice: fc.dictionary(fc.constantFrom('f0', 'f1', 'f2', 'f3'), fc.constantFrom(...VALUES)),
    rows: fc.subarray([...Array(rowCount).keys()]).map((rows) => Uint32Array.from(rows)),
  }),
);

describe('counts', () => {
  it('are the rows that choosing the value shows', () => {
    fc.assert(
      fc.property(cases, ({ facets, choice, rows }) => {
        const counts = last(countFacets(rows, facets, choice));
        for (const { key } of facets) {
          const shown = VALUES.map((value) => rows.filter(facetTest(facets, { ...choice, [key]: value })!).length);
          expect([...counts[key]!]).toEqual(shown);
        }
      }),
      { seed: 64, numRuns: 300 },
    );
  });
});

describe('agreement', () => {
  it('compares folded values', () => {
    const of = (a: string, b: string) => AGREEMENTS[agreementOf(a, b)];
    expect(of('anna', 'anna')).toBe('equal');
    expect(of('anna berg', 'ana berg')).toBe('alike');
    expect(of('anna', 'bo')).toBe('differs');
    expect(of('', '')).toBe('missing');
    expect(of('x', '')).toBe('missing');
  });

  it('is the same either way round', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(agreementOf(a, b)).toBe(agreementOf(b, a));
        expect(agreementOf(a, a)).toBe(a === '' ? 3 : 0);
      }),
      { seed: 65 },
    );
  });

  it('is that of the suggested candidate, none without one', () => {
    const head = (rowCount: number) => ({
      name: 't',
      rowCount,
      columns: [{ name: 'name' }, { name: 'town' }],
    });
    const left = tableOfColumns(head(3) as never, [
      ['Ann', 'Bo', ''],
      ['Ulm', '', 'Bonn'],
    ]);
    const right = tableOfColumns(head(2) as never, [
      ['Zoe', 'ANN'],
      ['Ulm', 'Köln'],
    ]);
    const candidates = {
      leftCount: 3,
      rightCount: 2,
      offsets: Uint32Array.of(0, 2, 3, 3),
      right: Uint32Array.of(0, 1, 0),
      similarity: new Float32Array(3),
      lexical: new Float32Array(3),
      matchScore: Float32Array.of(0.9, 0.895, 0.5),
    };
    const facts = {
      best: Int32Array.of(1, 2, -1),
      score: Float32Array.of(0.9, 0.5, Number.NaN),
      gap: Float32Array.of(0.02, Number.NaN, Number.NaN),
    };
    const on = { left: ['name', 'town'], right: ['name', 'town'] };
    const facets = last(agreementFacets({ left, right }, on, candidates, facts));
    expect(facets.map(({ key, codes }) => [key, ...codes])).toEqual([
      ['missing', 0, 1, 1],
      ['field:name', 0, 2, NO_VALUE],
      ['field:town', 2, 3, NO_VALUE],
    ]);
    expect(scoreFacets(facts).map(({ codes }) => [...codes])).toEqual([
      [0, 2, 4],
      [1, 3, NO_VALUE],
    ]);
  });
});

it('seen rows come back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1), { maxLength: 70 }), (rows) => {
      expect([...readSeen(writeSeen(Uint8Array.from(rows)), rows.length)]).toEqual(rows);
    }),
    { seed: 66 },
  );
  expect([...readSeen('zz', 3)]).toEqual([0, 0, 0]);
});

it('views are kept by name', () => {
  const views = viewsWith(viewsWith([], { name: 'a', query: 'min=1' }), { name: 'b', query: '' });
  expect(viewsWith(views, { name: 'a', query: 'x' })[0]).toEqual({ name: 'a', query: 'x' });
  expect(viewsRenamed(views, 'a', 'b')).toEqual([{ name: 'b', query: 'min=1' }]);
  expect(viewsWithout(views, 'a')).toEqual([{ name: 'b', query: '' }]);
  expect(readViews(JSON.stringify(views))).toEqual(views);
  expect(readViews('{')).toEqual([]);
  expect(readViews('[null, 3, {"name": 1}]')).toEqual([]);
});

describe('rows chosen on the map', () => {
  it('are a facet like any other, and hold nothing back once they are gone', () => {
    const facet = mapFacet('0123abcd', Uint32Array.from([1, 3]), 5);
    const holds = facetTest([facet], { map: '0123abcd' })!;
    expect([0, 1, 2, 3, 4].filter(holds)).toEqual([1, 3]);
    expect(facetTest([], { map: '0123abcd' })).toBeNull();
    const counts = last(countFacets(Uint32Array.from([1, 2]), [facet], { map: '0123abcd' }));
    expect([...counts.map!]).toEqual([1]);
  });

  it('stand in the address by their id', () => {
    const query = writeView({ ...DEFAULT_VIEW, facets: { map: '0123abcd' } });
    expect(readView(query).facets).toEqual({ map: '0123abcd' });
    expect(readView('facet=odd:map').facets).toEqual({});
  });
});
