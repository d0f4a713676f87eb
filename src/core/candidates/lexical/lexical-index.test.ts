import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job, Sides } from '../../model/types';
import { normaliseText } from '../../text/normalise';
import type { TopPairs } from '../top-pairs';
import { fitLexical, lexicalOfPairs, nearestLexicalBothSides, nearestLexicalIn, nearestLexicalWithin } from './lexical-index';
import { ngramsOf } from './ngrams';
import { cosinesWith, fitTfIdf, invert } from './tfidf';

const unwatched: Job = { signal: new AbortController().signal, progress: () => {} };

interface Partner {
  readonly index: number;
  readonly value: number;
}

function listsOf(top: TopPairs): Partner[][] {
  return Array.from(top.count, (count, member) =>
    Array.from({ length: count }, (_, rank) => ({
      index: top.index[member * top.k + rank]!,
      value: top.value[member * top.k + rank]!,
    })),
  );
}

/** Cosines of all pairs by the plain definition. */
function plainCosines(left: readonly string[], right: readonly string[]): Float32Array[] {
  const fitted = fitTfIdf(left, right, ngramsOf);
  const postings = invert(fitted.right, fitted.termCount);
  return left.map((_, row) => {
    const out = new Float32Array(right.length);
    cosinesWith(fitted.left, row, postings, out);
    return out;
  });
}

/** Lists must hold the plain cosines, the best of them, in order; which of two equal ones comes first is checked where they are equal to the bit. */
function expectBest(lists: Partner[][], cosineOf: (member: number, other: number) => number, others: number[], k: number): void {
  lists.forEach((list, member) => {
    const expected = others
      .map((other) => cosineOf(member, other))
      .filter((value) => value > 0)
      .sort((a, b) => b - a);
    expect(list).toHaveLength(Math.min(k, expected.length));
    list.forEach(({ index, value }, rank) => {
      expect(value).toBeCloseTo(expected[rank]!, 5);
      expect(value).toBeCloseTo(cosineOf(member, index), 5);
      const before = list[rank - 1];
      if (before) expect(before.value > value || (before.value === value && before.index < index)).toBe(true);
    });
    expect(new Set(list.map(({ index }) => index)).size).toBe(list.length);
  });
}

const letters = fc.constantFrom('a', 'b', 'c', ' ', 'é', '社', '株', 'م', 'ل', '𠮷', '1');
const texts = fc.array(fc.string({ unit: letters, maxLength: 14 }).map(normaliseText), { maxLength: 12 });
const limits: fc.Arbitrary<Sides<number>> = fc.record({ left: fc.nat(15), right: fc.nat(15) });
const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

describe('nearestLexicalBothSides', () => {
  it('finds the best of both sides as the plain definition does', async () => {
    await fc.assert(
      fc.asyncProperty(texts, texts, limits, async (left, right, k) => {
        const plain = plainCosines(left, right);
        const found = await nearestLexicalBothSides(await fitLexical(left, right, unwatched), k, unwatched);
        expect(found.left.count).toHaveLength(left.length);
        expect(found.right.count).toHaveLength(right.length);
        expectBest(listsOf(found.left), (l, r) => plain[l]![r]!, range(right.length), k.left);
        expectBest(listsOf(found.right), (r, l) => plain[l]![r]!, range(left.length), k.right);
      }),
      { seed: 21, numRuns: 120 },
    );
  });

  it('gives equal texts one and puts the lower index first', async () => {
    const sides = await fitLexical(['acme works', '', 'zulu'], ['acme works', 'x', 'acme works'], unwatched);
    const found = await nearestLexicalBothSides(sides, { left: 5, right: 5 }, unwatched);
    const lists = listsOf(found.left);
    expect(lists.map((list) => list.map(({ index }) => index))).toEqual([[0, 2], [], []]);
    expect(lists[0]![0]!.value).toBeCloseTo(1, 6);
    expect(lists[0]![0]!.value).toBe(lists[0]![1]!.value);
    expect(found.left.k).toBe(3);
  });

  it('reports texts of both sides and stops when cancelled', async () => {
    const left = Array.from({ length: 400 }, (_, row) => `company number ${row}`);
    const sides = await fitLexical(left, left, unwatched);
    const seen: number[] = [];
    const progress = (done: number, total: number): void => {
      expect(total).toBe(800);
      seen.push(done);
    };
    await nearestLexicalBothSides(sides, { left: 3, right: 3 }, { signal: unwatched.signal, progress });
    expect(seen.at(-1)).toBe(800);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const stopped: Job = { signal: AbortSignal.abort(), progress: () => {} };
    await expect(nearestLexicalBothSides(sides, { left: 3, right: 3 }, stopped)).rejects.toMatchObject({ code: 'job/cancelled' });
    await expect(nearestLexicalWithin(sides, 3, stopped)).rejects.toMatchObject({ code: 'job/cancelled' });
    await expect(fitLexical(left, left, stopped)).rejects.toMatchObject({ code: 'job/cancelled' });
  });
});

describe('nearestLexicalIn', () => {
  it('looks at the members alone and answers in records', async () => {
    const members = fc.uniqueArray(fc.nat(11), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(texts, texts, members, members, limits, async (left, right, someLeft, someRight, k) => {
        const leftMembers = someLeft.filter((row) => row < left.length).sort((a, b) => a - b);
        const rightMembers = someRight.filter((row) => row < right.length).sort((a, b) => a - b);
        const plain = plainCosines(left, right);
        const sides = await fitLexical(left, right, unwatched);
        const found = await nearestLexicalIn(sides, Uint32Array.from(leftMembers), Uint32Array.from(rightMembers), k, unwatched);
        expectBest(listsOf(found.left), (l, r) => plain[leftMembers[l]!]![r]!, rightMembers, k.left);
        expectBest(listsOf(found.right), (r, l) => plain[l]![rightMembers[r]!]!, leftMembers, k.right);
      }),
      { seed: 22, numRuns: 80 },
    );
  });
});

describe('nearestLexicalWithin', () => {
  it('finds the best other records of one table', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(15), async (table, k) => {
        const fitted = await fitLexical(table, [], unwatched);
        const plain = fitTfIdf(table, [], ngramsOf);
        const postings = invert(plain.left, plain.termCount);
        const found = listsOf(await nearestLexicalWithin(fitted, k, unwatched));
        found.forEach((list, row) => {
          const out = new Float32Array(table.length);
          cosinesWith(plain.left, row, postings, out);
          const others = range(table.length).filter((other) => other !== row);
          expectBest([list], (_, other) => out[other]!, others, k);
          expect(list.every(({ index }) => index !== row)).toBe(true);
        });
      }),
      { seed: 23, numRuns: 80 },
    );
  });
});

describe('lexicalOfPairs', () => {
  it('is the cosine of each pair, in any order and as often as asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        texts,
        texts,
        fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 30 }),
        async (left, right, asked) => {
          const pairs = asked.filter(([l, r]) => l < left.length && r < right.length);
          const plain = plainCosines(left, right);
          const found = lexicalOfPairs(
            await fitLexical(left, right, unwatched),
            Uint32Array.from(pairs, ([l]) => l),
            Uint32Array.from(pairs, ([, r]) => r),
          );
          expect(found).toHaveLength(pairs.length);
          pairs.forEach(([l, r], at) => {
            expect(found[at]).toBeCloseTo(plain[l]![r]!, 5);
          });
        },
      ),
      { seed: 24, numRuns: 80 },
    );
  });
});
