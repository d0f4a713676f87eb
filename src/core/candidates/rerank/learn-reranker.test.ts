import { describe, expect, it } from 'vitest';
import { AppError } from '../../model/errors';
import { DEFAULT_MATCH_SETTINGS } from '../../model/settings';
import { createRandom } from '../../numerics/random';
import { takeColumns } from '../../text/records';
import { datasetOf } from '../../text/text-fixture';
import { createMatcher } from '../find-candidates';
import { unwatched } from '../score/score-fixture';
import type { ChoiceLists } from './fit-reranker';
import { LEAST_SETTLED, learnWeights } from './learn-reranker';

/** Records whose match is the candidate with the larger first feature; `luck` of them by chance. */
function settled(count: number, seed: number, luck: number): ChoiceLists {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: count * 6 }, () => random.normal());
  const isMatch = new Uint8Array(count * 3);
  for (let list = 0; list < count; list++) {
    const of = [0, 1, 2].map((at) => data[(list * 3 + at) * 2]!);
    const best = random.uniform() < luck ? Math.floor(random.uniform() * 3) : of.indexOf(Math.max(...of));
    isMatch[list * 3 + best] = 1;
  }
  return {
    offsets: Uint32Array.from({ length: count + 1 }, (_, at) => at * 3),
    logits: Float64Array.from({ length: count * 3 }, () => random.normal()),
    data,
    width: 2,
    isMatch,
    weights: new Float64Array(count).fill(1),
  };
}

describe('gathering what settled rows chose from', () => {
  it('has each record once, its candidates within reach, and leaves out partners that are none of them', async () => {
    const left = ['nora lund', 'kari holm', 'nora lund', 'liv dahl', 'per berg'];
    const right = ['nora lundh', 'kari holm', 'kari holmen', 'someone else', 'nora lundh'];
    const table = (rows: readonly string[]) => takeColumns(datasetOf(['text', rows]), ['text']);
    const settings = { ...DEFAULT_MATCH_SETTINGS, on: { left: ['text'], right: ['text'] } };
    const matcher = createMatcher({ left: table(left), right: table(right) }, settings);
    const vectors = (texts: readonly string[]) => ({
      model: 'plane',
      dimensions: 2,
      data: Float32Array.from(texts.flatMap((text) => [Math.cos(text.charCodeAt(0)), Math.sin(text.charCodeAt(0))])),
    });
    const both = { left: vectors(matcher.texts.left), right: vectors(matcher.texts.right) };
    const rows = { left: Uint32Array.of(0, 1, 2, 3, 4), right: Int32Array.of(4, 1, 0, -1, 3) };
    const lists = await matcher.choices(both, rows, unwatched);
    const count = lists.offsets.length - 1;
    const sizes = Array.from({ length: count }, (_, at) => lists.offsets[at + 1]! - lists.offsets[at]!);
    const matches = sizes.map((size, at) =>
      lists.isMatch.subarray(lists.offsets[at]!, lists.offsets[at]! + size).reduce((sum, one) => sum + one, 0),
    );
    // Rows 0 and 2 are one record, row 3 has no partner; that of row 4 may be out of reach.
    expect(matches.slice(0, 3)).toEqual([1, 1, 0]);
    expect(count).toBeLessThanOrEqual(4);
    expect(sizes.every((size) => size > 0)).toBe(true);
    expect(lists.data.length).toBe(lists.isMatch.length * lists.width);
    expect(lists.data.every(Number.isFinite)).toBe(true);
  });
});

describe('learnWeights', () => {
  it('learns what settled records go by, and says how far that helps records held out', () => {
    const { weights, isBetter, figures, losses } = learnWeights(settled(200, 1, 0.1), new Float64Array(2));
    expect(isBetter).toBe(true);
    expect(weights[0]!).toBeGreaterThan(1);
    expect(figures.recallAfter).toBeGreaterThan(figures.recallBefore + 0.2);
    expect(losses.learned).toBeLessThan(losses.without);
    expect(figures.records).toBe(200);
  });

  it('stays with the weights given where nothing learned is better', () => {
    const given = Float64Array.of(0.05, 0.05);
    const lists = settled(40, 2, 1);
    const learned = learnWeights(lists, given);
    expect(learned.isBetter).toBe(false);
    expect([...learned.weights]).toEqual([...given]);
  });

  it('says when there are too few', () => {
    expect(() => learnWeights(settled(LEAST_SETTLED - 1, 3, 0), new Float64Array(2))).toThrow(AppError);
  });
});
