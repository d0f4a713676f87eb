import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Dataset } from '../model/types';
import { cellReader } from '../table/cells';
import type { RowName } from './recipe';

const HASH_BYTES = 16;

/**
 * Names the rows of a table by what is in them: the first 128 bits of HMAC-SHA-256 over the cells of `columns` (places, −1 for none), as
 * they stand in the table. Rows with equal cells have one hash and are told apart by their order. Where a row stands, and what is in other
 * columns, has no part in it. O(characters).
 *
 * @param key 128 bits, hexadecimal
 */
export function nameRows(dataset: Dataset, columns: readonly number[], key: string): readonly RowName[] {
  const readers = columns.map((column) => cellReader(dataset, column));
  const keyed = hmac.create(sha256, hexToBytes(key));
  const counts = new Map<string, number>();
  const first = Array.from({ length: dataset.rowCount }, (_, row) => {
    // JSON keeps cells apart whatever is in them, lone surrogates included.
    const text = JSON.stringify(readers.map((cellOf) => cellOf(row)));
    const hash = bytesToHex(keyed.clone().update(utf8ToBytes(text)).digest().subarray(0, HASH_BYTES));
    const place = counts.get(hash) ?? 0;
    counts.set(hash, place + 1);
    return { hash, place };
  });
  return first.map(({ hash, place }) => ({ hash, place, of: counts.get(hash)! }));
}
