import { sha256Hex } from '../model/fingerprint';

/** What stands for the line before the first one. */
export const GENESIS = '0'.repeat(64);

/** An entry of a log with the hash that it was given when it was written; absent in entries of versions that gave none. */
export interface Sealed {
  readonly hash?: string;
}

/**
 * The line of an entry in a log whose lines hold on to each other: `{"hash":"H","previous":"P",…}`. H is the SHA-256, in lower-case hex, of
 * the line's UTF-8 bytes from `"previous"` on, P the hash of the line before. To change, remove, insert or move a line means to
 * change all hashes after it.
 *
 * @param entry members in the order in which they are written; `hash` is left out
 * @param hash the one to state; absent: that of the content
 */
export function chainLine(previous: string, entry: object, hash?: string): { readonly line: string; readonly hash: string } {
  const { hash: _, ...content } = entry as Sealed;
  const members = JSON.stringify(content).slice(1);
  const rest = `"previous":"${previous}"${members === '}' ? '' : ','}${members}`;
  const stated = hash ?? sha256Hex(new TextEncoder().encode(rest));
  return { line: `{"hash":"${stated}",${rest}`, hash: stated };
}

/** An entry with its hash. O(size of the entry). */
export const sealEntry = <E extends Sealed>(previous: string, entry: E): E => ({
  ...entry,
  hash: chainLine(previous, entry).hash,
});

/** The hash that the next entry holds on to. Entries without a hash are hashed here: O(those at the end). */
export function headOfChain(entries: readonly Sealed[]): string {
  let first = entries.length;
  while (first > 0 && entries[first - 1]!.hash === undefined) first--;
  let head = first === 0 ? GENESIS : entries[first - 1]!.hash!;
  for (let at = first; at < entries.length; at++) head = chainLine(head, entries[at]!).hash;
  return head;
}
