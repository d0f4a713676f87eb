import { type RefObject, useEffect, useRef } from 'react';

const TYPING = 'input:not([type="checkbox"], [type="radio"], [type="range"]), select, textarea, [contenteditable]';
const IN_FRONT = 'dialog[open], :popover-open';

/** F6 goes from the card to what is pressed on the page and back; Esc leaves, unless something else is closed by it. */
export function useTourKeys(keys: {
  readonly card: RefObject<HTMLElement | null>;
  readonly target: () => HTMLElement | null;
  readonly onLeave: () => void;
}): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { card, target, onLeave } = latest.current;
      const at = event.target instanceof Element ? event.target : null;
      if (event.isComposing || document.querySelector(IN_FRONT) || !card.current) return;
      if (event.key === 'F6' && !event.ctrlKey && !event.altKey && !event.metaKey) {
        event.preventDefault();
        if (card.current.contains(document.activeElement)) focusOn(target() ?? document.getElementById('main'));
        else card.current.focus();
      }
      if (event.key === 'Escape' && !at?.closest(TYPING)) onLeave();
    };
    // Before the page, which takes Esc for itself in a list.
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Focus on an element, or on the first thing in it that takes focus. */
function focusOn(element: HTMLElement | null): void {
  element?.focus();
  if (element && document.activeElement !== element)
    element.querySelector<HTMLElement>('button, a, input, select, [tabindex]')?.focus();
}
