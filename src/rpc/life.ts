/**
 * A worker that ends by itself, or that the browser ends, sends no event to its page. It holds a lock for as long as it lives: the page
 * asks for the same lock, and gets it when the worker is gone, however it went. Where the browser has no locks (plain http, some pages
 * of files) such an end is not noticed; a cancel still ends the wait.
 */
const locks = (): LockManager | undefined => globalThis.navigator?.locks;

/** In a worker: takes a lock and tells its name. */
export function showLife(tell: (lock: string) => void): void {
  const name = `rowlink-life-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  locks()
    ?.request(name, () => {
      tell(name);
      return new Promise(() => {});
    })
    .catch(() => {
      // A page without an origin of its own has no locks.
    });
}

/** On the page: calls back once the worker with this lock is gone. */
export function watchLife(lock: string, onGone: () => void): void {
  locks()
    ?.request(lock, onGone)
    .catch(() => {});
}
