import { type RefObject, useEffect, useState } from 'react';
import type { Place } from '../../../core/clusters/graph/arrange';
import { useRem } from '../../../ui/rem';
import type { Area } from './shapes';

/** What of the drawing is in view: the place in the middle, and pixels a unit. */
export interface View extends Place {
  readonly scale: number;
}

export interface GraphView {
  readonly view: View;
  /** Whether somebody moved it; else it shows everything. */
  readonly isMoved: boolean;
  readonly viewBox: string;
  /** Size of the letters of the page against the usual one. */
  readonly letter: number;
  zoom(by: number, around?: Place): void;
  /** In pixels. */
  pan(dx: number, dy: number): void;
  centreOn(place: Place): void;
  /** Moves no more than it takes to have a place in view, with some room around it. */
  show(place: Place): void;
  fit(): void;
  toPlace(clientX: number, clientY: number): Place;
}

const LARGEST = 4;
const SMALLEST = 0.15;
/** A cluster of two is not blown up to fill the screen. */
const LARGEST_FIT = 1.3;
/** Pixels of one rem with text of its normal size. */
const USUAL_REM = 15;

/** Shows all of `area` until somebody zooms or moves; then what they chose, until `fit`. */
export function useGraphView(chart: RefObject<SVGSVGElement | null>, area: Area): GraphView {
  const [size, setSize] = useState({ width: 640, height: 400 });
  const letter = useRem() / USUAL_REM;
  const [chosen, setChosen] = useState<View | null>(null);
  useEffect(() => {
    const element = chart.current;
    if (!element) return;
    const measure = (): void => {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0) setSize({ width, height });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [chart]);

  const fitted: View = {
    x: area.x + area.width / 2,
    y: area.y + area.height / 2,
    scale: Math.min(size.width / area.width, size.height / area.height, LARGEST_FIT * letter),
  };
  const view = chosen ?? fitted;
  const change = (next: (view: View) => View): void => setChosen((now) => next(now ?? fitted));
  const width = size.width / view.scale;
  const height = size.height / view.scale;
  return {
    view,
    isMoved: chosen !== null,
    viewBox: `${view.x - width / 2} ${view.y - height / 2} ${width} ${height}`,
    letter,
    zoom(by, around) {
      change((now) => {
        const scale = Math.min(LARGEST * letter, Math.max(Math.min(SMALLEST, fitted.scale), now.scale * by));
        if (!around) return { ...now, scale };
        const share = 1 - now.scale / scale;
        return { scale, x: now.x + (around.x - now.x) * share, y: now.y + (around.y - now.y) * share };
      });
    },
    pan: (dx, dy) => change((now) => ({ ...now, x: now.x - dx / now.scale, y: now.y - dy / now.scale })),
    centreOn: ({ x, y }) => change((now) => ({ ...now, x, y })),
    show({ x, y }) {
      const room = { x: Math.max(0, width / 2 - 90), y: Math.max(0, height / 2 - 40) };
      const dx = x - Math.min(view.x + room.x, Math.max(view.x - room.x, x));
      const dy = y - Math.min(view.y + room.y, Math.max(view.y - room.y, y));
      if (dx !== 0 || dy !== 0) change((now) => ({ ...now, x: now.x + dx, y: now.y + dy }));
    },
    fit: () => setChosen(null),
    toPlace(clientX, clientY) {
      const box = chart.current?.getBoundingClientRect();
      if (!box) return { x: 0, y: 0 };
      return {
        x: view.x + (clientX - box.left - box.width / 2) / view.scale,
        y: view.y + (clientY - box.top - box.height / 2) / view.scale,
      };
    },
  };
}
