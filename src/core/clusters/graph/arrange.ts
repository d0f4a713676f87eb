import { createRandom } from '../../numerics/random';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A box to be placed, its size in units of the drawing. */
export interface Box {
  readonly name: number;
  readonly width: number;
  readonly height: number;
}

/** A tie between two boxes by their positions in the list, 0…1: the stronger, the nearer. */
export interface Tie {
  readonly a: number;
  readonly b: number;
  readonly strength: number;
}

/** Length of the strongest tie and what the weakest adds to it. */
const SHORTEST = 115;
const LONGER = 165;
/** The room that a screen has: how long ties are, and how much more distances across count than those down. */
export interface Room {
  readonly length: number;
  readonly stretch: number;
  /** Left free between boxes. */
  readonly gap: { readonly x: number; readonly y: number };
}

/** Boxes are wider than high, and most screens are. */
export const WIDE: Room = { length: 1, stretch: 1.5, gap: { x: 44, y: 28 } };
/** A phone, or a window as narrow. */
export const NARROW: Room = { length: 0.6, stretch: 0.9, gap: { x: 18, y: 30 } };
/** Between many boxes. */
const TIGHT = { x: 18, y: 12 };
/** Boxes that find their places without more room. */
const FEW = 10;
const SEEDS = [1, 2, 3];
/** Above this many boxes two starts do: their places differ less. */
const MANY = 30;
const MOST_ROUNDS = 120;
const SETTLED = 4e-3;

/**
 * Places boxes so that distances follow the paths of ties between them, none on top of another, around the origin, longest side across.
 * Stress majorization (Gansner, Koren and North, GD 2004) over shortest paths, one box at a time, from two or three seeded starts, of which
 * the least strained is taken: the same boxes and ties have the same places on every machine.
 *
 * @param known  where boxes stand already, by name. They stay exactly there and the others find a place among them, so that nothing jumps
 *   when one leaves or comes; with every box known nothing moves. A box whose place another one took meanwhile finds a new one.
 * @returns a place a box, its centre. O(boxes³ + rounds · boxes²): 66 boxes in some milliseconds.
 */
export function arrange(
  boxes: readonly Box[],
  ties: readonly Tie[],
  known: ReadonlyMap<number, Place> = new Map(),
  room: Room = WIDE,
): Place[] {
  if (boxes.length === 0) return [];
  const down = Math.max(1, (boxes.length / FEW) ** 0.2) * room.length;
  const across = down * room.stretch;
  const gap = boxes.length > MOST_CLEARED ? TIGHT : room.gap;
  const paths = shortestPaths(boxes.length, ties);
  const isFixed = findFixed(boxes, known);
  const x = new Float64Array(boxes.length);
  const y = new Float64Array(boxes.length);
  if (isFixed.includes(true)) {
    const random = createRandom(1);
    boxes.forEach(({ name }, i) => {
      if (!isFixed[i]) return;
      x[i] = known.get(name)!.x / across;
      y[i] = known.get(name)!.y / down;
    });
    boxes.forEach((_, i) => {
      if (!isFixed[i]) startBeside(i, x, y, paths, isFixed, random.uniform);
    });
    majorize(x, y, paths, isFixed);
  } else {
    let least = Number.POSITIVE_INFINITY;
    for (const seed of boxes.length > MANY ? SEEDS.slice(0, 2) : SEEDS) {
      const random = createRandom(seed);
      const mine = [x, y].map(() => Float64Array.from(boxes, () => (random.uniform() - 0.5) * SHORTEST * boxes.length));
      const strain = majorize(mine[0]!, mine[1]!, paths, isFixed);
      if (strain >= least) continue;
      least = strain;
      x.set(mine[0]!);
      y.set(mine[1]!);
    }
    layAcross(x, y);
  }
  for (let i = 0; i < boxes.length; i++) {
    x[i]! *= across;
    y[i]! *= down;
  }
  boxes.forEach(({ name }, i) => {
    if (!isFixed[i]) return;
    x[i] = known.get(name)!.x;
    y[i] = known.get(name)!.y;
  });
  if (boxes.length <= MOST_CLEARED) clearLines(boxes, ties, x, y, isFixed, gap);
  moveApart(boxes, x, y, isFixed, gap);
  if (!isFixed.includes(true)) centre(boxes, x, y);
  return boxes.map((_, i) => ({ x: round(x[i]!), y: round(y[i]!) }));
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Boxes that can stand where they are known to stand. */
function findFixed(boxes: readonly Box[], known: ReadonlyMap<number, Place>): boolean[] {
  const fixed: boolean[] = [];
  for (const [i, box] of boxes.entries()) {
    const place = known.get(box.name);
    const isTaken =
      place !== undefined &&
      boxes.slice(0, i).some((other, j) => {
        const at = known.get(other.name)!;
        return (
          fixed[j] &&
          Math.abs(at.x - place.x) < (box.width + other.width) / 2 &&
          Math.abs(at.y - place.y) < (box.height + other.height) / 2
        );
      });
    fixed.push(place !== undefined && !isTaken);
  }
  return fixed;
}

/** Lengths between all boxes along ties, [count × count]; boxes without a path are a little further apart than any with one. */
function shortestPaths(count: number, ties: readonly Tie[]): Float64Array {
  const length = new Float64Array(count * count).fill(Number.POSITIVE_INFINITY);
  for (const { a, b, strength } of ties) {
    const long = SHORTEST + (1 - strength) * LONGER;
    if (long >= length[a * count + b]!) continue;
    length[a * count + b] = long;
    length[b * count + a] = long;
  }
  for (let via = 0; via < count; via++) {
    for (let i = 0; i < count; i++) {
      const first = length[i * count + via]!;
      if (first === Number.POSITIVE_INFINITY) continue;
      for (let j = 0; j < count; j++) {
        const long = first + length[via * count + j]!;
        if (long < length[i * count + j]!) length[i * count + j] = long;
      }
    }
  }
  let longest = SHORTEST + LONGER;
  for (const long of length) if (long !== Number.POSITIVE_INFINITY && long > longest) longest = long;
  return length.map((long) => (long === Number.POSITIVE_INFINITY ? longest * 1.2 : long));
}

/** Moves every box that is not fixed to where its distances strain least, round after round. @returns what strain is left */
function majorize(x: Float64Array, y: Float64Array, paths: Float64Array, isFixed: readonly boolean[]): number {
  const count = x.length;
  const weights = paths.map((long) => 1 / (long * long));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = 0;
    for (let i = 0; i < count; i++) {
      if (isFixed[i]) continue;
      let [sumX, sumY, sum] = [0, 0, 0];
      for (let j = 0; j < count; j++) {
        if (j === i) continue;
        const long = paths[i * count + j]!;
        const weight = weights[i * count + j]!;
        const dx = x[i]! - x[j]!;
        const dy = y[i]! - y[j]!;
        const apart = Math.sqrt(dx * dx + dy * dy) || 1e-6;
        sumX += weight * (x[j]! + (long * dx) / apart);
        sumY += weight * (y[j]! + (long * dy) / apart);
        sum += weight;
      }
      if (sum === 0) continue;
      const [nextX, nextY] = [sumX / sum, sumY / sum];
      moved = Math.max(moved, Math.abs(nextX - x[i]!), Math.abs(nextY - y[i]!));
      x[i] = nextX;
      y[i] = nextY;
    }
    if (moved < SETTLED * SHORTEST) break;
  }
  let strain = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const long = paths[i * count + j]!;
      strain += (Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!) / long - 1) ** 2;
    }
  }
  return strain;
}

/** A first place for a new box: beside the nearest one that has a place. */
function startBeside(
  i: number,
  x: Float64Array,
  y: Float64Array,
  paths: Float64Array,
  isFixed: readonly boolean[],
  uniform: () => number,
): void {
  let nearest = -1;
  for (let j = 0; j < x.length; j++) {
    if (isFixed[j] && (nearest < 0 || paths[i * x.length + j]! < paths[i * x.length + nearest]!)) nearest = j;
  }
  const angle = uniform() * 2 * Math.PI;
  x[i] = x[nearest]! + Math.cos(angle) * SHORTEST;
  y[i] = y[nearest]! + Math.sin(angle) * SHORTEST;
}

/** Turns all so that they spread most from left to right, the first box on the left and not below. */
function layAcross(x: Float64Array, y: Float64Array): void {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleX, middleY] = [mean(x), mean(y)];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - middleX, y[i]! - middleY];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - middleX, y[i]! - middleY];
    x[i] = dx * cos + dy * sin;
    y[i] = dy * cos - dx * sin;
  }
  const [flipX, flipY] = [x[0]! > 0 ? -1 : 1, y[0]! > 0 ? -1 : 1];
  for (let i = 0; i < x.length; i++) {
    x[i]! *= flipX;
    y[i]! *= flipY;
  }
}

/** With more boxes than this, lines pass behind some whatever is done. */
const MOST_CLEARED = 24;
const CLEARING_ROUNDS = 80;
const CLEARANCE = 8;
/** Moving a little at a time lets many lines pull at one box. */
const STEP = 0.25;

/** Moves boxes off the lines between others, and those lines the other way, so that a line does not seem to end at a box it passes. */
function clearLines(
  boxes: readonly Box[],
  ties: readonly Tie[],
  x: Float64Array,
  y: Float64Array,
  isFixed: readonly boolean[],
  gap: Room['gap'],
): void {
  const shift = (i: number, byX: number, byY: number): void => {
    if (isFixed[i]) return;
    x[i]! += byX;
    y[i]! += byY;
  };
  for (let round = 0; round < CLEARING_ROUNDS; round++) {
    let isMoved = false;
    for (const { a, b } of ties) {
      const [dx, dy] = [x[b]! - x[a]!, y[b]! - y[a]!];
      const long = Math.hypot(dx, dy);
      if (long < 1) continue;
      for (let i = 0; i < boxes.length; i++) {
        if (i === a || i === b) continue;
        const along = ((x[i]! - x[a]!) * dx + (y[i]! - y[a]!) * dy) / (long * long);
        if (along <= 0 || along >= 1) continue;
        const [acrossX, acrossY] = [-dy / long, dx / long];
        const off = (x[i]! - x[a]!) * acrossX + (y[i]! - y[a]!) * acrossY;
        const wanted = (Math.abs(acrossX) * boxes[i]!.width + Math.abs(acrossY) * boxes[i]!.height) / 2 + CLEARANCE;
        const missing = wanted - Math.abs(off);
        if (missing <= 0) continue;
        isMoved = true;
        const by = STEP * missing * (off < 0 ? -1 : 1);
        shift(i, acrossX * by, acrossY * by);
        shift(a, (-acrossX * by) / 2, (-acrossY * by) / 2);
        shift(b, (-acrossX * by) / 2, (-acrossY * by) / 2);
      }
    }
    if (!isMoved) return;
    moveApart(boxes, x, y, isFixed, gap, 1);
  }
}

const ROUNDS_BEFORE_ROOM = 40;
const MORE_ROOM = 1.06;

/** Moves boxes that lie on each other apart, by the shorter way; where they stay crowded, all get more room. Fixed ones stay. */
function moveApart(
  boxes: readonly Box[],
  x: Float64Array,
  y: Float64Array,
  isFixed: readonly boolean[],
  gap: Room['gap'],
  rounds = Number.POSITIVE_INFINITY,
): void {
  for (let round = 1; round <= rounds; round++) {
    let isMoved = false;
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length; j++) {
        if (isFixed[i] && isFixed[j]) continue;
        const dx = x[j]! - x[i]!;
        const dy = y[j]! - y[i]!;
        const overX = (boxes[i]!.width + boxes[j]!.width) / 2 + gap.x - Math.abs(dx);
        const overY = (boxes[i]!.height + boxes[j]!.height) / 2 + gap.y - Math.abs(dy);
        if (overX <= 0.01 || overY <= 0.01) continue;
        isMoved = true;
        const isAcross = overX < overY;
        const by = isAcross ? (dx < 0 ? -overX : overX) : dy < 0 ? -overY : overY;
        const values = isAcross ? x : y;
        const share = isFixed[i] ? 0 : isFixed[j] ? 1 : 0.5;
        values[i]! -= by * share;
        values[j]! += by * (1 - share);
      }
    }
    if (!isMoved) return;
    if (round % ROUNDS_BEFORE_ROOM !== 0) continue;
    for (let i = 0; i < boxes.length; i++) {
      if (isFixed[i]) continue;
      x[i]! *= MORE_ROOM;
      y[i]! *= MORE_ROOM;
    }
  }
}

/** The middle of the area that the boxes take becomes the origin. */
function centre(boxes: readonly Box[], x: Float64Array, y: Float64Array): void {
  const edges = (at: (i: number) => number, half: (box: Box) => number): number => {
    const low = Math.min(...boxes.map((box, i) => at(i) - half(box)));
    return (low + Math.max(...boxes.map((box, i) => at(i) + half(box)))) / 2;
  };
  const middleX = edges(
    (i) => x[i]!,
    ({ width }) => width / 2,
  );
  const middleY = edges(
    (i) => y[i]!,
    ({ height }) => height / 2,
  );
  for (let i = 0; i < boxes.length; i++) {
    x[i]! -= middleX;
    y[i]! -= middleY;
  }
}
