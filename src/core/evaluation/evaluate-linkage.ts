import type { CandidateSet, Cardinality, Dataset, Sides } from '../model/types';
import { cellsNamed } from '../table/cells';
import { type AuditFinding, auditTruth, suspectRows } from './audit';
import { averagePrecision, bestPoint, type CurvePoint, type ThresholdCurve, thinCurve } from './curve';
import { type JudgeOptions, judgePairs } from './judged-pairs';
import { type LinkAccuracy, measureLinks, measureRanks, measureThresholds, type RankAccuracy } from './link-metrics';
import { relateTexts } from './text-relation';
import type { IdColumns, Truth } from './truth';

/** What was found about one linkage. */
export interface LinkageFigures extends LinkAccuracy, RankAccuracy {
  readonly curve: ThresholdCurve;
  readonly averagePrecision: number;
  /** The point of greatest F1 of the curve; null where there are no candidates. Chosen on the truth itself: an upper bound. */
  readonly best: CurvePoint | null;
}

export interface LinkageEvaluation {
  /** All of the truth. */
  readonly all: LinkageFigures;
  /** Without the rows that look wrong. */
  readonly withoutSuspects: LinkageFigures;
  readonly findings: readonly AuditFinding[];
  /** Rows of the truth that are left out in `withoutSuspects`. */
  readonly suspects: number;
}

/** Links, one a place. */
export interface LinkedRows {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
}

export interface LinkageToEvaluate {
  /** As they are compared. */
  readonly tables: Sides<Dataset>;
  /** As they were read: ids stand here. */
  readonly named: Sides<Dataset>;
  readonly on: Sides<readonly string[]>;
  readonly ids: IdColumns;
  readonly truth: Truth;
  readonly candidates: CandidateSet;
  readonly links: LinkedRows;
  readonly cardinality: Cardinality;
  readonly coverage: JudgeOptions['coverage'];
}

/** Points of a curve that are handed over: more cannot be seen. */
const CURVE_POINTS = 400;

/**
 * A linkage against a truth: figures with intervals, curves, and an audit of the truth itself, with the figures with and without the
 * rows that look wrong. O(truth + candidates · log).
 *
 * @throws AppError `input/unknown-column`
 */
export function evaluateLinkage(input: LinkageToEvaluate): LinkageEvaluation {
  const { tables, named, truth, candidates, cardinality } = input;
  const idCells = (side: 'left' | 'right'): readonly string[] => {
    const column = input.ids[side];
    return column === null ? [] : cellsNamed(named[side], column);
  };
  const findings = auditTruth({
    truth,
    cardinality,
    candidates,
    texts: relateTexts(tables, input.on),
    ids: { left: idCells('left'), right: idCells('right') },
  });
  const without = suspectRows(findings);
  const all = figuresOf(input, {});
  return {
    all,
    withoutSuspects: without.size === 0 ? all : figuresOf(input, { without }),
    findings,
    suspects: without.size,
  };
}

function figuresOf(input: LinkageToEvaluate, options: Pick<JudgeOptions, 'without'>): LinkageFigures {
  const pairs = judgePairs(input.truth, { coverage: input.coverage, ...options });
  const curve = measureThresholds(input.candidates, input.cardinality, pairs);
  return {
    ...measureLinks(eachLink(input.links), pairs),
    ...measureRanks(input.candidates, pairs),
    curve: thinCurve(curve, CURVE_POINTS),
    averagePrecision: averagePrecision(curve),
    best: bestPoint(curve),
  };
}

function* eachLink({ left, right }: LinkedRows): Generator<{ readonly left: number; readonly right: number }> {
  for (let at = 0; at < left.length; at++) yield { left: left[at]!, right: right[at]! };
}
