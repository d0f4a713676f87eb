import type { Density } from '../../core/projection/density';
import type { MapLayout, MapReading } from '../../core/projection/record-map';
import type { Spot } from '../../core/projection/within-shape';
import { type Camera, type Size, toScreen } from './camera';
import { placeLabels } from './map-labels';
import type { Palette } from './use-palette';

/** The strongest shade, and the most lines that still say something. */
const DARKEST = 0.3;
export const MOST_LINES = 2_000;

const shades = new WeakMap<Density, { readonly accent: string; readonly picture: HTMLCanvasElement }>();

/** How densely points lie, as a shade of the accent colour. */
export function paintShade(
  context: CanvasRenderingContext2D,
  density: Density | null,
  camera: Camera,
  ratio: number,
  { accent }: Palette,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  if (!density) return;
  let shade = shades.get(density);
  if (shade?.accent !== accent) {
    shade = { accent, picture: shadePicture(density, accent) };
    shades.set(density, shade);
  }
  const { left, top, right, bottom } = density.bounds;
  context.setTransform(camera.scale * ratio, 0, 0, camera.scale * ratio, camera.left * ratio, camera.top * ratio);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(shade.picture, left, top, right - left, bottom - top);
}

function shadePicture({ size, values }: Density, accent: string): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  picture.width = size;
  picture.height = size;
  const context = picture.getContext('2d')!;
  context.fillStyle = accent;
  context.fillRect(0, 0, size, size);
  const image = context.getImageData(0, 0, size, size);
  const most = values.reduce((best, value) => Math.max(best, value), 0);
  values.forEach((value, at) => {
    image.data[at * 4 + 3] = most > 0 ? Math.round(255 * DARKEST * Math.sqrt(value / most)) : 0;
  });
  context.putImageData(image, 0, 0);
  return picture;
}

interface Overlay {
  readonly layout: MapLayout;
  readonly reading: MapReading | null;
  readonly links: Uint32Array;
  readonly camera: Camera;
  readonly size: Size;
  readonly palette: Palette;
  /** The line that is being drawn, or that chose last, in CSS pixels. */
  readonly line: readonly Spot[] | null;
  readonly ring: { readonly at: Spot; readonly radius: number } | null;
  readonly hovered: number;
  readonly radius: number;
}

/** Links, names of regions, the line of a choice, the cross and the mark of a point. */
export function paintOverlay(context: CanvasRenderingContext2D, overlay: Overlay): void {
  const { layout, reading, links, camera, size, palette, line, ring, hovered, radius } = overlay;
  const spotOf = (point: number): Spot => toScreen(camera, { x: layout.x[point]!, y: layout.y[point]! });
  context.clearRect(0, 0, size.width, size.height);
  if (links.length > 0 && links.length <= 2 * MOST_LINES) {
    context.beginPath();
    for (let at = 0; at < links.length; at += 2) {
      const [from, to] = [spotOf(links[at]!), spotOf(links[at + 1]!)];
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
    }
    const [red, green, blue] = palette.colours[0]!;
    context.strokeStyle = `rgb(${red} ${green} ${blue} / 55%)`;
    context.lineWidth = 1;
    context.stroke();
  }
  if (line && line.length > 1) {
    context.beginPath();
    for (const { x, y } of line) context.lineTo(x, y);
    context.closePath();
    context.globalAlpha = 0.12;
    context.fillStyle = palette.accent;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 2;
    context.strokeStyle = palette.accent;
    context.stroke();
  }
  if (reading) {
    context.font = LABEL_FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = 4;
    context.strokeStyle = palette.ground;
    context.fillStyle = palette.text;
    for (const { text, x, y } of placeLabels(reading, camera, size)) {
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    }
  }
  if (ring) {
    const { at } = ring;
    context.lineWidth = 2;
    context.strokeStyle = palette.accent;
    context.beginPath();
    context.arc(at.x, at.y, ring.radius, 0, 2 * Math.PI);
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
    ] as const) {
      context.moveTo(at.x - 8 * dx, at.y - 8 * dy);
      context.lineTo(at.x + 8 * dx, at.y + 8 * dy);
    }
    context.stroke();
  }
  if (hovered >= 0 && hovered < layout.x.length) {
    const { x, y } = spotOf(hovered);
    context.beginPath();
    context.arc(x, y, radius + 4, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = palette.text;
    context.stroke();
  }
}

export const LABEL_FONT = '600 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
