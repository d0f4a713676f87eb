import { useKeymap, useKeySettings } from '../../../ui/key-settings';
import { usePageKeys } from '../../../ui/use-page-keys';
import { COMMANDS, commandFor, type ReviewCommand } from './commands';

/** Calls `onCommand` for keys that mean something in review. */
export function useReviewKeys(onCommand: (command: ReviewCommand) => void): void {
  const keymap = useKeymap(COMMANDS);
  const { singleKeys } = useKeySettings();
  usePageKeys((event) => commandFor(event, singleKeys, keymap), onCommand);
}
