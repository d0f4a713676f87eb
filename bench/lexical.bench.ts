import { fitLexical, nearestLexicalBothSides } from '../src/core/candidates/lexical/lexical-index';
import { takeRecords } from '../src/core/candidates/lexical/lexical-rows';
import { ngramsOf } from '../src/core/candidates/lexical/ngrams';
import { fitTfIdf } from '../src/core/candidates/lexical/tfidf';
import type { TopPairs } from '../src/core/candidates/top-pairs';
import { normaliseText } from '../src/core/text/normalise';
import { companyNames } from './company-names.mjs';
import { defineBench } from './harness/bench';

/**
 * The lexical index over company names: fitting beside the plain definition on a tenth of the texts; the 20 nearest of all right rows
 * for some left rows exactly, for all of them by look-up; and all that comes before the first candidates of 10,000 × 10,000.
 */
export default defineBench({
  title: 'Character n-gram index',
  unit: 'texts',
  rounds: 3,
  async prepare({ number }) {
    const rows = number('rows', 100_000);
    const queries = Math.min(rows, number('queries', rows));
    const step = Math.max(1, Math.round((queries * rows) / number('exact', 6e7)));
    const exactQueries = Math.floor(queries / step);
    const names = companyNames(rows);
    const left = names.left.map(normaliseText);
    const right = names.right.map(normaliseText);
    const tenth = Math.floor(rows / 10);
    const sides = await fitLexical(left, right, unwatched);
    const asked = Uint32Array.from({ length: queries }, (_, at) => Math.floor((at * rows) / queries));
    const askedExactly = Uint32Array.from({ length: exactQueries }, (_, at) => asked[at * step]!);
    const many = { ...sides, left: takeRecords(sides, sides.left, asked) };
    const few = { ...sides, left: takeRecords(sides, sides.left, askedExactly) };
    const first = { left: left.slice(0, 10_000), right: right.slice(0, 10_000) };
    const firstSides = await fitLexical(first.left, first.right, unwatched);
    const search = async (asked: typeof sides): Promise<TopPairs> =>
      (await nearestLexicalBothSides(asked, { left: K, right: 0 }, unwatched)).left;
    return {
      count: {
        'plain definition, a tenth of the texts': 2 * tenth,
        'fit, both sides': 2 * rows,
        'nearest 20, exact': exactQueries,
        'nearest 20, by look-up': queries,
        'nearest 20 of both sides, 10,000 × 10,000': first.left.length + first.right.length,
        'fit and both sides, 10,000 × 10,000': first.left.length + first.right.length,
      },
      variants: {
        'plain definition, a tenth of the texts': () => fitTfIdf(left.slice(0, tenth), right.slice(0, tenth), ngramsOf),
        'fit, both sides': () => fitLexical(left, right, unwatched),
        'nearest 20, exact': () => search(few),
        'nearest 20, by look-up': () => search(many),
        'nearest 20 of both sides, 10,000 × 10,000': () => nearestLexicalBothSides(firstSides, { left: K, right: K }, unwatched),
        'fit and both sides, 10,000 × 10,000': async () =>
          nearestLexicalBothSides(await fitLexical(first.left, first.right, unwatched), { left: K, right: K }, unwatched),
      },
      figures: async () => {
        const exact = await search(few);
        const found = await search(many);
        return {
          'recall of the nearest': recallAt(1, exact, found, step),
          'recall of the 10 nearest': recallAt(10, exact, found, step),
          'true partner among 20, exact': partnersIn(exact, names.truth, askedExactly),
          'true partner among 20, by look-up': partnersIn(found, names.truth, asked),
          'MB of the index': megabytes(sides),
        };
      },
    };
  },
});

const K = 20;
const unwatched = { signal: new AbortController().signal, progress: () => {} };

/** Share of the `depth` best values of each exact list that the list of the same record reaches. */
function recallAt(depth: number, exact: TopPairs, found: TopPairs, step: number): number {
  let kept = 0;
  let all = 0;
  exact.count.forEach((count, row) => {
    const other = row * step;
    for (let rank = 0; rank < Math.min(depth, count); rank++) {
      all++;
      const value = rank < found.count[other]! ? found.value[other * found.k + rank]! : 0;
      if (value >= exact.value[row * exact.k + rank]!) kept++;
    }
  });
  return kept / all;
}

/** Share of the records asked for whose list has their true partner; those without one are left out. */
function partnersIn({ k, count, index }: TopPairs, truth: readonly (readonly [number, number])[], records: Uint32Array): number {
  const partnerOf = new Map(truth);
  let judged = 0;
  let found = 0;
  count.forEach((size, at) => {
    const partner = partnerOf.get(records[at]!);
    if (partner === undefined) return;
    judged++;
    if (index.subarray(at * k, at * k + size).includes(partner)) found++;
  });
  return found / judged;
}

function megabytes(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength / 1e6;
  return typeof value === 'object' && value !== null ? Object.values(value).reduce((sum, part) => sum + megabytes(part), 0) : 0;
}
