import { nextTurn } from './turns';

/** Copies one array into a buffer of its own. */
export interface Copier {
  (from: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  (from: Uint32Array): Promise<Uint32Array<ArrayBuffer>>;
  (from: Float32Array): Promise<Float32Array<ArrayBuffer>>;
}

/** Bytes copied before others get their turn: some milliseconds. */
const PORTION_BYTES = 1 << 23;

/**
 * Copies arrays to be handed to another thread, in portions: a page that has arrays of any size stays awake. The buffers of the copies hold
 * nothing else. One copier counts the bytes of all that it copies.
 */
export function createCopier(): Copier {
  let sinceTurn = 0;
  const copy = async <T extends Uint8Array | Uint32Array | Float32Array>(from: T): Promise<T> => {
    const to = new (from.constructor as new (length: number) => T)(from.length);
    const step = PORTION_BYTES / from.BYTES_PER_ELEMENT;
    for (let at = 0; at < from.length; at += step) {
      const part = from.subarray(at, at + step);
      to.set(part, at);
      sinceTurn += part.byteLength;
      if (sinceTurn < PORTION_BYTES) continue;
      sinceTurn = 0;
      await nextTurn();
    }
    return to;
  };
  return copy as Copier;
}
