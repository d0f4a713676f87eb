const JOIN_FROM = 8 * 2 ** 20;

/** Collects bytes into a blob, which the browser may keep on disk: a few megabytes are held at a time. Pieces are copied. */
export function createBlobWriter(): { add(bytes: Uint8Array): void; finish(): Blob } {
  const blobs: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  const join = (): void => {
    if (pieces.length > 0) blobs.push(new Blob(pieces));
    pieces = [];
    held = 0;
  };
  return {
    add(bytes) {
      pieces.push(new Uint8Array(bytes));
      held += bytes.length;
      if (held >= JOIN_FROM) join();
    },
    finish() {
      join();
      return new Blob(blobs);
    },
  };
}
