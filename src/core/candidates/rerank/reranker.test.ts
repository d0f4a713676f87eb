import { describe, expect, it } from 'vitest';
import { createRandom } from '../../numerics/random';
import { type ChoiceLists, choiceLoss, fitReranker } from './fit-reranker';
import { RERANK_FEATURES } from './gather-features';
import { type Reranker, readRerankChoice, readReranker, SHIPPED_RERANKER, weightsFor, writeReranker } from './reranker';

const OWN: Reranker = {
  version: 1,
  name: 'Dutch firms',
  purpose: 'trade registers',
  weights: { leastInRow: 1, restInRow: 0.5 },
  models: { 'minilm-l6-en': { categorySimilarity: 9 } },
  figures: { records: 120, recallBefore: 0.9, recallAfter: 0.95 },
};

describe('readReranker', () => {
  it('gives back what was written', () => {
    expect(readReranker(JSON.parse(writeReranker(OWN)))).toEqual(OWN);
    expect(readReranker(JSON.parse(writeReranker(SHIPPED_RERANKER)))).toEqual(SHIPPED_RERANKER);
  });

  it.each([
    ['nothing', null],
    ['another version', { ...OWN, version: 2 }],
    ['no name', { ...OWN, name: ' ' }],
    ['a weight below 0', { ...OWN, weights: { restInRow: -1 } }],
    ['a weight that is no number', { ...OWN, weights: { restInRow: '1' } }],
    ['a weight that outweighs all', { ...OWN, models: { x: { restInRow: 1e6 } } }],
    ['figures beyond 1', { ...OWN, figures: { ...OWN.figures, recallAfter: 2 } }],
  ])('refuses %s', (_, value) => {
    expect(readReranker(value)).toBeNull();
    expect(readRerankChoice(value)).toBeUndefined();
  });

  it('takes the weights of the model where it has some', () => {
    expect([...weightsFor(OWN, 'minilm-l6-en')]).toEqual([1, 0.5, 0, 9]);
    expect([...weightsFor(OWN, 'rowlink-small')]).toEqual([1, 0.5, 0, 0]);
    expect([...weightsFor(OWN, 'constructor')]).toEqual([1, 0.5, 0, 0]);
  });
});

/** Records of three candidates and none, whose choice goes by the first feature. */
function lists(count: number, seed: number, pull: number): ChoiceLists {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: count * 6 }, () => random.normal());
  const isMatch = new Uint8Array(count * 3);
  for (let list = 0; list < count; list++) {
    const worth = [0, 1, 2].map((at) => Math.exp(pull * data[(list * 3 + at) * 2]!));
    let left = random.uniform() * (1 + worth.reduce((sum, one) => sum + one, 0));
    const chosen = worth.findIndex((one) => {
      left -= one;
      return left < 0;
    });
    if (chosen >= 0) isMatch[list * 3 + chosen] = 1;
  }
  return {
    offsets: Uint32Array.from({ length: count + 1 }, (_, at) => at * 3),
    logits: new Float64Array(count * 3),
    data,
    width: 2,
    isMatch,
    weights: new Float64Array(count).fill(1),
  };
}

describe('fitReranker', () => {
  it('finds the weights by which records choose, and none below 0', () => {
    const [first, second] = fitReranker(lists(4000, 3, 1.5), new Float64Array(2), 1e4);
    expect(first! / 1.5).toBeCloseTo(1, 0);
    expect(Math.abs(second!)).toBeLessThan(0.2);
    expect(fitReranker(lists(500, 4, -2), new Float64Array(2), 1e4)[0]).toBe(0);
  });

  it('stays with the prior without reason to change', () => {
    const prior = Float64Array.of(2, 1);
    const few = fitReranker(lists(3, 5, 1), prior, 1e-4);
    expect(Math.abs(few[0]! - 2) + Math.abs(few[1]! - 1)).toBeLessThan(0.01);
  });

  it('lowers the loss of what it is fitted to', () => {
    const given = lists(300, 6, 1);
    expect(choiceLoss(given, fitReranker(given, new Float64Array(2), 100))).toBeLessThan(choiceLoss(given, new Float64Array(2)));
  });
});

it('ships weights for known features', () => {
  expect(SHIPPED_RERANKER.weights).toEqual({ leastInRow: 2, restInRow: 0.068, leastInColumn: 0.77 });
  expect(SHIPPED_RERANKER.models).toEqual({
    'me5-small-96k': { categorySimilarity: 3.3 },
    'minilm-l6-en': { leastInRow: 4.8, restInRow: 0, leastInColumn: 2.2, categorySimilarity: 10 },
  });
  for (const of of [SHIPPED_RERANKER.weights, ...Object.values(SHIPPED_RERANKER.models ?? {})]) {
    for (const feature of Object.keys(of)) expect(RERANK_FEATURES).toContain(feature);
  }
});
