import type { BestLists } from '../../vectors/best-lists';

/** Where the lists of one side are in the memory of a kernel, and how long each can be. */
export interface ListAddresses {
  readonly heaps: number;
  readonly counts: number;
  readonly floors: number;
  readonly k: number;
}

/** Bytes that lists take in a kernel. */
export const bytesOfLists = ({ k, count }: BestLists): number => (8 * k + 8) * count.length;

/**
 * Writes lists where a kernel works on them: heaps of 64-bit keys, the bits of the value above the inverted number of the partner, so
 * that a greater key is a better partner, ties by the lower number; then their counts and floors. Values are not below 0.
 *
 * @param address of the first byte, a multiple of 8
 */
export function writeLists(lists: BestLists, buffer: ArrayBuffer, address: number): ListAddresses {
  const { k, count, index, value, floor } = lists;
  const views = viewLists(lists, buffer, address);
  const bits = new Uint32Array(value.buffer, value.byteOffset, value.length);
  for (let at = 0; at < index.length; at++) {
    views.keys[2 * at] = ~index[at]!;
    views.keys[2 * at + 1] = bits[at]!;
  }
  views.count.set(count);
  views.floor.set(floor);
  return { heaps: address, counts: views.count.byteOffset, floors: views.floor.byteOffset, k };
}

/** Takes lists back from where `writeLists` has put them. */
export function readLists(lists: BestLists, buffer: ArrayBuffer, address: number): void {
  const { count, index, value, floor } = lists;
  const views = viewLists(lists, buffer, address);
  const bits = new Uint32Array(value.buffer, value.byteOffset, value.length);
  for (let at = 0; at < index.length; at++) {
    index[at] = ~views.keys[2 * at]!;
    bits[at] = views.keys[2 * at + 1]!;
  }
  count.set(views.count);
  floor.set(views.floor);
}

function viewLists({ count, index }: BestLists, buffer: ArrayBuffer, address: number) {
  const records = count.length;
  const counts = address + 8 * index.length;
  return {
    keys: new Uint32Array(buffer, address, 2 * index.length),
    count: new Uint32Array(buffer, counts, records),
    floor: new Float32Array(buffer, counts + 4 * records, records),
  };
}
