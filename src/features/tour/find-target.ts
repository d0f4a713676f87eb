import { type Box, seenThrough } from '../../ui/place-beside';

/** The first element that one of the selectors finds and that has a place on the page. */
export function findTarget(selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors) {
    const found = document.querySelector<HTMLElement>(selector);
    if (found && found.getClientRects().length > 0) return found;
  }
  return null;
}

export function boxOf(element: Element): Box {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

/** The part of an element that is on screen, out of what scrolls around it; null where it is scrolled away. */
export function shownPart(element: HTMLElement): Box | null {
  let part: Box | null = boxOf(element);
  for (let around = element.parentElement; around && part; around = around.parentElement) {
    if (getComputedStyle(around).overflow !== 'visible') part = seenThrough(part, boxOf(around));
  }
  return part && seenThrough(part, { x: 0, y: 0, width: innerWidth, height: innerHeight });
}

/** Brings an element to where it can be seen, unless it is. */
export function bringIntoView(element: HTMLElement): void {
  const whole = boxOf(element);
  const part = shownPart(element);
  if (part && part.height >= whole.height - 1 && part.width >= whole.width - 1) return;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const pane = document.getElementById('main')?.clientHeight ?? innerHeight;
  const block = whole.height > pane * 0.7 ? 'start' : 'center';
  element.scrollIntoView({ block, inline: 'nearest', behavior: isCalm ? 'auto' : 'smooth' });
}
