/** Members with a value above 0 each, to be narrowed down. Fill `members` and `values` up to `size`, then keep the best. */
export class Shortlist {
  readonly members: Uint32Array;
  readonly values: Float32Array;
  size = 0;
  readonly #bins = new Uint32Array(BINS + 1);

  constructor(capacity: number) {
    this.members = new Uint32Array(capacity);
    this.values = new Float32Array(capacity);
  }

  /**
   * Keeps about the best `wanted` members, in the order they are in. Values are put in 1024 bins up to the largest and a bin is kept
   * whole or not at all, so that equal values share their fate and there can be more than `wanted`, never fewer. Cost O(size).
   *
   * @param most the largest value
   */
  keepBest(wanted: number, most: number): void {
    const { members, values, size } = this;
    if (size <= wanted) return;
    const bins = this.#bins.fill(0);
    const toBin = BINS / most;
    for (let at = 0; at < size; at++) bins[(values[at]! * toBin) | 0]!++;
    let lowest = BINS;
    let held = bins[BINS]!;
    while (held < wanted) held += bins[--lowest]!;
    let kept = 0;
    for (let at = 0; at < size; at++) {
      const value = values[at]!;
      if (((value * toBin) | 0) < lowest) continue;
      members[kept] = members[at]!;
      values[kept++] = value;
    }
    this.size = kept;
  }
}

const BINS = 1024;
