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

/** An entry of a log in which `undo` and `redo` name the entry that they speak of. */
export interface UndoableEntry {
  readonly kind: string;
  readonly seq: number;
  readonly target?: number;
}

/** Entries before `seq` whose effect still stands: undone ones are left out, and so are the undoings themselves. O(entries). */
export function standingEntries<E extends UndoableEntry>(entries: readonly E[], seq = Number.POSITIVE_INFINITY): E[] {
  const undone = new Set<number>();
  for (const { kind, target } of entries) {
    if (target === undefined) continue;
    if (kind === 'undo') undone.add(target);
    else if (kind === 'redo') undone.delete(target);
  }
  return entries.filter(({ kind, seq: own }) => kind !== 'undo' && kind !== 'redo' && own < seq && !undone.has(own));
}
