import { fitLexical } from '../candidates/lexical/lexical-index';
import { LexicalProbe } from '../candidates/lexical/lexical-probe';
import type { ProbeLimits } from '../candidates/lexical/probe-search';
import type { Job, Side } from '../model/types';
import { normaliseText } from '../text/normalise';
import { createBestLists } from '../vectors/best-lists';
import { madeUpNames } from './golden-tables';

const JOB: Job = { signal: new AbortController().signal, progress: () => {} };
const RECORDS = 500;
const EVERY = 11;
/** Limits that tables of this size meet. */
const NARROW: ProbeLimits = { wordBudget: 20, neighbours: 6, commonWords: 4, budget: 60, surveyed: 10, kept: 4 };

/** Records that looking letters up compares, by side, number of nearest that are wanted, and limits. */
export async function goldenLetters(): Promise<object> {
  const { left, right } = madeUpNames(17, RECORDS);
  const texts = { left: left.map(normaliseText), right: right.map(normaliseText) };
  const sides = await fitLexical(texts.left, texts.right, JOB);
  const lookUp = (side: Side, wanted: number, limits: ProbeLimits | undefined): object => {
    const other = side === 'left' ? 'right' : 'left';
    const lists = {
      mine: createBestLists(sides[side].count, wanted),
      theirs: createBestLists(sides[other].count, 0),
      isLater: false,
    };
    const probe = new LexicalProbe(sides, sides[side], sides[other], lists, true, limits);
    const rows = Array.from({ length: sides[side].count }, (_, row) => row).filter(
      (row) => row % EVERY === 0 || row >= RECORDS - 2,
    );
    const found = rows.map((row) => {
      probe.probe(row);
      return Array.from(probe.found.subarray(0, probe.size), (record, at) => ({ record, cosine: probe.cosines[at]! })).sort(
        (a, b) => a.record - b.record,
      );
    });
    return {
      side,
      wanted,
      limits: limits ?? null,
      rows,
      found: found.map((compared) => compared.map(({ record }) => record)),
      cosines: found.map((compared) => compared.map(({ cosine }) => Math.round(cosine * 1e6) / 1e6)),
    };
  };
  return {
    ...texts,
    wordCount: sides.wordCount,
    cases: [
      lookUp('left', 1, undefined),
      lookUp('right', 30, undefined),
      lookUp('left', 1, NARROW),
      lookUp('right', 1, NARROW),
      lookUp('left', 1, { ...NARROW, wordBudget: 300, neighbours: 40, commonWords: 30, budget: 400 }),
    ],
  };
}
