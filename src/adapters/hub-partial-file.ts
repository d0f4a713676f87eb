import { createContentCheck } from '../core/hub/content-check';
import type { RepositoryFile } from '../core/hub/repository-files';

/** What has come of a file, in memory of the browser: a try that breaks off goes on from here. Never shown as a file before it is whole. */
export interface PartialFile {
  readonly file: RepositoryFile;
  readonly done: () => number;
  /** ETag that the first bytes came with. */
  readonly tag: () => string | null;
  /** Whether the content came by more than one answer. */
  readonly isPieced: () => boolean;
  begin(tag: string | null): void;
  /** @returns false where the file would become longer than it is */
  add(piece: Uint8Array<ArrayBuffer>): boolean;
  forget(): void;
  /** The file; null where it is not the one that was promised. Once. */
  whole(): Blob | null;
}

/** Pieces are handed to the browser in blobs of this size, which it may move from memory to the disk. */
const BLOB_BYTES = 8 * 1024 * 1024;

export function createPartialFile(file: RepositoryFile): PartialFile {
  let check = createContentCheck(file);
  let blobs: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let pending = 0;
  let answers = 0;
  let tag: string | null = null;
  const pack = (): void => {
    if (pending > 0) blobs.push(new Blob(pieces));
    pieces = [];
    pending = 0;
  };
  return {
    file,
    done: () => check.done(),
    tag: () => tag,
    isPieced: () => answers > 1,
    begin(given) {
      answers++;
      tag ??= given;
    },
    add(piece) {
      if (!check.add(piece)) return false;
      pieces.push(piece);
      pending += piece.byteLength;
      if (pending >= BLOB_BYTES) pack();
      return true;
    },
    forget() {
      check = createContentCheck(file);
      blobs = [];
      pieces = [];
      pending = 0;
      answers = 0;
      tag = null;
    },
    whole() {
      pack();
      return check.isWhole() ? new Blob(blobs) : null;
    },
  };
}
