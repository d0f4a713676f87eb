import { buildSmallDataset, namedSource } from '../files/build-dataset';
import { createTableBuilder } from '../files/table-builder';
import type { CandidateSet, Dataset } from '../model/types';

/** A dataset out of rows of cells, for tests. */
export function tableOf(columns: readonly string[], rows: readonly (readonly string[])[], fileName = 'table.csv'): Dataset {
  const builder = createTableBuilder();
  builder.addRow([...columns], 0);
  rows.forEach((row, at) => {
    builder.addRow([...row], at + 1);
  });
  return buildSmallDataset(builder.finish(), namedSource(fileName), { headerRow: 0 });
}

/** Candidates out of scored pairs, for tests. */
export function candidatesOf(
  leftCount: number,
  rightCount: number,
  pairs: readonly { readonly left: number; readonly right: number; readonly score: number }[],
): CandidateSet {
  const sorted = [...pairs].sort((a, b) => a.left - b.left || b.score - a.score || a.right - b.right);
  const offsets = new Uint32Array(leftCount + 1);
  for (const { left } of sorted) offsets[left + 1]!++;
  for (let left = 0; left < leftCount; left++) offsets[left + 1]! += offsets[left]!;
  return {
    leftCount,
    rightCount,
    offsets,
    right: Uint32Array.from(sorted, ({ right }) => right),
    similarity: new Float32Array(sorted.length).fill(Number.NaN),
    lexical: new Float32Array(sorted.length).fill(Number.NaN),
    matchScore: Float32Array.from(sorted, ({ score }) => score),
  };
}
