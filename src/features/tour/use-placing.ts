import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { type Box, type Placing, placeBeside } from '../../ui/place-beside';
import { isPageNarrower } from '../../ui/rem';
import { bringIntoView, findTarget, shownPart } from './find-target';
import type { TourStep } from './tour-steps';

export interface Placed {
  /** What the step speaks of, and what is pressed, as far as they are on screen. */
  readonly about: Box | null;
  readonly act: Box | null;
  /** Top left corner of the card; `below` where it has no place but below the page. */
  readonly at: { readonly x: number; readonly y: number } | 'below';
}

/** Off the screen, to be measured. */
const UNSEEN = { x: -9999, y: 0 };
const NOWHERE: Placed = { about: null, act: null, at: UNSEEN };
const EDGE = 8;
const SMALL_BELOW_REM = 51;
/** Things come and go on the page without telling. */
const LOOK_AGAIN_MS = 200;
/** Looks after which a thing that something else has scrolled away is brought back, once each. */
const BRING_BACK_AT = new Set([3, 6]);

/**
 * Where the card of a step stands and what is outlined, kept up with scrolling, sizes and what comes later. On small screens, and where
 * there is no room beside what the step speaks of, the card stays below the page for the rest of the step.
 */
export function usePlacing(step: TourStep | null, card: RefObject<HTMLElement | null>): Placed {
  const [placed, setPlaced] = useState(NOWHERE);

  useLayoutEffect(() => {
    let frame = 0;
    let isBelow = false;
    let seen: HTMLElement | null = null;
    let looks = 0;
    const look = () => {
      const about = step && findTarget(step.about);
      const act = step && findTarget(step.act);
      if (about && about !== seen) {
        seen = about;
        looks = 0;
        bringIntoView(about);
      }
      const beside = step && findTarget(step.with ?? []);
      const parts = {
        about: about && shownPart(about),
        with: beside && shownPart(beside),
        act: act && act !== about ? shownPart(act) : null,
      };
      let at: Placed['at'] = 'below';
      if (card.current && !isBelow && !isPageNarrower(SMALL_BELOW_REM)) {
        const { width, height } = card.current.getBoundingClientRect();
        const isMeasured = card.current.dataset.place === 'beside';
        const spot = isMeasured ? spotFor({ width, height }, parts) : UNSEEN;
        isBelow = spot === null;
        at = spot ?? 'below';
        if (!isMeasured) lookSoon();
      }
      const { about: aboutBox, act: actBox } = parts;
      const next = { about: aboutBox, act: actBox, at };
      setPlaced((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    const lookSoon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    const onResize = () => {
      isBelow = false;
      lookSoon();
    };
    look();
    const timer = setInterval(() => {
      looks++;
      if (seen?.isConnected && BRING_BACK_AT.has(looks) && !shownPart(seen)) bringIntoView(seen);
      lookSoon();
    }, LOOK_AGAIN_MS);
    addEventListener('scroll', lookSoon, true);
    addEventListener('resize', onResize);
    return () => {
      cancelAnimationFrame(frame);
      clearInterval(timer);
      removeEventListener('scroll', lookSoon, true);
      removeEventListener('resize', onResize);
    };
  }, [step, card]);

  // A card of another height may have to stand elsewhere; its own text is the only thing that changes it.
  useEffect(() => {
    const element = card.current;
    if (!element) return;
    const observer = new ResizeObserver(() => dispatchEvent(new Event('scroll')));
    observer.observe(element);
    return () => observer.disconnect();
  }, [card]);

  return placed;
}

function spotFor(
  card: Placing['card'],
  parts: Record<'about' | 'with' | 'act', Box | null>,
): { readonly x: number; readonly y: number } | null {
  const top = document.getElementById('main')?.getBoundingClientRect().top ?? 0;
  return placeBeside({
    card,
    within: { x: EDGE, y: top + EDGE, width: innerWidth - 2 * EDGE, height: innerHeight - top - 2 * EDGE },
    beside: parts.about ?? parts.act ?? { x: innerWidth, y: innerHeight, width: 0, height: 0 },
    with: parts.with,
    apart: parts.act ? [parts.act] : [],
    isRightToLeft: document.documentElement.dir === 'rtl',
  });
}
