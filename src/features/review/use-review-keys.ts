import { usePageKeys } from '../../ui/use-page-keys';
import { commandFor, type ReviewCommand } from './commands';

/** Calls `onCommand` for keys that mean something in review. */
export function useReviewKeys(singleKeys: boolean, onCommand: (command: ReviewCommand) => void): void {
  usePageKeys((event) => commandFor(event, singleKeys), onCommand);
}
