import { leftIsUnique, rightIsUnique } from '../decisions/verdicts';
import type { CandidateSet, Cardinality, Sides } from '../model/types';
import { idShape } from './id-shape';
import type { TextRelation } from './text-relation';
import type { Truth } from './truth';

/** Why a row of the truth looks wrong. The sentences live in the translations, under `evaluate.reasons`. */
export const AUDIT_REASONS = [
  'empty-id',
  'unknown-left-id',
  'unknown-right-id',
  'left-id-spelling',
  'right-id-spelling',
  'repeated-pair',
  'contradiction',
  'left-linked-twice',
  'right-linked-twice',
  'equal-texts-differ',
  'identical-non-match',
  'identical-elsewhere',
  'better-elsewhere',
] as const;
export type AuditReason = (typeof AUDIT_REASONS)[number];

export interface AuditFinding {
  /** Place in `Truth.rows`. */
  readonly truthRow: number;
  readonly reason: AuditReason;
  /** Another row of the truth that it clashes with; null where there is none. */
  readonly otherTruthRow: number | null;
  /** A row of the table that would fit better: a right row, for `left-id-spelling` a left one; null where there is none. */
  readonly betterRow: number | null;
}

/** A pair listed twice does no harm: figures count it once. */
const HARMLESS: ReadonlySet<AuditReason> = new Set(['repeated-pair']);

export interface AuditInput {
  readonly truth: Truth;
  readonly cardinality: Cardinality;
  /** Texts of both tables and how they relate; null audits ids and labels only. */
  readonly texts: TextRelation | null;
  /** What the engine found; null leaves out what is found by comparing with it. */
  readonly candidates: CandidateSet | null;
  /** Ids as the tables have them, row by row. */
  readonly ids: Sides<readonly string[]>;
}

/** A candidate this good against a partner that shares nothing is worth a look. */
const FAR_BETTER = 0.9;
const SHARES_NOTHING = 0.1;

/**
 * Rows of the truth that look wrong, by row, each with every reason that holds. Nothing is changed or left out: a person decides.
 * Which row of a contradiction is the wrong one cannot be known, so all of them are listed. A better partner is only reported
 * where no other left row with an equal text has it for a true one. O(truth + candidates).
 */
export function auditTruth(input: AuditInput): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const report = (
    truthRow: number,
    reason: AuditReason,
    other: { readonly otherTruthRow?: number; readonly betterRow?: number } = {},
  ): void => {
    findings.push({ truthRow, reason, otherTruthRow: other.otherTruthRow ?? null, betterRow: other.betterRow ?? null });
  };
  auditIds(input, report);
  auditRepeats(input, report);
  auditCardinality(input, report);
  if (input.texts) {
    auditEqualTexts(input, input.texts, report);
    auditPartners(input, input.texts, report);
  }
  const place = (reason: AuditReason): number => AUDIT_REASONS.indexOf(reason);
  return findings.sort((a, b) => a.truthRow - b.truthRow || place(a.reason) - place(b.reason));
}

/** Rows of the truth to leave out for the figures without what looks wrong. */
export function suspectRows(findings: readonly AuditFinding[]): Set<number> {
  return new Set(findings.filter(({ reason }) => !HARMLESS.has(reason)).map(({ truthRow }) => truthRow));
}

type Report = (
  truthRow: number,
  reason: AuditReason,
  other?: { readonly otherTruthRow?: number; readonly betterRow?: number },
) => void;

function auditIds({ truth, ids }: AuditInput, report: Report): void {
  const shapes = { left: shapeIndex(ids.left), right: shapeIndex(ids.right) };
  for (const [at, { leftId, rightId, left, right }] of truth.rows.entries()) {
    if (leftId === '' || rightId === '') {
      report(at, 'empty-id');
      continue;
    }
    if (left === null) reportUnknown(at, 'left', leftId);
    if (right === null) reportUnknown(at, 'right', rightId);
  }
  function reportUnknown(at: number, side: 'left' | 'right', id: string): void {
    const alike = shapes[side].get(idShape(id));
    if (alike === undefined || alike < 0) report(at, `unknown-${side}-id`);
    else report(at, `${side}-id-spelling`, { betterRow: alike });
  }
}

/** Row of every id by its shape; −1 where several ids have it. */
function shapeIndex(ids: readonly string[]): Map<string, number> {
  const rowOf = new Map<string, number>();
  const idOf = new Map<string, string>();
  ids.forEach((cell, row) => {
    const id = cell.trim();
    const shape = idShape(id);
    if (shape === '') return;
    if (!rowOf.has(shape)) {
      rowOf.set(shape, row);
      idOf.set(shape, id);
    } else if (idOf.get(shape) !== id) rowOf.set(shape, -1);
  });
  return rowOf;
}

function auditRepeats({ truth }: AuditInput, report: Report): void {
  const first = new Map<string, number>();
  const firstOther = new Map<string, number>();
  truth.rows.forEach(({ leftId, rightId, isMatch }, at) => {
    if (leftId === '' || rightId === '') return;
    const key = JSON.stringify([leftId, rightId]);
    const before = first.get(key);
    if (before === undefined) first.set(key, at);
    else if (truth.rows[before]!.isMatch === isMatch) report(at, 'repeated-pair', { otherTruthRow: before });
    else if (!firstOther.has(key)) {
      firstOther.set(key, at);
      report(before, 'contradiction', { otherTruthRow: at });
      report(at, 'contradiction', { otherTruthRow: before });
    } else report(at, 'contradiction', { otherTruthRow: before });
  });
}

function auditCardinality({ truth, cardinality }: AuditInput, report: Report): void {
  if (leftIsUnique(cardinality)) auditOnce(truth, 'left', report);
  if (rightIsUnique(cardinality)) auditOnce(truth, 'right', report);
}

function auditOnce(truth: Truth, side: 'left' | 'right', report: Report): void {
  const idOf = side === 'left' ? ('leftId' as const) : ('rightId' as const);
  const otherOf = side === 'left' ? ('rightId' as const) : ('leftId' as const);
  const seen = new Map<string, number[]>();
  truth.rows.forEach((row, at) => {
    if (!row.isMatch || row.left === null || row.right === null) return;
    const rows = seen.get(row[idOf]) ?? [];
    if (!rows.some((other) => truth.rows[other]![otherOf] === row[otherOf])) rows.push(at);
    seen.set(row[idOf], rows);
  });
  for (const rows of seen.values()) {
    if (rows.length < 2) continue;
    for (const at of rows) report(at, `${side}-linked-twice`, { otherTruthRow: at === rows[0] ? rows[1]! : rows[0]! });
  }
}

/** Pairs of equal texts with different labels, and equal texts that are said not to match. Only where non-matches are listed. */
function auditEqualTexts({ truth }: AuditInput, texts: TextRelation, report: Report): void {
  if (!truth.isLabelled) return;
  const first = new Map<string, Map<boolean, number>>();
  truth.rows.forEach(({ left, right, isMatch }, at) => {
    if (left === null || right === null) return;
    const key = texts.pairKey(left, right);
    const labels = first.get(key) ?? new Map<boolean, number>();
    if (!labels.has(isMatch)) labels.set(isMatch, at);
    first.set(key, labels);
  });
  truth.rows.forEach(({ left, right, leftId, rightId, isMatch }, at) => {
    if (left === null || right === null) return;
    const other = first.get(texts.pairKey(left, right))!.get(!isMatch);
    const isSamePair = other !== undefined && truth.rows[other]!.leftId === leftId && truth.rows[other]!.rightId === rightId;
    if (other !== undefined && !isSamePair) report(at, 'equal-texts-differ', { otherTruthRow: other });
    else if (!isMatch && texts.areEqual(left, right)) report(at, 'identical-non-match');
  });
}

function auditPartners({ truth, candidates }: AuditInput, texts: TextRelation, report: Report): void {
  const rightCount = truth.recordOf.right.length;
  const keyOf = (left: number, right: number): number => left * rightCount + truth.recordOf.right[right]!;
  const pairs = new Set<number>();
  const claimedByText = new Set<number>();
  const claimedByEqual = new Set<number>();
  for (const { left, right, isMatch } of truth.rows) {
    if (!isMatch || left === null || right === null) continue;
    pairs.add(keyOf(truth.recordOf.left[left]!, right));
    claimedByText.add(keyOf(texts.leftText(left), right));
    if (texts.areEqual(left, right)) claimedByEqual.add(truth.recordOf.right[right]!);
  }
  const isFree = (left: number, right: number): boolean =>
    !pairs.has(keyOf(truth.recordOf.left[left]!, right)) &&
    !claimedByText.has(keyOf(texts.leftText(left), right)) &&
    !claimedByEqual.has(truth.recordOf.right[right]!);
  for (const [at, { left, right, isMatch }] of truth.rows.entries()) {
    if (!isMatch || left === null || right === null || texts.areEqual(left, right)) continue;
    const identical = texts.rightRowsEqualTo(left).find((row) => isFree(left, row));
    const better = identical ?? (candidates && farBetter(candidates, texts, left, right));
    if (better === null || better === undefined || !isFree(left, better)) continue;
    report(at, identical === undefined ? 'better-elsewhere' : 'identical-elsewhere', { betterRow: better });
  }
}

/** The best candidate, where it is far better than a partner that shares nothing; null elsewhere. */
function farBetter(candidates: CandidateSet, texts: TextRelation, left: number, right: number): number | null {
  const from = candidates.offsets[left]!;
  if (from === candidates.offsets[left + 1]! || texts.areForeign(left, right)) return null;
  const best = candidates.right[from]!;
  const isFar = candidates.matchScore[from]! >= FAR_BETTER && ownScore(candidates, left, right) <= SHARES_NOTHING;
  return isFar && !texts.shareAnything(left, right) && texts.shareAnything(left, best) ? best : null;
}

/** Match score of a pair, 0 where it is no candidate. */
function ownScore(candidates: CandidateSet, left: number, right: number): number {
  for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]!; at++) {
    if (candidates.right[at] === right) return candidates.matchScore[at]!;
  }
  return 0;
}
