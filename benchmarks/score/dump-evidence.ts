/**
 * Writes the evidence of every candidate pair of the given tasks, for `fit.py`:
 * `node dump-evidence.mjs DATA_DIR VECTORS_DIR OUT_DIR TASK…` → `<task>.f32`, rows of [left, right, label, split, evidence…].
 * Vectors come from `embed.py`. Pairs are those of the engine's own pool; of labelled pairs those that are labelled.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { fitLexical, lexicalOfPairs } from '../../src/core/candidates/lexical/lexical-index';
import { leftOf } from '../../src/core/candidates/pair-list';
import { type CandidatePool, poolCandidates } from '../../src/core/candidates/pool';
import { EVIDENCE } from '../../src/core/candidates/score/evidence';
import { scorePool } from '../../src/core/candidates/score/score-pool';
import type { Job, VectorSet } from '../../src/core/model/types';
import { lexicalTexts } from '../../src/core/text/lexical-text';
import { similarityOfPairs } from '../../src/core/vectors/nearest';

const [dataDir, vectorsDir, outDir, ...tasks] = process.argv.slice(2) as [string, string, string, ...string[]];
const job: Job = { signal: new AbortController().signal, progress: () => {} };
const SPLITS = ['train', 'valid', 'test'];
mkdirSync(outDir, { recursive: true });

type Row = Record<string, string>;
interface Task {
  readonly kind: 'link' | 'aggregate' | 'dedup' | 'pairs';
  readonly cardinality: string;
  readonly match_columns: readonly string[] | { readonly left: readonly string[]; readonly right: readonly string[] };
}
interface Truth {
  readonly labelOf: (left: number, right: number) => number;
  readonly splitOf: (left: number, right: number) => number;
  readonly total: number;
  /** Pairs to score instead of a pool. */
  readonly pairs: readonly (readonly [number, number])[] | null;
  readonly clusters?: readonly (string | undefined)[];
}

const readRows = (path: string): Row[] =>
  Papa.parse<Row>(readFileSync(path, 'utf8').replace(/^\ufeff/u, ''), { header: true, skipEmptyLines: true }).data;

const cellOf = (row: Row, name: string): string => (row[name] ?? '').replace(/\s+/gu, ' ').trim();
const textOf = (row: Row, names: readonly string[]): string =>
  names
    .map((name) => cellOf(row, name))
    .filter(Boolean)
    .join(' ');

function vectorsOf(folder: string, task: string, table: string, count: number): VectorSet {
  const path = join(folder, `${task}.${table}.f32`);
  if (!existsSync(path)) throw new Error(`No vectors: ${path}`);
  const data = new Float32Array(new Uint8Array(readFileSync(path)).buffer);
  return { model: '', dimensions: data.length / count, data };
}

function readTruth(folder: string, kind: Task['kind'], left: readonly Row[], right: readonly Row[]): Truth {
  const none = (): number => -1;
  if (kind === 'dedup') {
    const clusterOf = new Map(readRows(join(folder, 'clusters.csv')).map((row) => [row.id, row.cluster_id]));
    const clusters = left.map((row) => clusterOf.get(row.id!));
    const sizes = new Map<string | undefined, number>();
    for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
    const total = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
    return { labelOf: (a, b) => (clusters[a] === clusters[b] ? 1 : 0), splitOf: none, total, pairs: null, clusters };
  }
  const leftAt = new Map(left.map((row, at) => [row.id, at]));
  const rightAt = new Map(right.map((row, at) => [row.id, at]));
  const keyOf = (a: number, b: number): string => `${a},${b}`;
  const listed = readRows(join(folder, kind === 'pairs' ? 'pairs.csv' : 'truth.csv')).map((row) => ({
    left: leftAt.get(row.left_id)!,
    right: rightAt.get(row.right_id)!,
    label: row.label === undefined || row.label === '1',
    split: SPLITS.indexOf(row.split ?? ''),
  }));
  const matches = new Set(listed.filter(({ label }) => label).map((pair) => keyOf(pair.left, pair.right)));
  const splits = new Map(listed.map((pair) => [keyOf(pair.left, pair.right), pair.split]));
  return {
    labelOf: (a, b) => (matches.has(keyOf(a, b)) ? 1 : 0),
    splitOf: (a, b) => splits.get(keyOf(a, b)) ?? -1,
    total: matches.size,
    pairs: kind === 'pairs' ? listed.map((pair) => [pair.left, pair.right] as const) : null,
  };
}

for (const task of tasks) {
  const start = performance.now();
  const folder = join(dataDir, task);
  const { kind, cardinality, match_columns: columns } = JSON.parse(readFileSync(join(folder, 'task.json'), 'utf8')) as Task;
  const [leftColumns, rightColumns] = 'left' in columns ? [columns.left, columns.right] : [columns, columns];
  const isWithin = kind === 'dedup';
  const left = readRows(join(folder, isWithin ? 'records.csv' : 'left.csv'));
  const right = isWithin ? left : readRows(join(folder, 'right.csv'));
  const texts = { left: left.map((row) => textOf(row, leftColumns)), right: right.map((row) => textOf(row, rightColumns)) };
  const vectorSides = (from: string) => ({
    left: vectorsOf(from, task, isWithin ? 'records' : 'left', left.length),
    right: vectorsOf(from, task, isWithin ? 'records' : 'right', right.length),
  });
  const vectors = vectorSides(vectorsDir);
  const forms = lexicalTexts(texts);
  const lexical = await fitLexical(forms.left, isWithin ? forms.left : forms.right, job);
  const truth = readTruth(folder, kind, left, right);
  const count = { left: left.length, right: right.length };
  const pool = truth.pairs
    ? listPairs(truth.pairs, count.left)
    : await poolCandidates({ count, lexical, vectors, blocks: null, isWithin }, { candidatesPerRow: 10, score: 'hybrid' }, job);
  const lefts = leftOf(pool);
  const scored: CandidatePool = {
    ...pool,
    similarity: similarityOfPairs(vectors.left, vectors.right, lefts, pool.right),
    lexical: lexicalOfPairs(lexical, lefts, pool.right),
  };
  const found = new Float32Array(pool.right.length * (4 + EVIDENCE.length));
  let at = 0;
  const prepared = performance.now();
  await scorePool(
    scored,
    {
      texts,
      rowCounts: { left: new Uint32Array(count.left).fill(1), right: new Uint32Array(count.right).fill(1) },
      columns: leftColumns.map((name, column) => ({
        left: left.map((row) => cellOf(row, name)),
        right: right.map((row) => cellOf(row, rightColumns[column]!)),
      })),
      columnNames: leftColumns,
      qualifiers: [],
    },
    {
      score: 'hybrid',
      cardinality: cardinality === 'm:1' ? 'many-to-one' : 'many-to-many',
      task: kind === 'link' || kind === 'aggregate' ? 'link' : 'deduplicate',
    },
    job,
    (l, r, evidence) => {
      found.set([l, r, truth.labelOf(l, r), truth.splitOf(l, r)], at);
      found.set(evidence, at + 4);
      at += 4 + EVIDENCE.length;
    },
  );
  writeFileSync(join(outDir, `${task}.f32`), new Uint8Array(found.buffer));
  const { total, clusters } = truth;
  writeFileSync(
    join(outDir, `${task}.json`),
    JSON.stringify({ left: left.length, right: right.length, truth: total, kind, cardinality, clusters, evidence: EVIDENCE }),
  );
  const ms = (from: number, to: number): string => `${Math.round(to - from)} ms`;
  console.log(task, left.length, right.length, pool.right.length, ms(start, prepared), ms(prepared, performance.now()));
}

function listPairs(
  pairs: readonly (readonly [number, number])[],
  leftCount: number,
): { offsets: Uint32Array; right: Uint32Array } {
  const lists: Set<number>[] = Array.from({ length: leftCount }, () => new Set());
  for (const [left, right] of pairs) lists[left]!.add(right);
  const sorted = lists.map((list) => [...list].sort((a, b) => a - b));
  const offsets = new Uint32Array(leftCount + 1);
  sorted.forEach((list, left) => {
    offsets[left + 1] = offsets[left]! + list.length;
  });
  return { offsets, right: Uint32Array.from(sorted.flat()) };
}
