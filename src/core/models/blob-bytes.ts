/** Bytes that are read at once: the headers of many fields, when a file is skimmed. */
const WINDOW = 1 << 16;

/** Reads a file that is larger than memory, here and there. */
export interface BlobBytes {
  readonly size: number;
  /** Bytes from `at`, as many as there are up to `count`. Small reads come out of a window that is kept. */
  read(at: number, count: number): Promise<Uint8Array>;
}

/** A file of which only parts are read. */
export function openBlob(blob: Blob): BlobBytes {
  let start = 0;
  let window = new Uint8Array(0);
  return {
    size: blob.size,
    async read(at, count) {
      const end = Math.min(blob.size, at + count);
      if (at < start || end > start + window.length) {
        start = at;
        window = new Uint8Array(await blob.slice(at, Math.max(end, at + WINDOW)).arrayBuffer());
      }
      return window.subarray(at - start, end - start);
    },
  };
}
