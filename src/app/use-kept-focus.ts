import { useEffect } from 'react';

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';

/**
 * Where the element that has focus goes away, is hidden or is switched off, the next one after it that is still there gets focus, or
 * the one before it, or the page as a whole where all of it is new; else a browser would begin again at the top. Focus that a person takes away is left alone.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    /** All that could have focus when it was last given, in order, and the place in it. */
    let order: readonly HTMLElement[] = [];
    let place = -1;
    /** The part of the page that it is in. */
    let home: HTMLElement | null = null;
    let isDue = false;

    const remember = (event: FocusEvent) => {
      order = [...document.querySelectorAll<HTMLElement>(FOCUSABLE)];
      const target = event.target as HTMLElement;
      place = order.indexOf(target);
      home = target.closest('dialog, main');
    };
    const look = () => {
      isDue = false;
      const held = order[place];
      const active = document.activeElement;
      const isLost = active === null || active === document.body || active === held;
      if (!held || !isLost || isThere(held)) return;
      const within = document.querySelector('dialog[open]') ?? (home?.isConnected ? home : document.body);
      const next = [...order.slice(place + 1), ...order.slice(0, place).reverse()].find(
        (element) => element.tabIndex >= 0 && isThere(element) && within.contains(element),
      );
      (next ?? home)?.focus({ preventScroll: true });
    };
    const lookSoon = () => {
      if (isDue) return;
      isDue = true;
      // After the browser itself has noticed: it does so when it draws.
      requestAnimationFrame(() => setTimeout(look));
    };

    document.addEventListener('focusin', remember);
    const observer = new MutationObserver(lookSoon);
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled', 'hidden'] });
    return () => {
      document.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, []);
}

const isThere = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled') && element.checkVisibility();
