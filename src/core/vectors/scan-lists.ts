import type { TopPairs } from '../candidates/top-pairs';
import type { Sides } from '../model/types';
import { instantiateLists } from './kernels';

/** The lists of one side: how many, how long, and the record that each place of the side is, null where they are the same. */
export interface ListSide {
  readonly count: number;
  readonly k: number;
  readonly rows: Uint32Array | null;
}

export interface ListsPlan {
  readonly left: ListSide;
  /** Places of the right side have no lists where k is 0. */
  readonly right: ListSide;
  /** Both sides are the same records and share the left lists. */
  readonly isMirrored: boolean;
  /** A record does not meet itself. */
  readonly isWithin: boolean;
}

/** The best partners of both sides while a scan goes on, kept in its memory; see `kernel/lists.wat`. */
export interface ScanLists {
  /** What a value has to exceed to enter a list: −∞ while there is room, +∞ where k is 0. */
  readonly floor: Sides<Float32Array>;
  /** Enters the hits from address `hits` up to `end`, found among the queries from list `block` on and the rows from place `tile` on. */
  enter(hits: number, end: number, block: number, queryMeta: number, tile: number, rowMeta: number): void;
  /** The lists, best first, ties by the lower index. They take no more hits after it. Cost O(records · k log k). */
  finish(): Sides<TopPairs>;
}

const TASK_BYTES = 48;
/** Beyond the last list: groups of four rows may be filled up with what is no record. */
const SPARE = 4;

const sideBytes = ({ count, k }: ListSide): number => 8 * (count * k + SPARE) + 3 * 4 * (count + SPARE);

/** What `openScanLists` needs, a multiple of 16. */
export const bytesOfLists = ({ left, right, isMirrored }: ListsPlan): number =>
  Math.ceil((TASK_BYTES + sideBytes(left) + (isMirrored ? 0 : sideBytes(right))) / 16) * 16;

/** @param start address of `bytesOfLists` bytes, a multiple of 16 */
export function openScanLists(memory: WebAssembly.Memory, start: number, plan: ListsPlan): ScanLists {
  const { buffer } = memory;
  const kernel = instantiateLists(memory);
  let next = start + TASK_BYTES;
  const open = (side: ListSide) => {
    const heaps = next;
    const counts = heaps + 8 * (side.count * side.k + SPARE);
    const floors = counts + 4 * (side.count + SPARE);
    const numbers = floors + 4 * (side.count + SPARE);
    next = numbers + 4 * (side.count + SPARE);
    const floor = new Float32Array(buffer, floors, side.count + SPARE);
    floor.fill(side.k > 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
    const ids = new Uint32Array(buffer, numbers, side.count);
    if (side.rows) ids.set(side.rows);
    else for (let at = 0; at < side.count; at++) ids[at] = at;
    return { ...side, heaps, counts, floor, words: [heaps, counts, floors, numbers, side.k] };
  };
  const left = open(plan.left);
  const right = plan.isMirrored ? left : open(plan.right);
  const skip = plan.isMirrored ? 2 : plan.isWithin ? 1 : 0;
  new Uint32Array(buffer, start, TASK_BYTES / 4).set([...left.words, ...right.words, skip]);

  const finish = ({ count: records, k, heaps, counts }: typeof left): TopPairs => {
    const count = new Uint32Array(buffer, counts, records).slice();
    const keys = new Uint32Array(buffer, heaps, 2 * records * k);
    const index = new Uint32Array(records * k);
    const bits = new Uint32Array(records * k);
    for (let record = 0; record < records; record++) {
      const from = record * k;
      kernel.sort(heaps + 8 * from, count[record]!);
      for (let at = from; at < from + count[record]!; at++) {
        index[at] = ~keys[2 * at]!;
        const high = keys[2 * at + 1]!;
        bits[at] = high ^ (high >> 31 === 0 ? 0xffffffff : 0x80000000);
      }
    }
    return { k, count, index, value: new Float32Array(bits.buffer) };
  };
  return {
    floor: { left: left.floor, right: right.floor },
    enter: (hits, end, block, queryMeta, tile, rowMeta) => kernel.enter(start, hits, end, block, queryMeta, tile, rowMeta),
    finish() {
      const lists = finish(left);
      return { left: lists, right: plan.isMirrored ? lists : finish(right) };
    },
  };
}
