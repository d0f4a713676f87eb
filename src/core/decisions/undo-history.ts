/** Which entry of an append-only log can be taken back next, and which done again. */
export interface UndoHistory<E> {
  undoable(): E | null;
  redoable(): E | null;
  /** Takes note of an appended entry; anything new ends what could be done again. */
  follow(entry: E): void;
}

/** An empty history. `undo` and `redo` move what is on top; every other kind of entry is new. */
export function createUndoHistory<E extends { readonly kind: string }>(): UndoHistory<E> {
  const done: E[] = [];
  const undone: E[] = [];
  const move = (from: E[], to: E[]): void => {
    const entry = from.pop();
    if (entry) to.push(entry);
  };
  return {
    undoable: () => done.at(-1) ?? null,
    redoable: () => undone.at(-1) ?? null,
    follow(entry) {
      if (entry.kind === 'undo') move(done, undone);
      else if (entry.kind === 'redo') move(undone, done);
      else {
        done.push(entry);
        undone.length = 0;
      }
    },
  };
}
