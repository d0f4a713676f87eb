/** Gives the event loop a turn, so that a cancel message can arrive. Call it a few times a second in long loops. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Calls `nextTurn` only when `everyMs` have passed since the last time: cheap enough for inner loops. */
export function createPacer(everyMs = 40): () => Promise<void> | null {
  let last = performance.now();
  return () => {
    if (performance.now() - last < everyMs) return null;
    return nextTurn().then(() => {
      last = performance.now();
    });
  };
}
