import { describe, expect, it } from 'vitest';
import { EVIDENCE, type EvidenceName } from './evidence';
import { AUTO_THRESHOLD, createScorer, HIGHEST_UNEQUAL_SCORE, IDENTICAL_SCORE, scoreOf } from './match-score';
import fitted from './match-score.json';

const families = ['linkage', 'alone'] as const;
const kinds = ['hybrid', 'lexical', 'dense'] as const;
const both = families.flatMap((family) => kinds.map((kind) => [family, kind] as const));
const evidenceOf = (known: Partial<Record<EvidenceName, number>>): Float64Array =>
  Float64Array.from(EVIDENCE, (name) => known[name] ?? 0);
/** Evidence that may speak either way, or only says how to read the rest. */
const EITHER_WAY = new Set<string>(['foreign', 'long']);

describe('createScorer', () => {
  it.each(both)('%s %s weighs only evidence that exists, and no likeness against a pair', (family, kind) => {
    for (const [name, weight] of Object.entries(fitted[family][kind].weights)) {
      expect(EVIDENCE).toContain(name);
      if (EITHER_WAY.has(name)) continue;
      if (name === 'numberConflict' || /usual/iu.test(name)) expect(weight).toBeLessThanOrEqual(0);
      else expect(weight).toBeGreaterThanOrEqual(0);
    }
  });

  it.each(both)('%s %s is the weighted sum', (family, kind) => {
    const scorer = createScorer(kind, family);
    for (const [name, weight] of Object.entries(fitted[family][kind].weights)) {
      expect(scorer.logit(evidenceOf({ [name]: 0.5 } as never))).toBeCloseTo(fitted[family][kind].intercept + weight * 0.5, 9);
    }
  });

  it.each(families)('%s without vectors uses none', (family) => {
    for (const name of Object.keys(fitted[family].lexical.weights)) expect(name).not.toMatch(/similarity/iu);
  });

  it('leaves groups out', () => {
    const bare = createScorer('hybrid', 'linkage', ['similarity', 'lexical', 'guard', 'columns', 'competition']);
    expect(bare.logit(evidenceOf({ briefSimilarity: 1, lexical: 1, numberConflict: 1, columns: 1 }))).toBe(bare.intercept);
  });
});

it('scores grow with log odds and stay below those of identical texts', () => {
  const scores = [-40, -2, 0, 1, 5, 40].map(scoreOf);
  expect(scores).toEqual([...scores].sort((a, b) => a - b));
  expect(scores.at(-1)).toBeLessThanOrEqual(HIGHEST_UNEQUAL_SCORE);
  expect(HIGHEST_UNEQUAL_SCORE).toBeLessThan(IDENTICAL_SCORE);
  expect(AUTO_THRESHOLD).toBeGreaterThan(0);
  expect(AUTO_THRESHOLD).toBeLessThan(1);
});
