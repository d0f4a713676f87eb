import { expect, it } from 'vitest';
import { DEFAULT_MATCH_SETTINGS } from '../../core/model/settings';
import { toMatchResult } from './match-result';

it('lists candidates by rank and turns missing figures into null', () => {
  const result = toMatchResult(
    {
      candidates: {
        leftCount: 2,
        rightCount: 3,
        offsets: Uint32Array.of(0, 2, 3),
        right: Uint32Array.of(2, 0, 1),
        similarity: Float32Array.of(0.5, Number.NaN, 0.25),
        lexical: Float32Array.of(Number.NaN, 0.5, 0),
        matchScore: Float32Array.of(0.75, 0.5, 0.25),
      },
      links: [{ left: 0, right: 2, matchScore: 0.75, decidedBy: 'rule' }],
      threshold: 0.5,
      model: null,
      timings: { embed: 1, search: 2, score: 3, link: 4 },
      longTexts: 0,
      isCacheAvailable: true,
    },
    { ...DEFAULT_MATCH_SETTINGS, on: { left: ['a'], right: ['b'] } },
    null,
    5,
    20,
  );
  expect(result.candidates).toEqual([
    { left: 0, right: 2, rank: 1, score: 0.75, similarity: 0.5, lexical: null },
    { left: 0, right: 0, rank: 2, score: 0.5, similarity: null, lexical: 0.5 },
    { left: 1, right: 1, rank: 1, score: 0.25, similarity: 0.25, lexical: 0 },
  ]);
  expect(result.links).toEqual([{ left: 0, right: 2, score: 0.75 }]);
  expect(result.timings).toEqual({ parse: 5, embed: 1, search: 2, score: 3, link: 4, total: 20 });
  expect(result.blocking).toBeNull();
  expect(result.conflicts).toEqual([]);
  expect(result.settings).toMatchObject({ leftOn: ['a'], rightOn: ['b'], cardinality: '1:1' });
});
