import type { KeyboardEvent } from 'react';
import type { Place } from '../../../core/clusters/graph/arrange';
import type { GraphView } from './use-graph-view';
import { type Direction, nodeTowards } from './walk';

const PAN_PX = 60;
const ZOOM_STEP = 1.3;
const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const PANS: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [PAN_PX, 0],
  right: [-PAN_PX, 0],
  up: [0, PAN_PX],
  down: [0, -PAN_PX],
};

/**
 * Keys of the drawing itself: arrows walk to the nearest row in that direction, with Shift they choose as they go, with Ctrl they move the
 * drawing; Page up and Page down, Home and End go through all rows in turn; plus, minus and 0 zoom; Esc lets go of what is chosen.
 */
export function graphKeys(input: {
  readonly graph: GraphView;
  readonly places: readonly Place[];
  /** The node that is pointed at, -1 for none; and the one to begin with. */
  readonly at: number;
  readonly first: number;
  readonly onGoTo: (node: number, isChoosing: boolean) => void;
  /** null where nothing is chosen. */
  readonly onClear: (() => void) | null;
}): (event: KeyboardEvent) => void {
  const { graph, places, at, first, onGoTo, onClear } = input;
  const actionOf = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): (() => void) | null => {
    const direction = ARROWS[key];
    if (ctrlKey || metaKey) return direction ? () => graph.pan(...PANS[direction]) : null;
    const goTo = (node: number): void => {
      if (node >= 0 && node < places.length) onGoTo(node, shiftKey);
    };
    if (direction) return () => goTo(at < 0 ? first : nodeTowards(places, at, direction));
    const acts: Readonly<Record<string, () => void>> = {
      Home: () => goTo(0),
      End: () => goTo(places.length - 1),
      PageDown: () => goTo(Math.min(places.length - 1, at + 1)),
      PageUp: () => goTo(Math.max(0, at - 1)),
      '+': () => graph.zoom(ZOOM_STEP),
      '=': () => graph.zoom(ZOOM_STEP),
      '-': () => graph.zoom(1 / ZOOM_STEP),
      '0': graph.fit,
    };
    return (key === 'Escape' ? onClear : acts[key]) ?? null;
  };
  return (event) => {
    const act = event.altKey ? null : actionOf(event);
    if (!act) return;
    event.preventDefault();
    act();
  };
}
