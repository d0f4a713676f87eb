import type { AuditFinding } from '../../core/evaluation/audit';
import type { Truth } from '../../core/evaluation/truth';
import type { ListedTable } from '../../core/export/export-table';
import type { Dataset, Sides } from '../../core/model/types';
import { rowText } from '../../core/table/row-text';

/** A finding with the texts that show why. */
export interface AuditLine {
  readonly finding: AuditFinding;
  /** 1-based row of the truth. */
  readonly row: number;
  readonly leftId: string;
  readonly rightId: string;
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

export function auditLine(finding: AuditFinding, truth: Truth, texts: AuditTexts): AuditLine {
  const { leftId, rightId, left, right } = truth.rows[finding.truthRow]!;
  const betterSide = finding.reason === 'left-id-spelling' ? 'left' : 'right';
  const better = finding.betterRow === null ? '' : textOf(texts, betterSide, finding.betterRow);
  const other = finding.otherTruthRow === null ? '' : texts.truthRowName(finding.otherTruthRow + 1);
  return {
    finding,
    row: finding.truthRow + 1,
    leftId,
    rightId,
    leftText: left === null ? '' : textOf(texts, 'left', left),
    rightText: right === null ? '' : textOf(texts, 'right', right),
    otherText: better || other,
  };
}

/** The findings as a table to save. */
export function auditExport(lines: readonly AuditLine[], sentenceOf: (line: AuditLine) => string): ListedTable {
  return {
    columns: ['truth_row', 'left_id', 'right_id', 'reason', 'explanation', 'left_text', 'right_text', 'other'],
    rows: lines.map((line) => [
      String(line.row),
      line.leftId,
      line.rightId,
      line.finding.reason,
      sentenceOf(line),
      line.leftText,
      line.rightText,
      line.otherText,
    ]),
  };
}

const textOf = ({ tables, on }: AuditTexts, side: 'left' | 'right', row: number): string => rowText(tables[side], on[side])(row);
