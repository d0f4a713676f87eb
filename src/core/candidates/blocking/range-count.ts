/**
 * Counts for each point of `asked` the points of `given` that differ from it by at most `tolerances[d]` in every dimension `d`.
 *
 * One dimension: sorted windows. Two: a sweep along the first over a Fenwick tree (Fenwick 1994) of the second. Each further
 * dimension splits every window into O(log m) intervals of a segment tree and counts within each (Bentley 1980, range trees).
 * O((n + m) · log^d m), whatever the counts; O(n + m) memory a dimension.
 *
 * @param asked one array of n finite numbers a dimension @param given likewise m
 */
export function countWithin(
  asked: readonly Float64Array[],
  given: readonly Float64Array[],
  tolerances: readonly number[],
): Float64Array {
  const counts = new Float64Array(asked[0]!.length);
  if (asked.length === 1) {
    const sorted = given[0]!.slice().sort();
    asked[0]!.forEach((value, at) => {
      counts[at] = firstAbove(sorted, value, tolerances[0]!) - firstWithin(sorted, value, tolerances[0]!);
    });
    return counts;
  }
  const space: Space = { asked, given, tolerances, counts };
  countLevel(space, orderBy(asked[0]!), orderBy(given[0]!), asked.length - 1);
  return counts;
}

/** First place of ascending `sorted` that is not more than `tolerance` below `value`. */
export function firstWithin(sorted: Float64Array, value: number, tolerance: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value - sorted[middle]! <= tolerance) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** First place of ascending `sorted` that is more than `tolerance` above `value`. */
export function firstAbove(sorted: Float64Array, value: number, tolerance: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! - value > tolerance) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Space {
  readonly asked: readonly Float64Array[];
  readonly given: readonly Float64Array[];
  readonly tolerances: readonly number[];
  readonly counts: Float64Array;
}

/** Up to this many points are looked at one by one. */
const FEW = 32;

const orderBy = (values: Float64Array): Uint32Array =>
  Uint32Array.from(values, (_, index) => index).sort((a, b) => values[a]! - values[b]!);

/** Adds to each of `questions` the `points` near it in the dimensions up to `dimension`; both come ordered by the first dimension. */
function countLevel(space: Space, questions: Uint32Array, points: Uint32Array, dimension: number): void {
  if (questions.length === 0 || points.length === 0) return;
  if (points.length <= FEW) countOneByOne(space, questions, points, dimension);
  else if (dimension === 1) sweep(space, questions, points);
  else countInterval(space, questions, points, dimension);
}

function countInterval(space: Space, questions: Uint32Array, points: Uint32Array, dimension: number): void {
  const given = space.given[dimension]!;
  const asked = space.asked[dimension]!;
  const tolerance = space.tolerances[dimension]!;
  const sorted = Float64Array.from(points, (point) => given[point]!).sort();
  const low = sorted[0]!;
  const high = sorted.at(-1)!;
  const reaches = (value: number, end: number): boolean => Math.abs(value - end) <= tolerance;
  const isInside = (question: number): boolean => reaches(asked[question]!, low) && reaches(asked[question]!, high);
  const overlaps = (question: number): boolean => low - asked[question]! <= tolerance && asked[question]! - high <= tolerance;
  countLevel(space, questions.filter(isInside), points, dimension - 1);
  const partly = questions.filter((question) => overlaps(question) && !isInside(question));
  if (partly.length === 0) return;
  const middle = sorted[sorted.length >>> 1]!;
  const pivot = middle > low ? middle : sorted[firstAbove(sorted, low, 0)]!;
  const [below, above] = [points.filter((point) => given[point]! < pivot), points.filter((point) => given[point]! >= pivot)];
  countLevel(space, partly, below, dimension);
  countLevel(space, partly, above, dimension);
}

function countOneByOne(
  { asked, given, tolerances, counts }: Space,
  questions: Uint32Array,
  points: Uint32Array,
  dimension: number,
): void {
  for (const question of questions) {
    for (const point of points) {
      let isNear = true;
      for (let d = 0; d <= dimension && isNear; d++) {
        isNear = Math.abs(asked[d]![question]! - given[d]![point]!) <= tolerances[d]!;
      }
      if (isNear) counts[question]!++;
    }
  }
}

/** Points enter and leave a Fenwick tree of their second coordinate as the window moves along the first. */
function sweep({ asked, given, tolerances, counts }: Space, questions: Uint32Array, points: Uint32Array): void {
  const heights = Float64Array.from(points, (point) => given[1]![point]!);
  const order = orderBy(heights);
  const sorted = Float64Array.from(order, (at) => heights[at]!);
  const rank = new Uint32Array(points.length);
  order.forEach((at, place) => {
    rank[at] = place;
  });
  const tree = new Int32Array(points.length + 1);
  const add = (place: number, change: number): void => {
    for (let at = place + 1; at < tree.length; at += at & -at) tree[at]! += change;
  };
  const below = (place: number): number => {
    let sum = 0;
    for (let at = place; at > 0; at -= at & -at) sum += tree[at]!;
    return sum;
  };
  let entered = 0;
  let left = 0;
  for (const question of questions) {
    const [x, y] = [asked[0]![question]!, asked[1]![question]!];
    for (; entered < points.length && given[0]![points[entered]!]! - x <= tolerances[0]!; entered++) add(rank[entered]!, 1);
    for (; left < entered && x - given[0]![points[left]!]! > tolerances[0]!; left++) add(rank[left]!, -1);
    counts[question]! += below(firstAbove(sorted, y, tolerances[1]!)) - below(firstWithin(sorted, y, tolerances[1]!));
  }
}
