import { answeredPairs } from '../core/learning/answered-pairs';
import type { ProgramScores } from '../core/learning/learned-review';
import { createCopier } from '../core/model/copy-arrays';
import type { CellColumn } from '../core/model/types';
import { spawnEvaluate } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import type { FoundLinks, ReviewState, Session } from './contract';
import { copyCandidates } from './copied-candidates';
import { outcomeOf } from './outcome';
import { linksOf } from './running';
import type { StateHolder } from './state';

interface LearningInput {
  readonly holder: StateHolder;
  /** The column by which right rows are one concept. */
  rightConcepts(): Promise<CellColumn | undefined>;
  keepCandidates(): Promise<void>;
}

/** Scores refit to the decisions of a review, and the way back. Decisions are never touched. */
export function createLearning(input: LearningInput): Pick<Session, 'learnFromAnswers' | 'forgetAnswers'> {
  const { holder, rightConcepts, keepCandidates } = input;
  let isBusy = false;

  const prepare = async ({ candidates, settings, threshold, learned }: ReviewState) => {
    const { cardinality, limits } = settings;
    const concepts = await rightConcepts();
    const copied = await copyCandidates(candidates);
    const program = learned ? await copyProgram(learned.program) : null;
    const moved = program ? [program.from.buffer, program.matchScore.buffer] : [];
    const transfer = [...copied.transfer, ...moved];
    return {
      request: { candidates: copied.candidates, settings: { cardinality, limits, threshold }, concepts },
      program,
      transfer,
    };
  };
  /** Runs `work` on the review on screen; what it comes to is shown and kept unless another review, or another run, came meanwhile. */
  const change = async (
    work: (review: ReviewState) => Promise<FoundLinks & Pick<ReviewState, 'learned' | 'isLearned'>>,
    onDone: (review: ReviewState) => void,
  ): Promise<boolean> => {
    const { review, isReadOnly } = holder.state();
    if (!review || isReadOnly || isBusy || review.isProvisional) return false;
    isBusy = true;
    const { value, error } = await outcomeOf(() => work(review));
    isBusy = false;
    const now = holder.state().review;
    if (!now || now.candidates !== review.candidates) return false;
    if (error) {
      holder.notify('error', 'learning-failed', {}, error);
      return false;
    }
    const { candidates, learned, isLearned } = value;
    // The threshold may have been moved meanwhile; the links of a moved one are made by whoever moved it.
    if (now.threshold !== review.threshold) return false;
    const next: ReviewState = { ...now, candidates, ...linksOf(value), learned, isLearned };
    holder.patch({ review: next });
    onDone(next);
    await keepCandidates();
    return true;
  };

  return {
    learnFromAnswers: () =>
      change(
        async (review) => {
          const { request, program, transfer } = await prepare(review);
          const answers = answeredPairs(review.book, review.candidates, review.settings.cardinality);
          const found = await withWorker(spawnEvaluate, (worker) =>
            worker.call('learnAnswers', { ...request, program, answers }, { transfer }),
          );
          const { candidates, links, score, report, change: changed, program: way } = found;
          const wasRanked = review.learned ? review.learned.wasRanked : review.isLearned === true;
          const learned = { score, report, change: changed, program: way, wasRanked };
          return { candidates, links, threshold: review.threshold, learned, isLearned: true };
        },
        ({ learned }) => holder.notify('success', 'answers-learned', { answers: learned!.report.records }),
      ),
    forgetAnswers: () =>
      change(
        async (review) => {
          const { request, program, transfer } = await prepare(review);
          if (!program) return { ...review, links: review.suggested };
          const found = await withWorker(spawnEvaluate, (worker) =>
            worker.call('forgetAnswers', { ...request, program }, { transfer }),
          );
          const isLearned = review.learned?.wasRanked === true;
          return { ...found, threshold: review.threshold, learned: undefined, isLearned };
        },
        () => holder.notify('info', 'answers-forgotten'),
      ),
  };
}

async function copyProgram({ from, matchScore }: ProgramScores) {
  const copy = createCopier();
  return { from: await copy(from), matchScore: await copy(matchScore) };
}
