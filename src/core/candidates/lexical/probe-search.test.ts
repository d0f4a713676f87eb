import fc from 'fast-check';
import { expect, it } from 'vitest';
import { companyNames } from '../../../../bench/company-names.mjs';
import type { Job } from '../../model/types';
import { normaliseText } from '../../text/normalise';
import { createBestLists, offerPair, sortBestLists } from '../../vectors/best-lists';
import { groupByCommonWords } from './common-groups';
import { fitLexical } from './lexical-index';
import { LexicalProbe } from './lexical-probe';
import type { LexicalSides } from './lexical-rows';
import { createProbeKernel } from './probe-kernel';
import { layOutTables } from './probe-tables';

const unwatched: Job = { signal: new AbortController().signal, progress: () => {} };

const limits = { wordBudget: 1, neighbours: 1, commonWords: 1, budget: 1, surveyed: 1, kept: 1 };
const noLists = { mine: createBestLists(0, 0), theirs: createBestLists(0, 0), isLater: false };
const names = companyNames(1_500);
const long = names.right.map((name, row) => (row % 50 === 0 ? names.right.slice(row, row + 8).join(' ') : name));
const odd = ['', 'a', '株式会社 東京 東京 東京', 'ab ab ab ab ab ab'];

/** Every record of one side is looked up by one probe; returns what was compared and the lists of both. */
function lookUp(sides: LexicalSides, wanted: number, isWithin: boolean, isPlain: boolean) {
  const [mineSide, theirSide] = [sides.right, isWithin ? sides.right : sides.left];
  const mine = createBestLists(mineSide.count, wanted);
  const theirs = isWithin ? mine : createBestLists(theirSide.count, 3);
  if (!isWithin)
    for (let record = 0; record < theirSide.count; record += 7) offerPair(theirs, record, record % mineSide.count, 0.99);
  const probe = new LexicalProbe(sides, mineSide, theirSide, { mine, theirs, isLater: true }, isPlain);
  const compared: { found: Uint32Array; cosines: Float32Array }[] = [];
  for (let row = 0; row < mineSide.count; row += 3) {
    probe.probe(row);
    compared.push({ found: probe.found.slice(0, probe.size), cosines: probe.cosines.slice(0, probe.size) });
  }
  probe.finish();
  return { compared, lists: [sortBestLists(mine), isWithin ? null : sortBestLists(theirs)] };
}

it('the kernel finds and lists what plain code does, bit for bit', async () => {
  const left = [...names.left, ...odd].map(normaliseText);
  const right = [...long, ...odd].map(normaliseText);
  const sides = await fitLexical(left, right, unwatched);
  expect(
    createProbeKernel((allocate) => layOutTables(sides, sides.left, sides.right, 8, allocate), limits, noLists),
  ).not.toBeNull();
  for (const wanted of [1, 60]) {
    for (const isWithin of [false, true]) {
      const [kernel, plain] = [false, true].map((isPlain) => lookUp(sides, wanted, isWithin, isPlain));
      expect(kernel).toEqual(plain);
      for (const { found } of kernel!.compared) expect(new Set(found).size).toBe(found.length);
    }
  }
});

it('the kernel follows common words through groups as plain code does', async () => {
  const kinds = ['works', 'foods', 'steel', 'group of works', 'foods and foods'];
  const write = (name: string, row: number): string => normaliseText(`${name} ${kinds[row % 5]} ${kinds[(row >> 3) % 3]}`);
  const sides = await fitLexical(names.left.map(write), names.right.map(write), unwatched);
  expect(groupByCommonWords(sides.left, 256).count).toBeGreaterThan(8);
  const [kernel, plain] = [false, true].map((isPlain) => lookUp(sides, 5, false, isPlain));
  expect(kernel).toEqual(plain);
});

it('the kernel finds what plain code does whatever the tables', async () => {
  const word = fc.constantFrom('acme', 'acmee', 'works', 'work', 'steel', 'van', 'der', 'é', '12', '21', '東京', 'foods');
  const table = fc.array(
    fc.array(word, { maxLength: 5 }).map((words) => normaliseText(words.join(' '))),
    {
      minLength: 1,
      maxLength: 60,
    },
  );
  await fc.assert(
    fc.asyncProperty(table, table, fc.integer({ min: 1, max: 12 }), fc.boolean(), async (left, right, wanted, isWithin) => {
      const sides = await fitLexical(left, right, unwatched);
      const [kernel, plain] = [false, true].map((isPlain) => lookUp(sides, wanted, isWithin, isPlain));
      expect(kernel).toEqual(plain);
    }),
    { seed: 7, numRuns: 150 },
  );
});

it('does without memory that cannot be had', async () => {
  const sides = await fitLexical(['acme'], ['acme works'], unwatched);
  const kernel = createProbeKernel(
    (allocate) => {
      allocate(2 ** 40);
      return layOutTables(sides, sides.left, sides.right, 8, allocate);
    },
    limits,
    noLists,
  );
  expect(kernel).toBeNull();
});
