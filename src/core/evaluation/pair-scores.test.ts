import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashVector } from '../../jobs/hash-embedder';
import { type Job, NO_TEXT, type VectorSet } from '../model/types';
import type { RowTexts } from '../text/row-texts';
import { bestRivals } from './pair-rivals';
import { learnPairScores, MOST_ROWS_ALL_PAIRS, scoreAllPairs, scorePairs } from './pair-scores';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const set = (cells: readonly string[]): RowTexts => {
  const texts = [...new Set(cells.filter((cell) => cell !== ''))];
  return { texts, textOf: Uint32Array.from(cells, (cell) => (cell === '' ? NO_TEXT : texts.indexOf(cell))) };
};
const vectorsOf = (texts: readonly string[]): VectorSet => {
  const dimensions = hashVector('').length;
  const data = new Float32Array(texts.length * dimensions);
  texts.forEach((text, at) => {
    data.set(hashVector(text), at * dimensions);
  });
  return { model: 'hash', dimensions, data };
};
const rows = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row);

const LEFT = ['Acme Corp', 'ACME corp.', 'Blue Lagoon', '', 'Москва', 'Acme Corp'];
const RIGHT = ['Acme Corporation', 'Acme Corp', 'Granite Works', 'Something', 'Moscow', ''];

describe('scorePairs', () => {
  it.each(['hybrid', 'dense', 'lexical'] as const)('%s: equal texts 1, empty ones 0, alike above unlike', async (kind) => {
    const [left, right] = [set(LEFT), set(RIGHT)];
    const vectors = vectorsOf([...left.texts, ...right.texts]);
    const scores = await scorePairs({ left, right, vectors }, rows(6), rows(6), kind, job);
    expect(scores[1]).toBe(1);
    expect(scores[3]).toBe(0);
    expect(scores[5]).toBe(0);
    expect(scores[0]).toBeGreaterThan(scores[2]!);
    for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
  });

  it('compares letters across scripts in Latin ones', async () => {
    const [left, right] = [set(['Москва', 'Белослав']), set(['Paris', 'Beloslav'])];
    const [wrong, found] = await scorePairs({ left, right, vectors: null }, rows(2), rows(2), 'lexical', job);
    expect(found).toBeGreaterThan(wrong!);
  });
});

describe('bestRivals', () => {
  it('agrees with looking at every other pair', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -3, max: 3 })), { maxLength: 30 }), (pairs) => {
        const values = Float32Array.from(pairs, ([, value]) => value);
        const groupOf = Uint32Array.from(pairs, ([group]) => group);
        const expected = pairs.map(([group], at) => {
          const others = pairs.filter(([other], place) => other === group && place !== at).map(([, value]) => value);
          return others.length === 0 ? 0 : Math.max(...others);
        });
        expect([...bestRivals(values, groupOf, 6)]).toEqual(expected);
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});

describe('learnPairScores', () => {
  /** Here versions decide, which the shipped weights take for a detail: "Tool 3 basic" is "Tool 3 pro", "Tool 4 basic" is another tool. */
  const names = Array.from({ length: 200 }, (_, at) => `Tool ${at % 40} ${['basic', 'pro', 'home', 'school', 'gold'][at % 5]}`);
  const others = names.map((_, at) => `Tool ${at % 3 === 0 ? at % 40 : (at + 1) % 40} ${['pro', 'home', 'gold'][at % 3]}`);
  const isMatch = Uint8Array.from(names, (_, at) => Number(at % 3 === 0));
  const f1 = (scores: Float32Array, rowsAsked: readonly number[]): number => {
    const hits = rowsAsked.filter((row) => scores[row]! >= 0.5);
    const right = hits.filter((row) => isMatch[row]).length;
    return (2 * right) / (hits.length + rowsAsked.filter((row) => isMatch[row]).length);
  };

  it('scores by what examples teach, as probabilities; empty sides stay 0', async () => {
    const [left, right] = [set([...names, '']), set([...others, 'Tool 1 pro'])];
    const taught = Array.from({ length: 120 }, (_, at) => at);
    const examples = { pairs: Uint32Array.from(taught), labels: isMatch.slice(0, 120) };
    const input = { left, right, vectors: vectorsOf([...left.texts, ...right.texts]) };
    const { scores, report } = await learnPairScores(input, rows(201), rows(201), examples, job);
    const before = await scorePairs(input, rows(201), rows(201), 'hybrid', job);
    const asked = Array.from({ length: 80 }, (_, at) => 120 + at);
    expect(report.examples).toBe(120);
    expect(f1(scores, asked)).toBeGreaterThan(0.95);
    expect(f1(scores, asked)).toBeGreaterThan(f1(before, asked) + 0.1);
    expect(f1(scores, taught)).toBeGreaterThan(0.9);
    expect(scores[200]).toBe(0);
  });
});

describe('scoreAllPairs', () => {
  it.each(['hybrid', 'dense', 'lexical'] as const)(
    '%s: symmetric, 1 on the diagonal, the scores of single pairs',
    async (kind) => {
      const texts = set(LEFT);
      const vectors = vectorsOf(texts.texts);
      const all = await scoreAllPairs(texts, vectors, kind, job);
      const size = LEFT.length;
      expect(all).toHaveLength(size * size);
      const twice = { left: texts, right: texts, vectors: vectorsOf([...texts.texts, ...texts.texts]) };
      for (let i = 0; i < size; i++) {
        expect(all[i * size + i]).toBe(1);
        const single = await scorePairs(twice, new Uint32Array(size).fill(i), rows(size), kind, job);
        for (let j = 0; j < size; j++) {
          expect(all[i * size + j]).toBe(all[j * size + i]);
          if (i !== j) expect(all[i * size + j]).toBeCloseTo(single[j]!, 1);
        }
      }
      expect(all[5]).toBe(1);
    },
  );

  it('refuses what no memory holds', async () => {
    const texts = { texts: [], textOf: new Uint32Array(MOST_ROWS_ALL_PAIRS + 1).fill(NO_TEXT) };
    await expect(scoreAllPairs(texts, null, 'lexical', job)).rejects.toMatchObject({
      code: 'input/too-many-rows',
      params: { rows: MOST_ROWS_ALL_PAIRS + 1, most: MOST_ROWS_ALL_PAIRS },
    });
  });
});
