import { useSyncExternalStore } from 'react';

/** Of one rem while text has its normal size and the browser's own is not changed. */
const USUAL_PIXELS = 15;

let pixels = USUAL_PIXELS;
const listeners = new Set<() => void>();

/** Takes note of the size of text on the page; whoever changes it calls this. */
export function measureText(): void {
  pixels = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || USUAL_PIXELS;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Pixels of one rem, for what is placed by numbers and holds text; renders anew when text gets another size. */
export const useRem = (): number => useSyncExternalStore(subscribe, () => pixels);

/** Whether the page is narrower than so many rem, as `@container page` asks in style sheets: larger text makes it narrower. */
export const isPageNarrower = (rem: number): boolean => document.body.clientWidth < rem * pixels;
