import { estimateShare } from '../evaluation/intervals';
import { traitsOf } from '../variants/signs';
import { adviseOn } from './advise';
import type { Contest } from './contest';
import { thresholdOf } from './one-sided';
import type { Outcome } from './outcomes';
import type { KindProbes, ProbePlan } from './probes';
import type { OtherSpot, SameSpot, ThresholdPreview, WeakSpotExample, WeakSpotReport } from './weak-spots';

const EXAMPLES = 3;
const THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

export interface Contests {
  readonly dense: ReadonlyMap<KindProbes, Contest>;
  readonly scored: ReadonlyMap<KindProbes, Contest>;
  readonly wonBy: ReadonlyMap<KindProbes, Contest>;
}

/** Figures, examples and advice of all kinds, the worst first. O(variants). */
export function reportSpots(plan: ProbePlan, outcomes: readonly Outcome[], { dense, scored, wonBy }: Contests): WeakSpotReport {
  const threshold = thresholdOf(plan.settings);
  const shareOf = (list: readonly boolean[]) => estimateShare(list.filter(Boolean).length, list.length);
  const won = (contest: Contest | undefined) => estimateShare(contest?.won ?? 0, contest?.count ?? 0);
  const same: SameSpot[] = [];
  const others: OtherSpot[] = [];
  for (const outcome of outcomes) {
    const { probes, isFirst, scores, denseFirst, similarity } = outcome;
    const base = {
      kind: probes.kind.id,
      count: isFirst.length,
      similarityLost: similarity && 1 - similarity.reduce((sum, value) => sum + value, 0) / similarity.length,
      examples: examplesOf(plan, outcome, threshold),
    };
    if (probes.kind.isSame) {
      const spot = {
        ...base,
        dense: denseFirst && { first: shareOf(denseFirst), beaten: won(dense.get(probes)) },
        score: { first: shareOf(isFirst), beaten: won(scored.get(probes)) },
        linked: shareOf(isFirst.map((is, at) => is && scores[at]! >= threshold)),
      };
      same.push({
        ...spot,
        advice: adviseOn(spot, plan, ...missedColumn(outcome, (at) => !isFirst[at])),
      });
    } else {
      const spot = { ...base, passed: shareOf(scores.map((score) => score >= threshold)), won: won(wonBy.get(probes)) };
      others.push({
        ...spot,
        advice: adviseOn(spot, plan, ...missedColumn(outcome, (at) => scores[at]! >= threshold)),
      });
    }
  }
  same.sort((a, b) => a.score.first.value - b.score.first.value || (b.similarityLost ?? 0) - (a.similarityLost ?? 0));
  others.sort((a, b) => b.passed.value - a.passed.value || b.won.value - a.won.value);
  return {
    seed: plan.seed,
    sampled: plan.sample.length,
    compared: plan.rows.rowCount,
    variants: outcomes.reduce((sum, { isFirst }) => sum + isFirst.length, 0),
    threshold,
    same,
    others,
    thresholds: [...new Set([...THRESHOLDS, threshold])].sort((a, b) => a - b).map((at) => previewAt(at, outcomes)),
  };
}

function previewAt(threshold: number, outcomes: readonly Outcome[]): ThresholdPreview {
  const meanOver = (isSame: boolean, counts: (outcome: Outcome, at: number) => boolean): number => {
    const kinds = outcomes.filter(({ probes }) => probes.kind.isSame === isSame);
    const shares = kinds.map((one) => one.scores.filter((_, at) => counts(one, at)).length / one.scores.length);
    return shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  return {
    threshold,
    linked: meanOver(true, ({ isFirst, scores }, at) => isFirst[at]! && scores[at]! >= threshold),
    passed: meanOver(false, ({ scores }, at) => scores[at]! >= threshold),
  };
}

/** Those that went wrong, worst first; of kinds that never do, the nearest to it. */
function examplesOf(plan: ProbePlan, outcome: Outcome, threshold: number): WeakSpotExample[] {
  const { probes, isFirst, scores, found } = outcome;
  const isSame = probes.kind.isSame;
  const badness = (at: number): number => (isSame ? (isFirst[at] ? 0 : 2) - scores[at]! : scores[at]! - threshold);
  return [...scores.keys()]
    .sort((a, b) => badness(b) - badness(a) || a - b)
    .slice(0, EXAMPLES)
    .map((at) => {
      const other = isSame ? found[at]! : null;
      return {
        row: probes.rowOf[at]!,
        ...probes.changes[at]!,
        isRight: isSame ? isFirst[at]! : scores[at]! < threshold,
        found:
          other === null
            ? null
            : plan.settings.on.left
                .map((name) => plan.rows.columns.get(name)![other]!)
                .join(' ')
                .trim(),
      };
    });
}

/**
 * The column that most of what went wrong was changed in, that of most variants where nothing did (ties: the first), and whether most of its
 * changed cells have more digits than letters.
 */
function missedColumn({ probes, isFirst }: Outcome, isMissed: (at: number) => boolean): readonly [string, boolean] {
  const counts = new Map<string, { missed: number; all: number; figures: number }>();
  isFirst.forEach((_, at) => {
    const { column, original } = probes.changes[at]!;
    const counted = counts.get(column) ?? { missed: 0, all: 0, figures: 0 };
    const { digits, letters } = traitsOf(original);
    counted.all++;
    if (isMissed(at)) counted.missed++;
    if (digits > letters) counted.figures++;
    counts.set(column, counted);
  });
  const [column, { all, figures }] = [...counts].sort(([, a], [, b]) => b.missed - a.missed || b.all - a.all)[0]!;
  return [column, figures * 2 > all];
}
