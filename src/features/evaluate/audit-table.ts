import { type FindingColumns, findingAt, type ListedFinding } from '../../core/evaluation/finding-columns';
import type { PlannedTable } from '../../core/export/planned-table';
import type { Dataset, Sides } from '../../core/model/types';
import { rowText } from '../../core/table/row-text';

/** A finding with the texts that show why. */
export interface AuditLine {
  readonly finding: ListedFinding;
  /** 1-based row of the truth. */
  readonly row: number;
  readonly leftText: string;
  readonly rightText: string;
  /** The record that would fit better, or the row of the truth it clashes with; empty where there is neither. */
  readonly otherText: string;
}

export interface AuditTexts {
  readonly tables: Sides<Dataset>;
  readonly on: Sides<readonly string[]>;
  /** How a row of the truth is called. */
  readonly truthRowName: (row: number) => string;
}

export function auditLine(finding: ListedFinding, texts: AuditTexts): AuditLine {
  const { left, right } = finding;
  const betterSide = finding.reason === 'left-id-spelling' ? 'left' : 'right';
  const better = finding.betterRow === null ? '' : textOf(texts, betterSide, finding.betterRow);
  const other = finding.otherTruthRow === null ? '' : texts.truthRowName(finding.otherTruthRow + 1);
  return {
    finding,
    row: finding.truthRow + 1,
    leftText: left === null ? '' : textOf(texts, 'left', left),
    rightText: right === null ? '' : textOf(texts, 'right', right),
    otherText: better || other,
  };
}

/** All findings as a table to save: a line is made when it is written. */
export function auditExport(
  findings: FindingColumns,
  texts: AuditTexts,
  sentenceOf: (finding: ListedFinding) => string,
): PlannedTable {
  let held: { readonly at: number; readonly line: AuditLine } | null = null;
  const lineAt = (at: number): AuditLine => {
    if (held?.at !== at) held = { at, line: auditLine(findingAt(findings, at), texts) };
    return held.line;
  };
  const column = (name: string, of: (line: AuditLine) => string) => ({ name, text: (at: number) => of(lineAt(at)) });
  return {
    columns: [
      column('truth_row', ({ row }) => String(row)),
      column('left_id', ({ finding }) => finding.leftId),
      column('right_id', ({ finding }) => finding.rightId),
      column('reason', ({ finding }) => finding.reason),
      column('explanation', ({ finding }) => sentenceOf(finding)),
      column('left_text', ({ leftText }) => leftText),
      column('right_text', ({ rightText }) => rightText),
      column('other', ({ otherText }) => otherText),
    ],
    rowCount: findings.count,
  };
}

const textOf = ({ tables, on }: AuditTexts, side: 'left' | 'right', row: number): string => rowText(tables[side], on[side])(row);
