import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidatesOf, tableOf } from '../evaluation/evaluation-fixture';
import { takeColumns } from '../text/records';
import { conceptsOf, findConceptLinks, groupByConcept, keepTypes } from './concepts';

const job = { signal: new AbortController().signal, progress: () => {} };
const pairs = fc.uniqueArray(
  fc.record({ left: fc.nat(3), right: fc.nat(7), score: fc.integer({ min: 0, max: 20 }).map((n) => n / 20) }),
  {
    selector: ({ left, right }) => left * 8 + right,
    maxLength: 25,
  },
);
const IDS = ['C1', 'C1', 'C2', '', 'C2', 'C3', 'C1', ''];

describe('groupByConcept', () => {
  it('keeps the best alias of each concept, in order of score', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 4 }), (list, limit) => {
        const concepts = conceptsOf(IDS);
        const set = candidatesOf(4, IDS.length, list);
        const grouped = groupByConcept(set, concepts, limit);
        for (let left = 0; left < 4; left++) {
          const all = [...set.right.subarray(set.offsets[left]!, set.offsets[left + 1]!)];
          const firsts = all.filter((right, at) => all.findIndex((other) => concepts[other] === concepts[right]) === at);
          expect([...grouped.right.subarray(grouped.offsets[left]!, grouped.offsets[left + 1]!)]).toEqual(firsts.slice(0, limit));
        }
      }),
      { seed: 51 },
    );
  });

  it('takes rows without an id for concepts of their own', () => {
    expect([...conceptsOf(IDS)]).toEqual([0, 0, 2, 3, 2, 5, 0, 7]);
  });
});

describe('findConceptLinks', () => {
  it('uses each concept once for one-to-one, and names the alias that fits', async () => {
    const candidates = candidatesOf(2, 4, [
      { left: 0, right: 0, score: 0.9 },
      { left: 0, right: 2, score: 0.3 },
      { left: 1, right: 1, score: 0.8 },
      { left: 1, right: 3, score: 0.7 },
    ]);
    const settings = { cardinality: 'one-to-one', threshold: 0.1 } as const;
    const links = await findConceptLinks(candidates, conceptsOf(['C1', 'C1', 'C2', 'C3']), settings, job);
    expect(links.map(({ left, right }) => [left, right])).toEqual([
      [0, 0],
      [1, 3],
    ]);
  });
});

describe('keepTypes', () => {
  const table = tableOf(
    ['label', 'type'],
    [
      ['heart', 'Organ'],
      ['aspirin', 'drug; chemical'],
      ['stroke', 'Disease'],
    ],
  );
  const compared = takeColumns(table, ['label', 'type']);
  it('empties what is of other types, for comparing only', () => {
    const kept = keepTypes(compared, ['label'], { id: 'label', type: 'type', types: ['Drug', 'disease'] });
    expect(kept.columns.get('label')).toEqual(['', 'aspirin', 'stroke']);
    expect(kept.columns.get('type')).toBe(compared.columns.get('type'));
    expect(keepTypes(compared, ['label'], { id: 'label', type: 'type', types: [] })).toBe(compared);
  });
});
