import type { MapReading } from '../../core/projection/record-map';
import { type Camera, type Size, toScreen } from './camera';

export interface MapLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

const MOST = 14;
const WORDS = 2;
/** Of a line of text, in CSS pixels. */
const HEIGHT = 18;
const LETTER = 7.2;

/** Names of regions at their peaks, in CSS pixels: the most populous first, none over another or beyond the edge. */
export function placeLabels({ regions, words }: MapReading, camera: Camera, { width, height }: Size): readonly MapLabel[] {
  const placed: { readonly label: MapLabel; readonly half: number }[] = [];
  for (const [region, peak] of regions.peaks.entries()) {
    const text = (words[region] ?? []).slice(0, WORDS).join(' ');
    if (text === '' || placed.length >= MOST) continue;
    const { x, y } = toScreen(camera, peak);
    const half = (text.length * LETTER) / 2 + 4;
    const isFree = placed.every(
      ({ label, half: other }) => Math.abs(label.x - x) > half + other || Math.abs(label.y - y) > HEIGHT,
    );
    if (isFree && x > half && x < width - half && y > HEIGHT && y < height - HEIGHT) placed.push({ label: { text, x, y }, half });
  }
  return placed.map(({ label }) => label);
}
