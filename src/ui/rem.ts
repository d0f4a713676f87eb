import { useSyncExternalStore } from 'react';
import { createListeners } from '../core/model/listeners';

/** Of one rem while text has its normal size and the browser's own is not changed. */
const USUAL_PIXELS = 15;

let pixels = USUAL_PIXELS;
const listeners = createListeners();

/** Takes note of the size of text on the page; whoever changes it calls this. */
export function measureText(): void {
  pixels = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || USUAL_PIXELS;
  listeners.tell();
}

/** Pixels of one rem, for what is placed by numbers and holds text; renders anew when text gets another size. */
export const useRem = (): number => useSyncExternalStore(listeners.subscribe, () => pixels);

/** Whether the page is narrower than so many rem, as `@container page` asks in style sheets: larger text makes it narrower. */
export const isPageNarrower = (rem: number): boolean => document.body.clientWidth < rem * pixels;
