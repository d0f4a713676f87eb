import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boundsOf } from '../../core/projection/place-rows';
import type { MapLayout, MapReading } from '../../core/projection/record-map';
import { circle, rectangle, type Spot } from '../../core/projection/within-shape';
import { type Camera, fitting, moved, pointRadius, type Size, toMap, toScreen, zoomed } from './camera';
import type { Hovered } from './HoverCard';
import styles from './MapCanvas.module.css';
import { paintOverlay, paintShade } from './paint-overlay';
import { paintPoints } from './paint-points';
import { lazyIndex } from './point-index';
import type { Palette } from './use-palette';

export type MapTool = 'lasso' | 'rectangle' | 'move';

/** What the buttons beside the map ask of it. */
export interface MapHandle {
  zoomBy(factor: number): void;
  fit(): void;
  /** For pictures. */
  view(): { readonly camera: Camera; readonly size: Size; readonly radius: number };
}

interface MapCanvasProps {
  readonly handle: RefObject<MapHandle | null>;
  readonly layout: MapLayout;
  readonly reading: MapReading | null;
  readonly statuses: Uint8Array;
  /** Points that are shown, in the order of painting. */
  readonly order: Uint32Array;
  readonly isShown: (point: number) => boolean;
  readonly chosen: Uint8Array | null;
  /** The line of the last choice; null where it was made otherwise. */
  readonly outline: readonly Spot[] | null;
  /** Pairs to join by lines: point, point, point, point … */
  readonly links: Uint32Array;
  readonly palette: Palette;
  readonly tool: MapTool;
  readonly describedBy: string;
  readonly onShape: (corners: readonly Spot[]) => void;
  readonly onPoint: (point: number) => void;
  readonly onLeave: () => void;
  /** The point under the pointer or next to the cross. */
  readonly onHover: (hovered: Hovered) => void;
}

/** How near the pointer has to come to a point, a step of the cross, and its circle, in CSS pixels. */
const REACH = 16;
const STEP = 12;
const CIRCLES = { first: 40, least: 10, most: 400, factor: 1.25 } as const;
const ZOOM_STEP = 1.4;
/** A pointer that moved less was pressed, not drawn. */
const DRAWN = 6;
/** Corners closer than this on the screen are one. */
const CORNER = 3;

/** The map on three layers: how densely points lie, the points, and all that is drawn over them. */
export function MapCanvas(props: MapCanvasProps) {
  const { handle, layout, reading, statuses, order, isShown, chosen, outline, links, palette, tool } = props;
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const shade = useRef<HTMLCanvasElement>(null);
  const dots = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  /** null: the whole map. */
  const [own, setOwn] = useState<Camera | null>(null);
  const [drawing, setDrawing] = useState<readonly Spot[] | null>(null);
  const [cross, setCross] = useState<{ readonly at: Spot; readonly radius: number } | null>(null);
  const [hovered, setHovered] = useState(-1);
  const pointers = useRef(new Map<number, Spot>());
  const bounds = useMemo(() => boundsOf(layout), [layout]);
  const index = useMemo(() => lazyIndex(layout.x, layout.y), [layout]);
  const fit = useMemo(() => fitting(bounds, size), [bounds, size]);
  const camera = own ?? fit;
  const radius = pointRadius(order.length, camera.scale / fit.scale);

  useLayoutEffect(() => {
    const element = frame.current!;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const latest = useRef({ camera, fit, size, radius });
  useLayoutEffect(() => {
    latest.current = { camera, fit, size, radius };
  });
  const zoomAt = (factor: number, at: Spot): void => {
    const { fit: whole } = latest.current;
    setOwn((before) => zoomed(before ?? whole, factor, at, whole.scale));
  };
  useImperativeHandle(handle, () => ({
    zoomBy: (factor) => zoomAt(factor, { x: latest.current.size.width / 2, y: latest.current.size.height / 2 }),
    fit: () => setOwn(null),
    view: () => latest.current,
  }));

  useEffect(() => {
    if (size.width === 0) return;
    const request = requestAnimationFrame(() => {
      const ratio = devicePixelRatio || 1;
      const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
      for (const canvas of [shade.current!, dots.current!]) {
        if (canvas.width !== width) canvas.width = width;
        if (canvas.height !== height) canvas.height = height;
      }
      paintShade(shade.current!.getContext('2d')!, reading?.density ?? null, camera, ratio, palette);
      const context = dots.current!.getContext('2d')!;
      const image = context.createImageData(width, height);
      const pixels = new Uint32Array(image.data.buffer);
      const points = { x: layout.x, y: layout.y, leftCount: layout.leftCount, statuses, order, chosen };
      paintPoints(pixels, { width, height }, ratio, camera, radius, points, palette);
      context.putImageData(image, 0, 0);
    });
    return () => cancelAnimationFrame(request);
  }, [layout, reading, statuses, order, chosen, palette, size, camera, radius]);

  useEffect(() => {
    if (size.width === 0) return;
    const request = requestAnimationFrame(() => {
      const ratio = devicePixelRatio || 1;
      const canvas = over.current!;
      canvas.width = Math.round(size.width * ratio);
      canvas.height = Math.round(size.height * ratio);
      const context = canvas.getContext('2d')!;
      context.scale(ratio, ratio);
      const line = drawing ?? outline?.map((spot) => toScreen(camera, spot)) ?? null;
      const ring = cross && { at: toScreen(camera, cross.at), radius: cross.radius };
      paintOverlay(context, { layout, reading, links, camera, size, palette, line, ring, hovered, radius });
    });
    return () => cancelAnimationFrame(request);
  }, [layout, reading, links, outline, drawing, cross, hovered, palette, size, camera, radius]);

  useEffect(() => {
    const element = frame.current!;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      zoomAt(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), { x: event.clientX - left, y: event.clientY - top });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  });

  const spotOf = (event: React.PointerEvent): Spot => {
    const { left, top } = frame.current!.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const tell = (point: number): void => {
    const at = toScreen(camera, { x: layout.x[point]!, y: layout.y[point]! });
    props.onHover({ point, at, isFar: at.x > size.width / 2 });
  };
  const hover = (at: Spot): void => {
    const point = index.nearest(toMap(camera, at), REACH / camera.scale, isShown);
    setHovered(point);
    if (point < 0) props.onLeave();
    else tell(point);
  };
  const choose = (corners: readonly Spot[]): void => props.onShape(corners.map((corner) => toMap(camera, corner)));

  const onPointerDown = (event: React.PointerEvent): void => {
    if (event.button !== 0) return;
    const at = spotOf(event);
    frame.current!.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, at);
    setCross(null);
    setDrawing(pointers.current.size === 1 && tool !== 'move' ? [at] : null);
  };
  const onPointerMove = (event: React.PointerEvent): void => {
    const at = spotOf(event);
    const held = pointers.current;
    const before = held.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== 'touch') hover(at);
      return;
    }
    if (held.size === 2) {
      const other = [...held].find(([id]) => id !== event.pointerId)![1];
      const spread = (spot: Spot): number => Math.hypot(spot.x - other.x, spot.y - other.y);
      const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
      const factor = spread(at) / Math.max(1, spread(before));
      setOwn((now) => moved(zoomed(now ?? fit, factor, middle, fit.scale), (at.x - before.x) / 2, (at.y - before.y) / 2));
    } else if (tool === 'move') setOwn((now) => moved(now ?? fit, at.x - before.x, at.y - before.y));
    else if (drawing) {
      const last = drawing.at(-1)!;
      if (tool === 'rectangle') setDrawing(rectangle(drawing[0]!, at));
      else if (Math.hypot(at.x - last.x, at.y - last.y) >= CORNER) setDrawing([...drawing, at]);
    }
    held.set(event.pointerId, at);
  };
  const start = useRef<Spot | null>(null);
  const onPointerUp = (event: React.PointerEvent): void => {
    const at = spotOf(event);
    if (!pointers.current.delete(event.pointerId)) return;
    const from = start.current ?? at;
    if (Math.hypot(at.x - from.x, at.y - from.y) < DRAWN && pointers.current.size === 0) {
      const point = index.nearest(toMap(camera, at), REACH / camera.scale, isShown);
      if (point >= 0) props.onPoint(point);
      hover(at);
    } else if (drawing && drawing.length > 2) choose(drawing);
    setDrawing(null);
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = cross ?? { at: toMap(camera, { x: size.width / 2, y: size.height / 2 }), radius: CIRCLES.first };
    const step = (STEP * (shiftKey ? 5 : 1)) / camera.scale;
    const away = ARROWS[key];
    let next = now;
    if (away) next = { ...now, at: { x: now.at.x + away[0] * step, y: now.at.y + away[1] * step } };
    else if (key === '+' || key === '=') next = { ...now, radius: Math.min(CIRCLES.most, now.radius * CIRCLES.factor) };
    else if (key === '-') next = { ...now, radius: Math.max(CIRCLES.least, now.radius / CIRCLES.factor) };
    else if (key === 'PageUp' || key === 'PageDown')
      zoomAt(key === 'PageUp' ? ZOOM_STEP : 1 / ZOOM_STEP, toScreen(camera, now.at));
    else if (key === 'Home') setOwn(null);
    else if (key === 'Enter') props.onShape(circle(now.at, now.radius / camera.scale));
    else if (key === 'Escape') {
      setCross(null);
      props.onLeave();
      props.onShape([]);
      event.preventDefault();
      return;
    } else return;
    event.preventDefault();
    setCross(next);
    const point = index.nearest(next.at, next.radius / camera.scale, isShown);
    setHovered(point);
    if (point >= 0) tell(point);
    else props.onLeave();
    keepInView(next.at);
  };
  const keepInView = (at: Spot): void => {
    const spot = toScreen(camera, at);
    const dx = spot.x < 0 ? -spot.x : spot.x > size.width ? size.width - spot.x : 0;
    const dy = spot.y < 0 ? -spot.y : spot.y > size.height ? size.height - spot.y : 0;
    if (dx !== 0 || dy !== 0) setOwn((now) => moved(now ?? fit, dx, dy));
  };

  return (
    <div
      ref={frame}
      className={styles.frame}
      data-tool={tool}
      role="application"
      aria-roledescription={t('map.roleDescription')}
      aria-label={t('map.title')}
      aria-describedby={props.describedBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys.
      tabIndex={0}
      onPointerDown={(event) => {
        start.current = spotOf(event);
        onPointerDown(event);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={(event) => {
        pointers.current.delete(event.pointerId);
        setDrawing(null);
      }}
      onPointerLeave={() => {
        setHovered(-1);
        props.onLeave();
      }}
      onKeyDown={onKeyDown}
    >
      <div aria-hidden="true">
        <canvas ref={shade} className={styles.layer} />
        <canvas ref={dots} className={styles.layer} />
        <canvas ref={over} className={styles.layer} />
      </div>
    </div>
  );
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
