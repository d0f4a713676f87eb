/** Members with a value each, to be narrowed down. Fill `members` and `values` up to `size`, then keep the best. */
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
   * Keeps, in their order, members whose value is at least `share` of the `wanted`-th best, but only about the best `limit` of
   * them. Values are put in bins of `most / 256`, and a bin is kept whole or not at all, so that equal values share their fate.
   * Cost O(size).
   *
   * @param most what a value is at most; more counts as that
   * @returns a value that about `wanted` of them reach
   */
  keepBest(most: number, wanted: number, share: number, limit: number): number {
    const { members, values, size } = this;
    if (size <= wanted) return 0;
    const bins = this.#bins;
    const toBin = BINS / most;
    bins.fill(0);
    for (let at = 0; at < size; at++) {
      const bin = (values[at]! * toBin) | 0;
      bins[bin > BINS ? BINS : bin]!++;
    }
    const good = this.#binOf(wanted);
    const lowest = Math.max(good * share, this.#binOf(limit));
    let kept = 0;
    for (let at = 0; at < size; at++) {
      const value = values[at]!;
      if (value * toBin < lowest) continue;
      members[kept] = members[at]!;
      values[kept++] = value;
    }
    this.size = kept;
    return good / toBin;
  }

  /** The bin of the `rank`-th best value. */
  #binOf(rank: number): number {
    let bin = BINS;
    let held = this.#bins[bin]!;
    while (held < rank && bin > 0) held += this.#bins[--bin]!;
    return bin;
  }
}

const BINS = 256;
