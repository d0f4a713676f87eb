import type { SessionState } from './contract';

/** True while loading the page anew would lose something: a file is read, a match runs, an adapter is trained, or work is not (or cannot be) written yet. */
export function wouldLoseWork(state: SessionState): boolean {
  const { sides, run, isSaved, storage, unsavedSince, cleaned, tuning } = state;
  const both = [sides.left, sides.right];
  return (
    run.status === 'running' ||
    tuning.run !== null ||
    !isSaved ||
    unsavedSince !== null ||
    both.some(({ status }) => status === 'reading') ||
    cleaned.left.isWorking ||
    cleaned.right.isWorking ||
    (storage === 'memory' && both.some(({ status }) => status === 'ready'))
  );
}
