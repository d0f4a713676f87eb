/** Of the page's time without a break. */
const STEP_MS = 12;

/**
 * Runs something long a little at a time, so that the page answers in between.
 *
 * @param waitMs before the first step
 * @returns ends it
 */
export function runInPortions<T>(steps: Generator<unknown, T>, onDone: (value: T) => void, waitMs = 0): () => void {
  let timer = window.setTimeout(step, waitMs);
  function step(): void {
    const until = performance.now() + STEP_MS;
    do {
      const { done, value } = steps.next();
      if (done) {
        onDone(value);
        return;
      }
    } while (performance.now() < until);
    timer = window.setTimeout(step);
  }
  return () => window.clearTimeout(timer);
}
