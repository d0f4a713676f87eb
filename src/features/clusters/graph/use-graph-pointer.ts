import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { Place } from '../../../core/clusters/graph/arrange';
import type { Area } from './shapes';
import type { GraphView } from './use-graph-view';

export type Tool = 'choose' | 'move';

interface PointerInput {
  readonly chart: RefObject<SVGSVGElement | null>;
  readonly graph: GraphView;
  readonly tool: Tool;
  /** The node under a place, or within some pixels of it; -1 for none. */
  readonly nodeAt: (place: Place, slackPx: number) => number;
  /** `isAdded` where Shift or Ctrl was held, or a finger tapped. */
  readonly onNode: (node: number, isAdded: boolean) => void;
  readonly onArea: (area: Area, isAdded: boolean) => void;
  readonly onGround: () => void;
}

/** A hand that moves less than this has clicked. */
const CLICK_PX = 5;
const FINGER_PX = 14;
const WHEEL = 0.0016;

interface Drag {
  readonly clientX: number;
  readonly clientY: number;
  /** Where it was last. */
  readonly atX: number;
  readonly atY: number;
  readonly isMoving: boolean;
  readonly isAdded: boolean;
}

/**
 * Mouse, pen and fingers on the drawing. Choosing: a click takes a node, a drag takes all that a rectangle touches, Shift or Ctrl add; a tap
 * of a finger adds, and a finger that drags scrolls the page. Moving: a drag moves the drawing, two fingers zoom, a click puts that place
 * in the middle. The wheel zooms while the drawing has focus, or with Ctrl; else it scrolls the page.
 */
export function useGraphPointer(input: PointerInput) {
  const { chart, graph, tool } = input;
  const [area, setArea] = useState<Area | null>(null);
  const drag = useRef<Drag | null>(null);
  const fingers = useRef(new Map<number, { readonly x: number; readonly y: number }>());
  const zoom = useRef(graph);
  zoom.current = graph;

  useEffect(() => {
    const element = chart.current;
    if (!element) return;
    // React listens to wheels passively, so that the page would scroll as well.
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && document.activeElement !== element) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
      zoom.current.zoom(Math.exp(-event.deltaY * lines * WHEEL), zoom.current.toPlace(event.clientX, event.clientY));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [chart]);

  const between = (from: Drag, event: PointerEvent): Area => {
    const a = graph.toPlace(from.clientX, from.clientY);
    const b = graph.toPlace(event.clientX, event.clientY);
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
  };
  const end = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
    drag.current = null;
    setArea(null);
  };
  return {
    area,
    handlers: {
      onPointerDown(event: PointerEvent<SVGSVGElement>) {
        if (event.button > 1) return;
        chart.current?.focus({ preventScroll: true });
        const isFinger = event.pointerType === 'touch';
        const isMoving = tool === 'move' || event.button === 1;
        if (isFinger) fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        if (!isFinger || isMoving) event.currentTarget.setPointerCapture(event.pointerId);
        const { clientX, clientY } = event;
        const isAdded = event.shiftKey || event.ctrlKey || event.metaKey || isFinger;
        drag.current = { clientX, clientY, atX: clientX, atY: clientY, isMoving, isAdded };
      },
      onPointerMove(event: PointerEvent<SVGSVGElement>) {
        const from = drag.current;
        const finger = fingers.current.get(event.pointerId);
        if (!from) return;
        if (!from.isMoving) {
          if (event.pointerType !== 'touch' && distance(from, event) > CLICK_PX) setArea(between(from, event));
          return;
        }
        const [other] = [...fingers.current].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
        if (finger && other) {
          const before = Math.hypot(finger.x - other.x, finger.y - other.y);
          const now = Math.hypot(event.clientX - other.x, event.clientY - other.y);
          if (before > 0) graph.zoom(now / before, graph.toPlace(other.x, other.y));
        } else graph.pan(event.clientX - from.atX, event.clientY - from.atY);
        drag.current = { ...from, atX: event.clientX, atY: event.clientY };
        if (finger) fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      },
      onPointerUp(event: PointerEvent<SVGSVGElement>) {
        const from = drag.current;
        const wasAlone = fingers.current.size < 2;
        end(event);
        if (!from || !wasAlone) return;
        if (distance(from, event) > CLICK_PX) {
          if (!from.isMoving && event.pointerType !== 'touch') input.onArea(between(from, event), from.isAdded);
          return;
        }
        const place = graph.toPlace(event.clientX, event.clientY);
        const node = input.nodeAt(place, event.pointerType === 'touch' ? FINGER_PX : 0);
        if (node >= 0) input.onNode(node, from.isAdded);
        else if (tool === 'move') graph.centreOn(place);
        else input.onGround();
      },
      onPointerCancel: end,
    },
  };
}

const distance = (from: Drag, event: PointerEvent): number =>
  Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY);
