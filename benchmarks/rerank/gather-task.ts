import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitLexical } from '../../src/core/candidates/lexical/lexical-index';
import { type CandidatePool, poolCandidates } from '../../src/core/candidates/pool';
import { RERANK_FEATURES } from '../../src/core/candidates/rerank/gather-features';
import { createEvidence } from '../../src/core/candidates/score/evidence';
import { judgeForRerank, type ScoringSettings } from '../../src/core/candidates/score/judge-pairs';
import type { Cardinality, Job, VectorSet } from '../../src/core/model/types';
import { lexicalTexts } from '../../src/core/text/lexical-text';
import { pairKey } from '../metrics.mjs';
import type { LinkageTask, TaskTable } from '../task.mjs';

/** The candidates of a linkage as the engine judges them, with what a re-ranker hears of each. */
export interface GatheredTask {
  readonly name: string;
  readonly model: string;
  readonly cardinality: Cardinality;
  readonly pool: CandidatePool;
  readonly lefts: Uint32Array;
  readonly counts: { readonly left: number; readonly right: number };
  readonly logits: Float64Array;
  readonly isCertain: Uint8Array;
  readonly isMatch: Uint8Array;
  readonly isNear: Uint8Array;
  readonly features: Float32Array;
  /** True pairs, found or not. */
  readonly matches: number;
  /** Milliseconds of judging, what the re-ranker hears included. */
  readonly judgeMs: number;
}

const CARDINALITIES: Readonly<Record<string, Cardinality>> = {
  '1:1': 'one-to-one',
  'm:1': 'many-to-one',
  '1:m': 'one-to-many',
  'm:m': 'many-to-many',
};
const job: Job = { signal: new AbortController().signal, progress: () => {} };

/** @param folder vectors of one model, `<task>.left.f32` and `<task>.right.f32`, a row a row of the table; null where they are missing */
export async function gatherTask(task: LinkageTask, model: string, folder: string): Promise<GatheredTask | null> {
  const paths = { left: join(folder, `${task.name}.left.f32`), right: join(folder, `${task.name}.right.f32`) };
  if (!existsSync(paths.left) || !existsSync(paths.right)) return null;
  const cells = { left: cellsOf(task.left, task.leftOn), right: cellsOf(task.right, task.rightOn) };
  const texts = { left: textsOf(cells.left, task.left.rows.length), right: textsOf(cells.right, task.right.rows.length) };
  const vectors = {
    left: readVectors(paths.left, texts.left.length, model),
    right: readVectors(paths.right, texts.right.length, model),
  };
  const forms = lexicalTexts(texts);
  const lexical = await fitLexical(forms.left, forms.right, job);
  const counts = { left: texts.left.length, right: texts.right.length };
  const input = { count: counts, lexical, vectors, blocks: null, isWithin: false };
  const pool = await poolCandidates(input, { candidatesPerRow: 10, score: 'hybrid' }, job);
  const cardinality = CARDINALITIES[task.cardinality]!;
  const settings: ScoringSettings = { score: 'hybrid', task: 'link', cardinality, rerank: 'off' };
  const evidence = createEvidence(texts, forms);
  const started = performance.now();
  const { logits, isCertain, features } = await judgeForRerank(
    pool,
    {
      texts,
      rowCounts: { left: new Uint32Array(counts.left).fill(1), right: new Uint32Array(counts.right).fill(1) },
      columns: task.leftOn.flatMap((_, at) =>
        at < task.rightOn.length ? [{ left: cells.left[at]!, right: cells.right[at]! }] : [],
      ),
      columnNames: task.leftOn.slice(0, task.rightOn.length),
      qualifiers: [],
      evidence,
    },
    settings,
    job,
  );
  const judged = performance.now();
  const lefts = new Uint32Array(pool.right.length);
  for (let left = 0; left < counts.left; left++) lefts.fill(left, pool.offsets[left]!, pool.offsets[left + 1]!);
  return {
    name: task.name,
    model,
    cardinality,
    pool,
    lefts,
    counts,
    logits,
    isCertain,
    isMatch: Uint8Array.from(pool.right, (right, at) => Number(task.truth.has(pairKey(lefts[at]!, right)))),
    isNear: features.isNear,
    features: features.data,
    matches: task.truth.size,
    judgeMs: judged - started,
  };
}

export const WIDTH = RERANK_FEATURES.length;

const cellsOf = (table: TaskTable, names: readonly string[]): string[][] =>
  names.map((name) => {
    const at = table.columns.indexOf(name);
    return table.rows.map((row) => (row[at] ?? '').replace(/\s+/gu, ' ').trim());
  });

const textsOf = (columns: readonly (readonly string[])[], rows: number): string[] =>
  Array.from({ length: rows }, (_, row) =>
    columns
      .map((cells) => cells[row]!)
      .filter(Boolean)
      .join(' '),
  );

function readVectors(path: string, rows: number, model: string): VectorSet {
  const data = new Float32Array(new Uint8Array(readFileSync(path)).buffer);
  return { model, dimensions: data.length / rows, data };
}
