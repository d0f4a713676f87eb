/** Held while this tab may write a project. */
export interface WriteLock {
  readonly isHeld: boolean;
  release(): void;
}

/**
 * Asks for the right to write a project. Another tab that has it keeps it: then `isHeld` is false and `onTurn` is called once when
 * the other tab is gone. Where the browser has no locks (plain http), every tab may write.
 */
export async function lockProject(id: string, onTurn: () => void): Promise<WriteLock> {
  if (!navigator.locks) return { isHeld: true, release: () => {} };
  const name = `rowlink-project-${id}`;
  let release: () => void = () => {};
  const hold = new Promise<void>((resolve) => {
    release = resolve;
  });
  const isHeld = await new Promise<boolean>((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? hold : undefined;
    });
  });
  if (isHeld) return { isHeld, release };
  const waiting = new AbortController();
  navigator.locks
    .request(name, { signal: waiting.signal }, () => onTurn())
    .catch(() => {
      // Given up: the project was closed here before its turn came.
    });
  return { isHeld, release: () => waiting.abort() };
}
