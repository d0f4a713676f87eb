/** How fast bytes come, over the last seconds. */
export interface Pace {
  /** @param done bytes in all so far. @param at ms of a clock that only goes forward */
  note(done: number, at: number): void;
  /** Bytes a second over the window; null until it spans half a second. */
  bytesPerSecond(): number | null;
  /** Seconds that `left` bytes take at that speed; null where that cannot be told. */
  secondsFor(left: number): number | null;
}

const WINDOW_MS = 5_000;
const LEAST_SPAN_MS = 500;

export function createPace(): Pace {
  let marks: { readonly done: number; readonly at: number }[] = [];
  const speed = (): number | null => {
    const [first, last] = [marks[0], marks.at(-1)];
    if (!first || !last || last.at - first.at < LEAST_SPAN_MS) return null;
    return ((last.done - first.done) / (last.at - first.at)) * 1000;
  };
  return {
    note(done, at) {
      // Bytes that were thrown away: what came before says nothing of what comes.
      if (done < (marks.at(-1)?.done ?? 0)) marks = [];
      marks.push({ done, at });
      while (marks.length > 2 && at - marks[1]!.at >= WINDOW_MS) marks.shift();
    },
    bytesPerSecond: speed,
    secondsFor(left) {
      const perSecond = speed();
      return perSecond === null || perSecond <= 0 ? null : left / perSecond;
    },
  };
}
