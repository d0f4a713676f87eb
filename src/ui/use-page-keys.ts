import { useEffect, useRef } from 'react';

const TYPING = 'input:not([type="checkbox"]), select, textarea, [contenteditable]';
/** Elements that do something of their own on Enter and Space. */
const PRESSABLE = 'button, a, summary, input';
/** Areas that scroll by arrow keys. */
const SCROLLING = '[data-own-arrows]';
const OPEN_POPOVER = ':popover-open';

/**
 * Calls `onCommand` for keys that mean something on a page, wherever focus is but in fields, dialogs and popovers; Escape closes an open
 * popover first. Held keys repeat only the
 * commands that move: `next`, `previous` and what begins with `extend`.
 */
export function usePageKeys<T>(commandFor: (event: KeyboardEvent) => T | null, onCommand: (command: T) => void): void {
  const handlers = useRef({ commandFor, onCommand });
  handlers.current = { commandFor, onCommand };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || event.isComposing || target?.closest(TYPING) || document.querySelector('dialog[open]'))
        return;
      if (target?.closest('[popover]') || (event.key === 'Escape' && hasOpenPopover())) return;
      if ((event.key === 'Enter' || event.key === ' ') && target?.closest(PRESSABLE)) return;
      if (event.key.startsWith('Arrow') && target?.closest(SCROLLING)) return;
      const command = handlers.current.commandFor(event);
      if (command === null) return;
      event.preventDefault();
      const moves = typeof command === 'string' && /^(?:next|previous$|extend)/u.test(command);
      if (!event.repeat || moves) handlers.current.onCommand(command);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

const hasOpenPopover = (): boolean => CSS.supports(`selector(${OPEN_POPOVER})`) && document.querySelector(OPEN_POPOVER) !== null;
