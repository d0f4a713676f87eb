/** In CSS pixels, from the top left of the window. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placing {
  readonly card: { readonly width: number; readonly height: number };
  /** Where the card may be. */
  readonly within: Box;
  /** What it speaks of, and stands beside. */
  readonly beside: Box;
  /** What belongs to that: the card stands beside both where there is no room beside the first. */
  readonly with?: Box | null;
  /** What else it must not cover. */
  readonly apart: readonly Box[];
  readonly isRightToLeft: boolean;
}

/** Between the card and what it speaks of: the outline has its place there. */
const GAP = 14;

/**
 * The top left corner of a card beside what it speaks of, covering neither that nor what is `with` it or `apart`: at its end, below, at its start, above, or,
 * where no side has room, in a corner of the window. Null where there is no such place.
 */
export function placeBeside(placing: Placing): { readonly x: number; readonly y: number } | null {
  const { card, within, beside, apart } = placing;
  const companion = placing.with ? [placing.with] : [];
  const taken = [beside, ...companion, ...apart];
  const fits = ({ x, y }: { readonly x: number; readonly y: number }): boolean => {
    const box = { x, y, ...card };
    return contains(within, box) && taken.every((other) => !overlap(grown(other, GAP - 2), box));
  };
  const joint = companion.flatMap((other) => sidesOf({ ...placing, beside: joined(beside, other) }));
  return [...sidesOf(placing), ...joint, ...cornersOf(placing)].find(fits) ?? null;
}

function sidesOf({ card, within, beside, isRightToLeft }: Placing) {
  const left = beside.x - GAP - card.width;
  const right = beside.x + beside.width + GAP;
  const ys = [beside.y, middle(beside.y, beside.height, card.height), beside.y + beside.height - card.height].map((y) =>
    clamp(y, within.y, within.y + within.height - card.height),
  );
  const xs = [beside.x, middle(beside.x, beside.width, card.width), beside.x + beside.width - card.width].map((x) =>
    clamp(x, within.x, within.x + within.width - card.width),
  );
  const startToEnd = isRightToLeft ? xs.toReversed() : xs;
  const [end, start] = isRightToLeft ? [left, right] : [right, left];
  return [
    ...ys.map((y) => ({ x: end, y })),
    ...startToEnd.map((x) => ({ x, y: beside.y + beside.height + GAP })),
    ...ys.map((y) => ({ x: start, y })),
    ...startToEnd.map((x) => ({ x, y: beside.y - GAP - card.height })),
  ];
}

function cornersOf({ card, within, isRightToLeft }: Placing) {
  const right = within.x + within.width - card.width;
  const bottom = within.y + within.height - card.height;
  const xs = isRightToLeft ? [within.x, right] : [right, within.x];
  return [bottom, within.y].flatMap((y) => xs.map((x) => ({ x, y })));
}

/** The part of a box that is seen through another one; null where nothing is. */
export function seenThrough(box: Box, pane: Box): Box | null {
  const x = Math.max(box.x, pane.x);
  const y = Math.max(box.y, pane.y);
  const width = Math.min(box.x + box.width, pane.x + pane.width) - x;
  const height = Math.min(box.y + box.height, pane.y + pane.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

export const overlap = (a: Box, b: Box): boolean => seenThrough(a, b) !== null;
export const contains = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
const grown = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});
const joined = (a: Box, b: Box): Box => {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
};
const middle = (from: number, length: number, own: number): number => from + (length - own) / 2;
const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
