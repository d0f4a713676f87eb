import { describe, expect, it } from 'vitest';
import { EVIDENCE, type EvidenceName } from './evidence';
import { AUTO_THRESHOLD, createScorer, HIGHEST_UNEQUAL_SCORE, IDENTICAL_SCORE } from './match-score';
import fitted from './match-score.json';

const evidenceOf = (known: Partial<Record<EvidenceName, number>>): Float64Array =>
  Float64Array.from(EVIDENCE, (name) => known[name] ?? 0);
const kinds = ['hybrid', 'lexical', 'dense'] as const;

describe('createScorer', () => {
  it.each(kinds)('%s weighs only evidence that exists', (kind) => {
    for (const name of Object.keys(fitted[kind].weights)) expect(EVIDENCE).toContain(name);
  });

  it.each(kinds)('%s is the logistic of the weighted sum', (kind) => {
    for (const [name, weight] of Object.entries(fitted[kind].weights)) {
      const expected = 1 / (1 + Math.exp(-(fitted[kind].intercept + weight * 0.5)));
      expect(createScorer(kind)(evidenceOf({ [name]: 0.5 }))).toBeCloseTo(expected, 12);
    }
  });

  it.each(['hybrid', 'lexical'] as const)('%s: letters in common speak for a pair, other numbers against it', (kind) => {
    const score = createScorer(kind);
    const alike = evidenceOf({ lexicalLead: 0.3, containment: 1, jaccard: 1 });
    expect(score(alike)).toBeGreaterThan(AUTO_THRESHOLD);
    expect(score(evidenceOf({}))).toBeLessThan(AUTO_THRESHOLD);
    expect(score(evidenceOf({ lexicalLead: 0.3, containment: 1, jaccard: 1, numberConflict: 1 }))).toBeLessThan(score(alike));
  });
});

it('identical texts score above all others', () => expect(IDENTICAL_SCORE).toBeGreaterThan(HIGHEST_UNEQUAL_SCORE));
