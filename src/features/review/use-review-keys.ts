import { useEffect, useRef } from 'react';
import { commandFor, type ReviewCommand } from './commands';

const TYPING = 'input, select, textarea, [contenteditable]';
/** Elements that do something of their own on Enter and Space. */
const PRESSABLE = 'button, a, summary';
/** Areas that scroll by arrow keys. */
const SCROLLING = '[data-own-arrows]';

/** Calls `onCommand` for keys that mean something in review, wherever focus is but in fields and dialogs. */
export function useReviewKeys(singleKeys: boolean, onCommand: (command: ReviewCommand) => void): void {
  const handler = useRef(onCommand);
  handler.current = onCommand;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || event.isComposing || target?.closest(TYPING) || document.querySelector('dialog[open]'))
        return;
      if ((event.key === 'Enter' || event.key === ' ') && target?.closest(PRESSABLE)) return;
      if (event.key.startsWith('Arrow') && target?.closest(SCROLLING)) return;
      const command = commandFor(event, singleKeys);
      if (command === null) return;
      event.preventDefault();
      const mayRepeat = command === 'next' || command === 'previous';
      if (!event.repeat || mayRepeat) handler.current(command);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [singleKeys]);
}
