import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { RepositoryFile } from './repository-files';

/** A running look at the content of a file that comes in pieces. */
export interface ContentCheck {
  /** Bytes so far. */
  readonly done: () => number;
  /** @returns false where the file would become longer than it is; the piece is not counted then */
  add(piece: Uint8Array): boolean;
  /** True where length and hash are those of the file. Once, at the end. */
  isWhole(): boolean;
}

/** @param file what was promised */
export function createContentCheck({ bytes, hash }: Pick<RepositoryFile, 'bytes' | 'hash'>): ContentCheck {
  const running = hash.kind === 'sha256' ? sha256.create() : sha1.create().update(utf8ToBytes(`blob ${bytes}\0`));
  let done = 0;
  return {
    done: () => done,
    add(piece) {
      if (done + piece.byteLength > bytes) return false;
      running.update(piece);
      done += piece.byteLength;
      return true;
    },
    isWhole: () => done === bytes && bytesToHex(running.digest()) === hash.hex,
  };
}
