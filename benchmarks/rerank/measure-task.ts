import { changeBy } from '../../src/core/candidates/rerank/rerank-pool';
import { settleCompetition } from '../../src/core/candidates/score/beliefs';
import { AUTO_THRESHOLD, IDENTICAL_SCORE, scoreOf } from '../../src/core/candidates/score/match-score';
import { calibrationError } from '../../src/core/learning/calibration-error';
import { type GatheredTask, WIDTH } from './gather-task';

/** Figures of a task, each 0…1. */
export interface TaskFigures {
  /** Share of true pairs whose right row is the best candidate of its left row. */
  readonly recall: number;
  /** Best F1 over all thresholds, and F1 at the automatic one, of greedy acceptance under the cardinality. */
  readonly bestF1: number;
  readonly autoF1: number;
  /** Expected calibration error of the best candidates. */
  readonly error: number;
}

/** The figures of a task under log odds of its pairs, after competition. */
export function measureTask(task: GatheredTask, logits: Float64Array): TaskFigures {
  const { pool, lefts, cardinality, counts, isCertain, isMatch, matches } = task;
  const ones = (count: number): Uint32Array => new Uint32Array(count).fill(1);
  const settled = settleCompetition(pool, logits, cardinality, { left: ones(counts.left), right: ones(counts.right) });
  const scores = Float32Array.from(settled, (logit, at) => (isCertain[at] ? IDENTICAL_SCORE : scoreOf(logit)));
  const isBefore = (a: number, b: number): number =>
    scores[b]! - scores[a]! || pool.similarity[b]! - pool.similarity[a]! || pool.right[a]! - pool.right[b]!;
  const order = Uint32Array.from(scores.keys()).sort(isBefore);
  const top = new Int32Array(counts.left).fill(-1);
  const used = { left: new Uint8Array(counts.left), right: new Uint8Array(counts.right) };
  const leftOnce = cardinality !== 'one-to-many';
  const rightOnce = cardinality === 'one-to-one' || cardinality === 'one-to-many';
  let hits = 0;
  let links = 0;
  let bestF1 = 0;
  let autoF1 = 0;
  let before = Number.POSITIVE_INFINITY;
  const close = (score: number): void => {
    const f1 = (2 * hits) / (links + matches);
    bestF1 = Math.max(bestF1, f1);
    if (score < AUTO_THRESHOLD && before >= AUTO_THRESHOLD) autoF1 = f1;
    before = score;
  };
  for (const at of order) {
    const left = lefts[at]!;
    if (top[left] === -1) top[left] = at;
    if ((leftOnce && used.left[left]) || (rightOnce && used.right[pool.right[at]!])) continue;
    if (scores[at]! < before) close(scores[at]!);
    used.left[left] = 1;
    used.right[pool.right[at]!] = 1;
    links++;
    hits += isMatch[at]!;
  }
  close(Number.NEGATIVE_INFINITY);
  const best = top.filter((at) => at >= 0);
  return {
    recall: best.reduce((sum, at) => sum + isMatch[at]!, 0) / matches,
    bestF1,
    autoF1,
    error: calibrationError(
      Array.from(best, (at) => scores[at]!),
      Uint8Array.from(best, (at) => isMatch[at]!),
    ),
  };
}

/** Log odds of a task's pairs with what a re-ranker adds. */
export function rerank({ logits, features, isNear }: GatheredTask, weights: Float64Array): Float64Array {
  return logits.map((logit, at) => (isNear[at] ? logit + changeBy(weights, features, at * WIDTH) : logit));
}
