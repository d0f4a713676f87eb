import type { MapLayout, MapReading } from '../../core/projection/record-map';
import { type Camera, type Size, toScreen } from './camera';
import { placeLabels } from './map-labels';
import { MOST_LINES } from './paint-overlay';
import type { Rgb } from './paint-points';
import { POINT_STATUSES, type PointStatus } from './point-status';
import type { Palette } from './use-palette';

interface Drawn {
  readonly layout: MapLayout;
  readonly reading: MapReading;
  readonly statuses: Uint8Array;
  readonly order: Uint32Array;
  readonly links: Uint32Array;
  readonly palette: Palette;
  readonly camera: Camera;
  readonly size: Size;
  readonly radius: number;
  readonly words: {
    readonly title: string;
    /** Names of the tables; none for one table. */
    readonly sides: readonly string[];
    readonly statuses: readonly { readonly status: PointStatus; readonly name: string }[];
  };
}

/** Height of the legend under the map. */
export const FOOT = 64;
const POINTS_A_STEP = 5_000;
/** Share of a step of rounding: a tenth of a pixel. */
const rounded = (value: number): string => String(Math.round(value * 10) / 10);
const colour = ([red, green, blue]: Rgb): string => `rgb(${red},${green},${blue})`;
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * The map as it is seen, as a drawing that stands alone: each status of each table is one path, so that 100,000 records are about 2 MB. Yields every
 * 5,000 points. O(points).
 */
export function* mapDrawing(drawn: Drawn): Generator<void, Blob> {
  const { layout, reading, statuses, order, links, palette, camera, size, radius, words } = drawn;
  const { width, height } = size;
  const parts: string[] = [];
  parts.push(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + FOOT}" viewBox="0 0 ${width} ${height + FOOT}" font-family="system-ui, sans-serif">`,
    `<title>${escaped(words.title)}</title><rect width="${width}" height="${height + FOOT}" fill="${palette.ground}"/>`,
    `<clipPath id="m"><rect width="${width}" height="${height}"/></clipPath><g clip-path="url(#m)">`,
  );
  if (links.length > 0 && links.length <= 2 * MOST_LINES) {
    const lines = Array.from({ length: links.length / 2 }, (_, at) => {
      const [from, to] = [links[at * 2]!, links[at * 2 + 1]!].map((point) =>
        toScreen(camera, { x: layout.x[point]!, y: layout.y[point]! }),
      );
      return `M${rounded(from!.x)} ${rounded(from!.y)}L${rounded(to!.x)} ${rounded(to!.y)}`;
    });
    parts.push(`<path d="${lines.join('')}" fill="none" stroke="${colour(palette.colours[0]!)}" stroke-opacity=".55"/>`);
  }
  // In the order of painting: new paths where the status changes, one a table.
  const marks: [string[], string[]] = [[], []];
  let status = -1;
  const flush = (): void => {
    for (const [side, own] of marks.entries()) {
      if (own.length > 0) parts.push(`<path ${lookOf(status, side === 1, radius, palette)} d="${own.join('')}"/>`);
      own.length = 0;
    }
  };
  for (const [turn, point] of order.entries()) {
    if (turn % POINTS_A_STEP === POINTS_A_STEP - 1) yield;
    const { x, y } = toScreen(camera, { x: layout.x[point]!, y: layout.y[point]! });
    if (x < -radius || y < -radius || x > width + radius || y > height + radius) continue;
    if (statuses[point] !== status) flush();
    status = statuses[point]!;
    const isRight = point >= layout.leftCount;
    marks[isRight ? 1 : 0].push(markAt(x, y, radius, isRight, palette.hollow[status]!));
  }
  flush();
  for (const { text, x, y } of placeLabels(reading, camera, size)) {
    parts.push(
      `<text x="${rounded(x)}" y="${rounded(y)}" font-size="13" font-weight="600" text-anchor="middle" dominant-baseline="middle" fill="${palette.text}" stroke="${palette.ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${escaped(text)}</text>`,
    );
  }
  parts.push('</g>', ...legendOf(drawn), '</svg>');
  return new Blob(parts, { type: 'image/svg+xml' });
}

const TRIANGLE = 1.25;

/** A filled circle is a line of no length with a round end; a triangle and an outline are drawn. */
function markAt(x: number, y: number, radius: number, isRight: boolean, isHollow: boolean): string {
  if (isRight) {
    const side = radius * TRIANGLE * 1.07;
    return `M${rounded(x)} ${rounded(y - side * 1.15)}l${rounded(side)} ${rounded(side * 1.73)}h${rounded(-2 * side)}z`;
  }
  if (!isHollow) return `M${rounded(x)} ${rounded(y)}h0`;
  const r = rounded(radius * 0.8);
  return `M${rounded(x - radius * 0.8)} ${rounded(y)}a${r} ${r} 0 1 0 ${rounded(radius * 1.6)} 0a${r} ${r} 0 1 0 ${rounded(-radius * 1.6)} 0`;
}

function lookOf(status: number, isRight: boolean, radius: number, { colours, hollow }: Palette): string {
  const own = colour(colours[status]!);
  if (hollow[status]) return `fill="none" stroke="${own}" stroke-width="${rounded(Math.max(0.6, radius * 0.38))}"`;
  return isRight ? `fill="${own}"` : `fill="none" stroke="${own}" stroke-linecap="round" stroke-width="${rounded(2 * radius)}"`;
}

function legendOf({ size, palette, words }: Drawn): string[] {
  const parts: string[] = [];
  let x = 16;
  let y = size.height + 22;
  const write = (mark: string, name: string): void => {
    const wide = 30 + 7.2 * name.length;
    if (x + wide > size.width && x > 16) {
      x = 16;
      y += 24;
    }
    parts.push(mark.replaceAll('X', String(x + 6)).replaceAll('Y', String(y)));
    parts.push(
      `<text x="${x + 18}" y="${y}" font-size="13" dominant-baseline="middle" fill="${palette.text}">${escaped(name)}</text>`,
    );
    x += wide;
  };
  for (const [at, name] of words.sides.entries()) {
    const look =
      at === 1 ? `fill="${palette.text}"` : `fill="none" stroke="${palette.text}" stroke-linecap="round" stroke-width="9"`;
    write(`<g transform="translate(X Y)"><path ${look} d="${markAt(0, 0, 4.5, at === 1, false)}"/></g>`, name);
  }
  for (const { status, name } of words.statuses) {
    const code = POINT_STATUSES.indexOf(status);
    const mark = markAt(0, 0, 4.5, false, palette.hollow[code]!);
    write(`<g transform="translate(X Y)"><path ${lookOf(code, false, 4.5, palette)} d="${mark}"/></g>`, name);
  }
  return parts;
}
