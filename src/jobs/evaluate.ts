import { averagePrecision, bestPoint, thresholdCurve } from '../core/evaluation/curve';
import { evaluateLinkage } from '../core/evaluation/evaluate-linkage';
import { findingBuffers, findingColumns } from '../core/evaluation/finding-columns';
import { guessColumn, guessFile, readTruth } from '../core/evaluation/truth-source';
import type { Handlers } from '../rpc/serve';

/** Reads a truth and measures a linkage against it. */
export const evaluate: NonNullable<Handlers['evaluate']> = async ({ source, ...linkage }) => {
  const truth = readTruth(source, linkage.named);
  const { findings, ...figures } = evaluateLinkage({ ...linkage, truth, ids: source.ids });
  const columns = findingColumns(findings, truth);
  const answer = { ...figures, findings: columns, truthRows: truth.rows.length, isLabelled: truth.isLabelled };
  return { answer, transfer: findingBuffers(columns) };
};

/** In which columns of a file a truth stands. */
export const guessTruthFile: NonNullable<Handlers['guessTruthFile']> = async ({ table, tables, recordIds }) => ({
  answer: guessFile(table, tables, recordIds),
});

/** In which column of the left table a truth stands. */
export const guessTruthColumn: NonNullable<Handlers['guessTruthColumn']> = async ({ tables, recordIds }) => ({
  answer: guessColumn(tables, recordIds),
});

/** Scores of given pairs against their answers, 1 for a match. */
export const evaluateScores: NonNullable<Handlers['evaluateScores']> = async ({ scores, isTrue }) => {
  const truePairs = isTrue.reduce((sum, label) => sum + label, 0);
  const curve = thresholdCurve(scores, isTrue, truePairs);
  return { answer: { truePairs, averagePrecision: averagePrecision(curve), curve, best: bestPoint(curve) } };
};
