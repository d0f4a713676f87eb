/**
 * Numbers character n-grams in order of first appearance without making a string of each: a gram of up to four UTF-16 code units
 * is two 32-bit keys, so the numbering is exact, not a hash that may collide. Cost O(1) a gram, 20 bytes a distinct gram.
 */
export class GramNumbers {
  /** Keys of each gram by number: first and second unit, third and fourth unit. Read `size` of them. */
  low = new Uint32Array(FIRST_CAPACITY / 2);
  high = new Uint32Array(FIRST_CAPACITY / 2);
  size = 0;
  /** Number + 1 of the gram in each slot, 0 where free; at most half full. */
  #slots = new Uint32Array(FIRST_CAPACITY);

  /** The number of a gram, a new one where it was not seen before. Units beyond the gram are 0. */
  numberOf(first: number, second: number, third: number, fourth: number): number {
    return this.numberOfKey((first | (second << 16)) >>> 0, (third | (fourth << 16)) >>> 0);
  }

  /** The number of a key of two 32-bit halves. */
  numberOfKey(low: number, high: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(low, high) & mask;
    for (let found = this.#slots[slot]!; found !== 0; found = this.#slots[slot]!) {
      if (this.low[found - 1] === low && this.high[found - 1] === high) return found - 1;
      slot = (slot + 1) & mask;
    }
    if (this.size === this.low.length) {
      this.#grow();
      return this.numberOfKey(low, high);
    }
    this.low[this.size] = low;
    this.high[this.size] = high;
    this.#slots[slot] = ++this.size;
    return this.size - 1;
  }

  /** The number of a key, −1 where it was not seen. */
  find(low: number, high: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(low, high) & mask;
    for (let found = this.#slots[slot]!; found !== 0; found = this.#slots[slot]!) {
      if (this.low[found - 1] === low && this.high[found - 1] === high) return found - 1;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  #grow(): void {
    const capacity = this.#slots.length * 2;
    this.low = resized(this.low, capacity / 2);
    this.high = resized(this.high, capacity / 2);
    this.#slots = new Uint32Array(capacity);
    for (let number = 0; number < this.size; number++) {
      let slot = hash(this.low[number]!, this.high[number]!) & (capacity - 1);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (capacity - 1);
      this.#slots[slot] = number + 1;
    }
  }
}

const FIRST_CAPACITY = 1 << 15;

function hash(low: number, high: number): number {
  let mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca77);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0xc2b2ae3d);
  return mixed ^ (mixed >>> 13);
}

/** A copy with room for more. */
export function resized(array: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(array);
  return larger;
}

/** Gram numbers by `frequency`, then by code units: an order that does not depend on which gram came first. Cost O(grams). */
export function rareFirst(grams: GramNumbers, frequency: Uint32Array): Uint32Array {
  let order = Uint32Array.from({ length: grams.size }, (_, gram) => gram);
  for (const key of [grams.low, grams.high, frequency]) order = sortedByBits(order, key);
  return order;
}

/** Numbers in the order of their `key`; those of equal keys stay as they are. Cost O(numbers). */
export function sortedByBits(order: Uint32Array<ArrayBuffer>, key: Uint32Array): Uint32Array<ArrayBuffer> {
  return sortedByHalf(sortedByHalf(order, key, 0), key, 16);
}

/** Stable counting sort by 16 of the bits of `key`. */
function sortedByHalf(order: Uint32Array, key: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(0x10001);
  for (let at = 0; at < order.length; at++) next[((key[order[at]!]! >>> shift) & 0xffff) + 1]!++;
  for (let digit = 0; digit < 0xffff; digit++) next[digit + 1]! += next[digit]!;
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) sorted[next[(key[order[at]!]! >>> shift) & 0xffff]!++] = order[at]!;
  return sorted;
}
