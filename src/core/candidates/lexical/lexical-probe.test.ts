import { beforeAll, expect, test } from 'vitest';
import { companyNames } from '../../../../bench/company-names.mjs';
import type { Job } from '../../model/types';
import { normaliseText } from '../../text/normalise';
import { createBestLists, sortBestLists } from '../../vectors/best-lists';
import type { TopPairs } from '../top-pairs';
import { fitLexical, lexicalOfPairs, nearestLexicalBothSides, nearestLexicalWithin } from './lexical-index';
import { type LexicalSides, takeRecords } from './lexical-rows';
import { scanAllPairs } from './lexical-scan';

/** More pairs than are compared one by one. */
const ROWS = 8_200;
const SAMPLE = 400;
const K = 20;
const unwatched: Job = { signal: new AbortController().signal, progress: () => {} };
const names = companyNames(ROWS);
const left = names.left.map(normaliseText);
const right = names.right.map(normaliseText);
let sides: LexicalSides;
let found: { readonly left: TopPairs; readonly right: TopPairs };

beforeAll(async () => {
  sides = await fitLexical(left, right, unwatched);
  found = await nearestLexicalBothSides(sides, { left: K, right: K }, unwatched);
}, 120_000);

const listOf = ({ k, count, index, value }: TopPairs, row: number): { index: number; value: number }[] =>
  Array.from({ length: count[row]! }, (_, rank) => ({ index: index[row * k + rank]!, value: value[row * k + rank]! }));

/** The exact lists of the first `SAMPLE` records of a side. */
async function exactLists(side: 'left' | 'right'): Promise<TopPairs> {
  const [texts, others] = side === 'left' ? [left, right] : [right, left];
  const all = await fitLexical(texts, others, unwatched);
  const some = {
    ...all,
    left: takeRecords(
      all,
      all.left,
      Uint32Array.from({ length: SAMPLE }, (_, row) => row),
    ),
  };
  const lists = { left: createBestLists(SAMPLE, K), right: createBestLists(ROWS, 0) };
  await scanAllPairs(some, lists, false, () => null);
  return sortBestLists(lists.left);
}

const holds = (top: TopPairs, row: number, partner: number): boolean => listOf(top, row).some(({ index }) => index === partner);

test.each(['left', 'right'] as const)(
  '%s records keep their true partner as exact lists do, and most of them the nearest',
  async (side) => {
    const exact = await exactLists(side);
    const truth = new Map(names.truth.map(([one, other]) => (side === 'left' ? [one, other] : [other, one])));
    let inExact = 0;
    let inFound = 0;
    let nearest = 0;
    for (let row = 0; row < SAMPLE; row++) {
      const partner = truth.get(row);
      if (partner !== undefined && holds(exact, row, partner)) inExact++;
      if (partner !== undefined && holds(found[side], row, partner)) inFound++;
      if ((listOf(found[side], row)[0]?.value ?? 0) > listOf(exact, row)[0]!.value - 1e-6) nearest++;
    }
    expect(inFound / inExact).toBeGreaterThan(0.98);
    expect(nearest / SAMPLE).toBeGreaterThan(0.9);
  },
);

test('a text with no rare gram is looked up by its common ones', async () => {
  const numbers = Array.from({ length: ROWS }, (_, row) => `item ${row % 90}${row % 91}`);
  const alike = await fitLexical(numbers, numbers, unwatched);
  const top = await nearestLexicalBothSides(alike, { left: 1, right: 1 }, unwatched);
  for (let row = 0; row < ROWS; row += 29) expect(numbers[top.left.index[row]!]).toBe(numbers[row]);
}, 120_000);

test('values are the exact cosines, in order, each partner once', () => {
  for (let row = 0; row < ROWS; row += 97) {
    const list = listOf(found.left, row);
    const exact = lexicalOfPairs(
      sides,
      Uint32Array.from(list, () => row),
      Uint32Array.from(list, ({ index }) => index),
    );
    expect(list.map(({ value }) => value)).toEqual([...exact]);
    expect(new Set(list.map(({ index }) => index)).size).toBe(list.length);
    list.slice(1).forEach(({ index, value }, rank) => {
      const before = list[rank]!;
      expect(before.value > value || (before.value === value && before.index < index)).toBe(true);
    });
  }
});

test('values do not depend on the order of rows', async () => {
  const turned = await fitLexical(left.toReversed(), right.toReversed(), unwatched);
  const again = await nearestLexicalBothSides(turned, { left: K, right: K }, unwatched);
  for (let row = 0; row < ROWS; row += 41) {
    const mirrored = listOf(again.left, ROWS - 1 - row).map(({ value }) => value);
    expect(mirrored).toEqual(listOf(found.left, row).map(({ value }) => value));
  }
}, 120_000);

test('a table against itself leaves the record out, and can be cancelled on the way', async () => {
  const within = await nearestLexicalWithin(sides, 3, unwatched);
  for (let row = 0; row < ROWS; row += 13) expect(listOf(within, row).every(({ index }) => index !== row)).toBe(true);
  const controller = new AbortController();
  const job: Job = { signal: controller.signal, progress: () => controller.abort() };
  await expect(nearestLexicalWithin(sides, 3, job)).rejects.toMatchObject({ code: 'job/cancelled' });
}, 120_000);
