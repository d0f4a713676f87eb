import type { CellColumn } from '../model/types';
import { readText } from '../table/cell-bytes';
import { startOf } from '../table/cells';
import { columnOfTexts } from '../table/column-writer';
import { AUDIT_REASONS, type AuditFinding } from './audit';
import type { Truth } from './truth';

/** A finding with the row of the truth that it is about. */
export interface ListedFinding extends AuditFinding {
  readonly leftId: string;
  readonly rightId: string;
  readonly left: number | null;
  readonly right: number | null;
}

/** Findings as columns, so that hundreds of thousands cross from a worker without a word; `findingAt` reads one. */
export interface FindingColumns {
  readonly count: number;
  readonly truthRow: Uint32Array<ArrayBuffer>;
  /** Places in `AUDIT_REASONS`. */
  readonly reason: Uint8Array<ArrayBuffer>;
  /** `NONE` for no row. */
  readonly other: Uint32Array<ArrayBuffer>;
  readonly better: Uint32Array<ArrayBuffer>;
  readonly left: Uint32Array<ArrayBuffer>;
  readonly right: Uint32Array<ArrayBuffer>;
  readonly leftIds: CellColumn;
  readonly rightIds: CellColumn;
}

const NONE = 0xffff_ffff;

/** O(findings). */
export function findingColumns(findings: readonly AuditFinding[], truth: Truth): FindingColumns {
  const numbers = (of: (finding: AuditFinding) => number | null) => Uint32Array.from(findings, (finding) => of(finding) ?? NONE);
  const rowOf = ({ truthRow }: AuditFinding) => truth.rows[truthRow]!;
  return {
    count: findings.length,
    truthRow: numbers(({ truthRow }) => truthRow),
    reason: Uint8Array.from(findings, ({ reason }) => AUDIT_REASONS.indexOf(reason)),
    other: numbers(({ otherTruthRow }) => otherTruthRow),
    better: numbers(({ betterRow }) => betterRow),
    left: numbers((finding) => rowOf(finding).left),
    right: numbers((finding) => rowOf(finding).right),
    leftIds: columnOfTexts(findings.map((finding) => rowOf(finding).leftId)),
    rightIds: columnOfTexts(findings.map((finding) => rowOf(finding).rightId)),
  };
}

export function findingAt(columns: FindingColumns, at: number): ListedFinding {
  const rowOrNull = (row: number): number | null => (row === NONE ? null : row);
  return {
    truthRow: columns.truthRow[at]!,
    reason: AUDIT_REASONS[columns.reason[at]!]!,
    otherTruthRow: rowOrNull(columns.other[at]!),
    betterRow: rowOrNull(columns.better[at]!),
    left: rowOrNull(columns.left[at]!),
    right: rowOrNull(columns.right[at]!),
    leftId: textAt(columns.leftIds, at),
    rightId: textAt(columns.rightIds, at),
  };
}

const textAt = (column: CellColumn, at: number): string => readText(column.bytes, startOf(column, at), column.ends[at]!);

/** The buffers that move to another thread. */
export const findingBuffers = (columns: FindingColumns): ArrayBuffer[] => [
  columns.truthRow.buffer,
  columns.reason.buffer,
  columns.other.buffer,
  columns.better.buffer,
  columns.left.buffer,
  columns.right.buffer,
  ...[columns.leftIds, columns.rightIds].flatMap(({ bytes, ends }) => [bytes.buffer, ends.buffer]),
];
