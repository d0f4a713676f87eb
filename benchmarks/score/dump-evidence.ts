/**
 * Writes the evidence of every candidate pair of the given tasks, for `fit.py`:
 * `node dump-evidence.mjs DATA_DIR VECTORS_DIR OUT_DIR TASK…` → `<task>.f32` rows of [left text, right text, label, identical, evidence…].
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { EVIDENCE } from '../../src/core/candidates/evidence';
import { findCandidates } from '../../src/core/candidates/find-candidates';
import type { Job, TextSet, VectorSet } from '../../src/core/model/types';

const [dataDir, vectorsDir, outDir, ...tasks] = process.argv.slice(2) as [string, string, string, ...string[]];
const job: Job = { signal: new AbortController().signal, progress: () => {} };
mkdirSync(outDir, { recursive: true });

interface Task {
  readonly match_columns: readonly string[] | { readonly left: readonly string[]; readonly right: readonly string[] };
}

const readRows = (path: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(readFileSync(path, 'utf8').replace(/^\ufeff/u, ''), { header: true, skipEmptyLines: true })
    .data;

function textsOf(rows: readonly Record<string, string>[], columns: readonly string[]): TextSet {
  return {
    texts: rows.map((row) =>
      columns
        .map((name) => (row[name] ?? '').trim())
        .filter(Boolean)
        .join(' '),
    ),
    textOf: Uint32Array.from(rows, (_, index) => index),
  };
}

function vectorsOf(task: string, side: string): VectorSet | null {
  const path = join(vectorsDir, `${task}.${side}.f32`);
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  return { model: 'rowlink-small', dimensions: 384, data: new Float32Array(new Uint8Array(bytes).buffer) };
}

for (const task of tasks) {
  const folder = join(dataDir, task);
  const { match_columns: columns } = JSON.parse(readFileSync(join(folder, 'task.json'), 'utf8')) as Task;
  const [leftColumns, rightColumns] = 'left' in columns ? [columns.left, columns.right] : [columns, columns];
  const left = readRows(join(folder, 'left.csv'));
  const right = readRows(join(folder, 'right.csv'));
  const truth = new Set(readRows(join(folder, 'truth.csv')).map((row) => `${row.left_id}\t${row.right_id}`));
  const found: number[] = [];
  const start = performance.now();
  await findCandidates(
    {
      left: { texts: textsOf(left, leftColumns), vectors: vectorsOf(task, 'left') },
      right: { texts: textsOf(right, rightColumns), vectors: vectorsOf(task, 'right') },
    },
    { candidatesPerRow: 10, score: 'hybrid' },
    job,
    (leftText, rightText, evidence, isIdentical) => {
      const label = truth.has(`${left[leftText]!.id}\t${right[rightText]!.id}`) ? 1 : 0;
      found.push(leftText, rightText, label, isIdentical ? 1 : 0, ...evidence);
    },
  );
  writeFileSync(join(outDir, `${task}.f32`), new Uint8Array(Float32Array.from(found).buffer));
  writeFileSync(
    join(outDir, `${task}.json`),
    JSON.stringify({ left: left.length, right: right.length, truth: truth.size, evidence: EVIDENCE }),
  );
  console.log(
    task,
    left.length,
    right.length,
    found.length / (4 + EVIDENCE.length),
    `${Math.round(performance.now() - start)} ms`,
  );
}
