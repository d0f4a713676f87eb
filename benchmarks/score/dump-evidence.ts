/**
 * The evidence of every candidate pair of a task, for `fit.py`: `<task>.f32`, rows of [left, right, label, split, evidence…], and `<task>.json`.
 * Vectors are files `<task>.<table>.f32`, row-major. Pairs are those of the engine's own pool; of labelled pairs those that are labelled. `refit.mjs` runs it.
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

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const SPLITS = ['train', 'valid', 'test'];

type Row = Record<string, string>;
interface Task {
  readonly kind: 'link' | 'aggregate' | 'dedup' | 'pairs';
  readonly cardinality: string;
  readonly match_columns: readonly string[] | { readonly left: readonly string[]; readonly right: readonly string[] };
}
/** Where tasks, their vectors and what is found are; `keep` is the share of right rows with a partner that stay, drawn by lot. */
export interface DumpPlan {
  readonly data: string;
  readonly vectors: string;
  readonly out: string;
  readonly keep?: number;
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
  const listed = readRows(join(folder, kind === 'pairs' ? 'pairs.csv' : 'truth.csv'))
    .filter((row) => rightAt.has(row.right_id))
    .map((row) => ({
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

/** The task as its file describes it. */
const readTask = (data: string, task: string): Task => JSON.parse(readFileSync(join(data, task, 'task.json'), 'utf8'));

/** Texts of the tables of a task as they are embedded, in small letters, by the names of the tables; none of a kind that is not scored. */
export function textsOfTask(data: string, task: string): Readonly<Record<string, readonly string[]>> {
  const { kind, match_columns: columns } = readTask(data, task);
  const tables = kind === 'dedup' ? ['records'] : ['link', 'aggregate', 'pairs'].includes(kind) ? ['left', 'right'] : [];
  return Object.fromEntries(
    tables.map((table) => {
      const names = 'left' in columns ? columns[table as 'left' | 'right'] : columns;
      return [table, readRows(join(data, task, `${table}.csv`)).map((row) => textOf(row, names).toLowerCase())];
    }),
  );
}

/** Right rows that stay where a share of those with a partner is taken away: which ones depends on task and id alone. */
function keptRows(folder: string, task: string, rows: readonly Row[], keep: number): readonly number[] {
  const paired = new Set(readRows(join(folder, 'truth.csv')).map((row) => row.right_id));
  const all = rows.map((_, at) => at);
  return all.filter((at) => !paired.has(rows[at]!.id) || lotOf(`${task} ${rows[at]!.id}`) < keep);
}

/** A number from 0 up to 1 that a text always draws: FNV-1a, mixed once more. */
function lotOf(text: string): number {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

function rowsOf({ dimensions, data, model }: VectorSet, rows: readonly number[]): VectorSet {
  const chosen = new Float32Array(rows.length * dimensions);
  for (const [at, row] of rows.entries()) chosen.set(data.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  return { model, dimensions, data: chosen };
}

/** Writes the evidence of one task. */
export async function dumpTask(
  { data: dataDir, vectors: vectorsDir, out: outDir, keep = 1 }: DumpPlan,
  task: string,
): Promise<void> {
  mkdirSync(outDir, { recursive: true });
  const start = performance.now();
  const folder = join(dataDir, task);
  const { kind, cardinality, match_columns: columns } = readTask(dataDir, task);
  const [leftColumns, rightColumns] = 'left' in columns ? [columns.left, columns.right] : [columns, columns];
  const isWithin = kind === 'dedup';
  const left = readRows(join(folder, isWithin ? 'records.csv' : 'left.csv'));
  const rightRows = isWithin ? left : readRows(join(folder, 'right.csv'));
  const kept = keep < 1 ? keptRows(folder, task, rightRows, keep) : rightRows.map((_, at) => at);
  const right = isWithin ? left : kept.map((at) => rightRows[at]!);
  const texts = { left: left.map((row) => textOf(row, leftColumns)), right: right.map((row) => textOf(row, rightColumns)) };
  const read = (table: string, count: number): VectorSet => vectorsOf(vectorsDir, task, table, count);
  const records = isWithin ? read('records', left.length) : null;
  const vectors = {
    left: records ?? read('left', left.length),
    right: records ?? rowsOf(read('right', rightRows.length), kept),
  };
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
