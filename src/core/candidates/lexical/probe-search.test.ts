import fc from 'fast-check';
import { expect, it } from 'vitest';
import { companyNames } from '../../../../bench/company-names.mjs';
import type { Job } from '../../model/types';
import { normaliseText } from '../../text/normalise';
import { fitLexical } from './lexical-index';
import { LexicalProbe } from './lexical-probe';
import { createProbeKernel } from './probe-kernel';
import { keepBest } from './probe-search';
import { BINS, layOutTables } from './probe-tables';

const unwatched: Job = { signal: new AbortController().signal, progress: () => {} };

it('keeps at least the best, in their order, and equal values together', () => {
  const all = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 80 });
  fc.assert(
    fc.property(all, fc.integer({ min: 1, max: 40 }), (given, wanted) => {
      const values = new Float32Array(81);
      const lists = {
        found: new Uint32Array(81),
        values,
        valueBits: new Uint32Array(values.buffer),
        bins: new Uint32Array(BINS),
      };
      lists.found.set([...given.keys()]);
      values.set(given);
      const kept = keepBest(lists, given.length, wanted, Math.max(0, ...given));
      const worst = given.toSorted((a, b) => b - a)[Math.min(wanted, given.length) - 1] ?? 0;
      const expected = [...given.keys()].filter((at) => given.length <= wanted || given[at]! >= worst);
      expect([...lists.found.subarray(0, kept)]).toEqual(expected);
      expect([...values.subarray(0, kept)]).toEqual(expected.map((at) => given[at]));
    }),
    { seed: 31, numRuns: 200 },
  );
});

const names = companyNames(1_500);
const long = names.right.map((name, row) => (row % 50 === 0 ? names.right.slice(row, row + 8).join(' ') : name));
const odd = ['', 'a', '株式会社 東京 東京 東京', 'ab ab ab ab ab ab'];

it('the kernel finds what plain code finds, bit for bit', async () => {
  const left = [...names.left, ...odd].map(normaliseText);
  const right = [...long, ...odd].map(normaliseText);
  const sides = await fitLexical(left, right, unwatched);
  const limits = { wordBudget: 1, neighbours: 1, commonWords: 1, budget: 1, surveyed: 1, kept: 1 };
  const layOut = (allocate: (bytes: number) => ArrayBuffer) => layOutTables(sides, sides.left, sides.right, 8, allocate);
  expect(createProbeKernel(layOut, limits)).not.toBeNull();
  for (const wanted of [1, 60]) {
    const [kernel, plain] = [false, true].map((isPlain) => new LexicalProbe(sides, sides.right, sides.left, wanted, isPlain));
    for (let row = 0; row < right.length; row += 3) {
      kernel!.probe(row);
      plain!.probe(row);
      const found = kernel!.found.slice(0, kernel!.size);
      expect(found).toEqual(plain!.found.slice(0, plain!.size));
      expect(kernel!.cosines.slice(0, kernel!.size)).toEqual(plain!.cosines.slice(0, plain!.size));
      expect(new Set(found).size).toBe(found.length);
    }
  }
});

it('does without memory that cannot be had', async () => {
  const sides = await fitLexical(['acme'], ['acme works'], unwatched);
  const limits = { wordBudget: 1, neighbours: 1, commonWords: 1, budget: 1, surveyed: 1, kept: 1 };
  const kernel = createProbeKernel((allocate) => {
    allocate(2 ** 40);
    return layOutTables(sides, sides.left, sides.right, 8, allocate);
  }, limits);
  expect(kernel).toBeNull();
});
