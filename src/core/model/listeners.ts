/** Who wants to hear of changes of one thing. */
export interface Listeners {
  /** @returns takes the listener away again */
  subscribe(listener: () => void): () => void;
  /** Calls all, in the order in which they came. */
  tell(): void;
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell() {
      for (const listener of listeners) listener();
    },
  };
}
