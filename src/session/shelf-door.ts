/** The way to a shelf of this browser, which is opened when it is first asked for. */
export interface ShelfDoor<Shelf> {
  /** The shelf; asked for again where opening it failed. @throws AppError `storage/…` */
  open(): Promise<Shelf>;
  /** What a look at it finds; nothing where there is no shelf, and what cannot be read is not there. A look makes none. */
  look<T>(read: (shelf: Shelf) => Promise<T>, nothing: T): Promise<T>;
}

/** @param has whether there is one already */
export function createShelfDoor<Shelf>(has: () => Promise<boolean>, openShelf: () => Promise<Shelf>): ShelfDoor<Shelf> {
  let opening: Promise<Shelf> | null = null;
  const open = (): Promise<Shelf> => {
    opening ??= openShelf().catch((thrown: unknown) => {
      opening = null;
      throw thrown;
    });
    return opening;
  };
  return {
    open,
    async look(read, nothing) {
      if (!opening && !(await has())) return nothing;
      return open()
        .then(read)
        .catch(() => nothing);
    },
  };
}
