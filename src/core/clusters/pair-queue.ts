/** Pairs of clusters, best first: by key, then by the lower, then by the higher of their ranks. A binary heap on plain arrays. */
export interface PairQueue {
  push(key: number, a: number, b: number): void;
  /** Takes the best pair out; false when none is left. Read it from `key`, `a` and `b`. */
  pop(): boolean;
  readonly top: { key: number; a: number; b: number };
}

/** @param rankOf decides between pairs of equal key, as it is when a pair is compared */
export function createPairQueue(rankOf: (cluster: number) => number): PairQueue {
  const keys: number[] = [];
  const as: number[] = [];
  const bs: number[] = [];
  const top = { key: 0, a: 0, b: 0 };

  const isBefore = (key: number, a: number, b: number, at: number): boolean => {
    if (key !== keys[at]!) return key > keys[at]!;
    const first = rankOf(a);
    const second = rankOf(b);
    const otherFirst = rankOf(as[at]!);
    const otherSecond = rankOf(bs[at]!);
    const low = Math.min(first, second) - Math.min(otherFirst, otherSecond);
    return low !== 0 ? low < 0 : Math.max(first, second) < Math.max(otherFirst, otherSecond);
  };
  const move = (from: number, to: number): void => {
    keys[to] = keys[from]!;
    as[to] = as[from]!;
    bs[to] = bs[from]!;
  };
  const place = (at: number, key: number, a: number, b: number): void => {
    keys[at] = key;
    as[at] = a;
    bs[at] = b;
  };
  return {
    top,
    push(key, a, b) {
      let at = keys.length;
      place(at, key, a, b);
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!isBefore(key, a, b, parent)) break;
        move(parent, at);
        at = parent;
      }
      place(at, key, a, b);
    },
    pop() {
      const last = keys.length - 1;
      if (last < 0) return false;
      top.key = keys[0]!;
      top.a = as[0]!;
      top.b = bs[0]!;
      const key = keys.pop()!;
      const a = as.pop()!;
      const b = bs.pop()!;
      if (last === 0) return true;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= last) break;
        if (child + 1 < last && isBefore(keys[child + 1]!, as[child + 1]!, bs[child + 1]!, child)) child++;
        if (isBefore(key, a, b, child)) break;
        move(child, at);
        at = child;
      }
      place(at, key, a, b);
      return true;
    },
  };
}
