import { gatherChoices } from '../../src/core/candidates/rerank/gather-choices';
import { learnWeights } from '../../src/core/candidates/rerank/learn-reranker';
import { SHIPPED_RERANKER, weightsFor } from '../../src/core/candidates/rerank/reranker';
import { settleCompetition } from '../../src/core/candidates/score/beliefs';
import { IDENTICAL_SCORE, scoreOf } from '../../src/core/candidates/score/match-score';
import { learnFromAnswers } from '../../src/core/learning/learn-from-answers';
import { scoreByAnswers } from '../../src/core/learning/score-by-answers';
import type { CandidateSet } from '../../src/core/model/types';
import { createRandom } from '../../src/core/numerics/random';
import { type GatheredTask, WIDTH } from './gather-task';
import { rerank } from './measure-task';

/** Share of unanswered records with a match whose match ranks first, 0…1: by the program, with its re-ranker, and with what answers taught. */
export interface LearnedFigures {
  readonly program: number;
  readonly shipped: number;
  /** The program's scores refit to the answers (`core/learning`). */
  readonly refit: number;
  /** The re-ranker refit to them. */
  readonly reranked: number;
  /** The re-ranker was kept. */
  readonly isBetter: number;
}

const CANDIDATES = 10;

/** Answers of `count` left records, drawn by seed, as the truth has them, and what they teach about all others; null where too little. */
export function learnTask(task: GatheredTask, count: number, seed: number): LearnedFigures | null {
  const { pool, counts, isMatch, lefts } = task;
  const random = createRandom(seed);
  const rows = Array.from({ length: counts.left }, (_, row) => ({ row, key: random.uniform() })).sort((a, b) => a.key - b.key);
  const answered = new Set(rows.slice(0, count).map(({ row }) => row));
  const partner = new Int32Array(counts.left).fill(-1);
  isMatch.forEach((match, at) => {
    if (match) partner[lefts[at]!] = pool.right[at]!;
  });
  const left = Uint32Array.from([...answered].sort((a, b) => a - b));
  const program = candidatesBy(task, task.logits);
  const recallOf = ({ offsets, right }: CandidateSet): number => {
    let found = 0;
    let matched = 0;
    for (let row = 0; row < counts.left; row++) {
      if (answered.has(row) || partner[row]! < 0 || offsets[row] === offsets[row + 1]) continue;
      matched++;
      if (right[offsets[row]!] === partner[row]) found++;
    }
    return found / matched;
  };
  const given = weightsFor(SHIPPED_RERANKER, task.model);
  try {
    const places: number[] = [];
    for (const row of left) for (let at = program.offsets[row]!; at < program.offsets[row + 1]!; at++) places.push(at);
    const groups = Uint32Array.from(left).reduce<number[]>((all, row) => {
      for (let at = program.offsets[row]!; at < program.offsets[row + 1]!; at++) all.push(row);
      return all;
    }, []);
    const refit = learnFromAnswers(program, {
      places: Uint32Array.from(places),
      labels: Uint8Array.from(places, (at, slot) => Number(program.right[at] === partner[groups[slot]!])),
      groups: Uint32Array.from(groups),
      records: left.length,
      accepted: left.filter((row) => partner[row]! >= 0).length,
    });
    const same = (size: number) => ({ recordOf: Uint32Array.from({ length: size }, (_, row) => row) }) as never;
    const features = { isNear: task.isNear, data: task.features, featuresOf: () => new Float64Array(WIDTH) };
    const settled = { left, right: Int32Array.from(left, (row) => partner[row]!) };
    const lists = gatherChoices(
      pool,
      { logits: task.logits, features },
      { left: same(counts.left), right: same(counts.right) },
      settled,
    );
    const learned = learnWeights(lists, given);
    return {
      program: recallOf(program),
      shipped: recallOf(candidatesBy(task, rerank(task, given))),
      refit: recallOf(scoreByAnswers(refit.score, program).candidates),
      reranked: recallOf(candidatesBy(task, rerank(task, learned.weights))),
      isBetter: Number(learned.isBetter),
    };
  } catch {
    return null;
  }
}

/** The best candidates of each left row under log odds of pairs, as the page would show them. */
function candidatesBy({ pool, counts, cardinality, isCertain }: GatheredTask, logits: Float64Array): CandidateSet {
  const ones = (count: number): Uint32Array => new Uint32Array(count).fill(1);
  const settled = settleCompetition(pool, logits, cardinality, { left: ones(counts.left), right: ones(counts.right) });
  const scores = Float32Array.from(settled, (logit, at) => (isCertain[at] ? IDENTICAL_SCORE : scoreOf(logit)));
  const offsets = new Uint32Array(counts.left + 1);
  const kept: number[] = [];
  for (let row = 0; row < counts.left; row++) {
    const own = Array.from({ length: pool.offsets[row + 1]! - pool.offsets[row]! }, (_, at) => pool.offsets[row]! + at);
    own.sort((a, b) => scores[b]! - scores[a]! || pool.similarity[b]! - pool.similarity[a]! || a - b);
    kept.push(...own.slice(0, CANDIDATES));
    offsets[row + 1] = kept.length;
  }
  const take = (values: Float32Array): Float32Array<ArrayBuffer> => Float32Array.from(kept, (at) => values[at]!);
  return {
    leftCount: counts.left,
    rightCount: counts.right,
    offsets,
    right: Uint32Array.from(kept, (at) => pool.right[at]!),
    similarity: take(pool.similarity),
    lexical: take(pool.lexical),
    matchScore: take(scores),
  };
}
