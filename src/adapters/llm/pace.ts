/** Lets requests through: so many at once, none while the server asks to wait. */
export interface Pace {
  /** Settles when a request may be sent; give the place back by what it answers. @throws the reason of the signal */
  enter(signal: AbortSignal): Promise<() => void>;
  /** No request before this time (ms since 1970), and fewer at once from now on. */
  hold(until: number): void;
  /** The server keeps up: more at once again, after a while. */
  ease(): void;
  /** ms since 1970; 0 where nothing is held. */
  readonly heldUntil: number;
}

export interface PaceInput {
  /** Most requests at once. */
  readonly most: () => number;
  readonly now: () => number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Told when holding begins, with its end, and with 0 when it is over. */
  onHeld(until: number): void;
}

/** Successes in a row after which one more request is let through at once. */
const EASE_AFTER = 8;

/** Halves the number of requests at once when the server is busy and adds one after successes, as TCP does. */
export function createPace({ most, now, sleep, onHeld }: PaceInput): Pace {
  let under = 0;
  let allowed = Number.POSITIVE_INFINITY;
  let heldUntil = 0;
  let successes = 0;
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const go of [...waiting]) go();
  };
  return {
    get heldUntil() {
      return heldUntil;
    },
    async enter(signal) {
      for (;;) {
        signal.throwIfAborted();
        const left = heldUntil - now();
        if (left > 0) {
          await sleep(left, signal);
          if (heldUntil - now() <= 0) onHeld(0);
          continue;
        }
        if (under < Math.max(1, Math.min(allowed, most()))) break;
        await new Promise<void>((go, stop) => {
          const leave = (): void => {
            waiting.delete(enter);
            signal.removeEventListener('abort', abort);
          };
          const enter = (): void => {
            leave();
            go();
          };
          const abort = (): void => {
            leave();
            stop(signal.reason);
          };
          waiting.add(enter);
          signal.addEventListener('abort', abort, { once: true });
        });
      }
      under++;
      let isBack = false;
      return () => {
        if (isBack) return;
        isBack = true;
        under--;
        wake();
      };
    },
    hold(until) {
      successes = 0;
      allowed = Math.max(1, Math.floor(Math.min(allowed, most()) / 2));
      if (until <= heldUntil) return;
      heldUntil = until;
      onHeld(until);
    },
    ease() {
      if (++successes < EASE_AFTER || allowed >= most()) return;
      successes = 0;
      allowed++;
      wake();
    },
  };
}
