import { describe, expect, it } from 'vitest';
import type { ExplainedPair } from './explain-pool';
import { endInShown } from './shown-steps';

const pair: ExplainedPair = {
  isCertain: false,
  base: -3,
  steps: [{ kind: 'letters', column: null, agreement: null, logit: 4 }],
  logit: 1,
  score: 0.9999 / (1 + Math.exp(-1)),
  similarity: Number.NaN,
  lexical: 0.8,
  isInPool: true,
};

describe('endInShown', () => {
  it('leaves what ends there already, and pairs without a score', () => {
    expect(endInShown(pair, Math.fround(pair.score), true)).toBe(pair);
    expect(endInShown(pair, Number.NaN, true)).toBe(pair);
  });

  it.each([0, 0.02, 0.5, 0.97, 1])('adds one step up to a learned score of %s', (shown) => {
    const learned = endInShown(pair, shown, true);
    expect(learned.steps.at(-1)!.kind).toBe('learned');
    const sum = learned.steps.reduce((total, { logit }) => total + logit, learned.base);
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(shown, 5);
    expect(endInShown(pair, shown, false).steps.at(-1)!.kind).toBe('rest');
  });

  it('starts from the sum of the steps where the program was certain', () => {
    const certain = { ...pair, isCertain: true, score: 1 };
    const { steps, base } = endInShown(certain, 0.9, true);
    expect(1 / (1 + Math.exp(-steps.reduce((sum, { logit }) => sum + logit, base)))).toBeCloseTo(0.9, 6);
  });
});
