import { nextTurn } from './turns';

export type CopiedArray = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** Bytes copied before others get their turn: some milliseconds. */
const PORTION_BYTES = 1 << 23;

/**
 * Copies arrays to be handed to another thread, in portions: a page that has arrays of any size stays awake. The buffers of the copies hold
 * nothing else. One copier counts the bytes of all that it copies.
 */
export function createCopier(): <T extends CopiedArray>(from: ArrayLike<number> & T, to: T) => Promise<T> {
  let sinceTurn = 0;
  return async (from, to) => {
    const step = PORTION_BYTES / to.BYTES_PER_ELEMENT;
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
}
