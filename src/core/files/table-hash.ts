import { createContentHash, sha256OfBytes } from '../model/fingerprint';
import type { CellColumn, Column, Fingerprint } from '../model/types';

/** Bytes hashed at a time, so that a table of any size needs no memory of its own. */
const BLOCK_BYTES = 1 << 22;
/** Smaller blocks are done sooner than handed to the platform. */
const LARGE_BLOCK = 1 << 14;
/** Blocks under way at once; the platform copies each. */
const MOST_OPEN = 2;

/**
 * The fingerprint of a table: SHA-256 over the number of columns and rows, the names, and the SHA-256 of every block of 4 MiB of the
 * bytes and ends (32 bits, little-endian) of each column in turn. Equal for tables with the same names and cells, wherever they were
 * read from. O(bytes), by the platform's SHA-256 where there is one.
 */
export async function hashTable(
  columns: readonly Column[],
  cells: readonly CellColumn[],
  rowCount: number,
): Promise<Fingerprint> {
  const { subtle } = globalThis.crypto ?? {};
  const digests: (Uint8Array | Promise<Uint8Array>)[] = [];
  let open: Promise<Uint8Array>[] = [];
  for (const block of blocksOf(cells)) {
    if (!subtle || block.length < LARGE_BLOCK) {
      digests.push(sha256OfBytes(block));
      continue;
    }
    const digest = subtle.digest('SHA-256', block).then((buffer) => new Uint8Array(buffer));
    digests.push(digest);
    open.push(digest);
    if (open.length < MOST_OPEN) continue;
    await Promise.all(open);
    open = [];
  }
  return combine(columns, rowCount, await Promise.all(digests));
}

/** `hashTable` without waiting, for tables that are small. */
export function hashSmallTable(columns: readonly Column[], cells: readonly CellColumn[], rowCount: number): Fingerprint {
  return combine(columns, rowCount, Array.from(blocksOf(cells), sha256OfBytes));
}

function* blocksOf(cells: readonly CellColumn[]): Generator<Uint8Array<ArrayBuffer>> {
  for (const { bytes, ends } of cells) {
    for (const array of [bytes, new Uint8Array(ends.buffer, ends.byteOffset, ends.byteLength)]) {
      for (let at = 0; at < array.length; at += BLOCK_BYTES) yield array.subarray(at, at + BLOCK_BYTES);
    }
  }
}

function combine(columns: readonly Column[], rowCount: number, digests: readonly Uint8Array[]): Fingerprint {
  const hash = createContentHash();
  hash.update(`table 2\n${columns.length}:${rowCount}\n${columns.map(({ name }) => `${name.length}:${name}`).join('')}`);
  for (const digest of digests) hash.updateBytes(digest);
  return hash.digest();
}
