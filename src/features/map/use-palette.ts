import { type RefObject, useEffect, useState } from 'react';
import type { Paint, Rgb } from './paint-points';
import { POINT_STATUSES } from './point-status';

/** Colours of the map as they are now: the theme, or the system where it forces its own. */
export interface Palette extends Paint {
  readonly ground: string;
  readonly text: string;
  readonly accent: string;
}

/** Points without a decision are drawn as outlines. */
const HOLLOW = POINT_STATUSES.map((status) => status === 'undecided' || status === 'nothing');
/**
 * Reads the colours off the page: those of statuses from elements with `data-swatch`, below `root`; anew when the theme changes.
 */
export function usePalette(root: RefObject<HTMLElement | null>): Palette | null {
  const [palette, setPalette] = useState<Palette | null>(null);
  useEffect(() => {
    const read = (): void => {
      if (root.current) setPalette(readPalette(root.current));
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true });
    const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener('change', read);
    return () => {
      observer.disconnect();
      for (const query of queries) query.removeEventListener('change', read);
    };
  }, [root]);
  return palette;
}

function readPalette(root: HTMLElement): Palette {
  const colourOf = (swatch: string): string => {
    const element = root.querySelector(`[data-swatch="${swatch}"]`);
    return element ? getComputedStyle(element).color : 'rgb(128, 128, 128)';
  };
  const ground = getComputedStyle(root).backgroundColor;
  const colours = POINT_STATUSES.map((status) => rgbOf(colourOf(status)));
  return { colours, hollow: HOLLOW, ground, text: getComputedStyle(root).color, accent: colourOf('accent') };
}

function rgbOf(colour: string): Rgb {
  const [red = 128, green = 128, blue = 128] = [...colour.matchAll(/[\d.]+/g)].map(([part]) => Math.round(Number(part)));
  return [red, green, blue];
}
