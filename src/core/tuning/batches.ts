import type { Random } from '../numerics/random';
import { type Anchors, NOBODY } from './anchors';
import { shuffled } from './entities';
import type { Part } from './examples';
import { APART, HARD, MATCH, NONE } from './losses';

/** Records whose cosines are compared with each other in one step. */
export interface Batch {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** [left × right], as `BatchCosines.kinds`. */
  readonly kinds: Uint8Array;
}

/** Look-alikes that were mined for the anchors of both sides: [anchors × count] records, `NOBODY` where there are fewer. */
export interface Mined {
  readonly count: number;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
}

export interface BatchSource {
  readonly part: Part;
  readonly anchors: { readonly left: Anchors; readonly right: Anchors };
  readonly matches: readonly (readonly [number, number])[];
  readonly others: readonly (readonly [number, number])[];
  readonly mined: Mined;
  /** Entities that are checked and not learned from: their own pairs are neither matches nor apart where look-alikes bring both into a batch. */
  readonly isHeld: (entity: number) => boolean;
}

/** The batches of one pass over the matches, in an order by lot; labelled non-matches are spread over them. */
export function* dealBatches(
  { part, anchors, matches, others, mined, isHeld }: BatchSource,
  size: number,
  random: Random,
): Generator<Batch> {
  const order = shuffled(matches.length, random);
  const otherOrder = shuffled(others.length, random);
  // A last batch of a few would be a step of noise.
  const batches = Math.max(1, Math.round(matches.length / size));
  const slice = (given: Uint32Array, batch: number): Uint32Array =>
    given.subarray(Math.floor((given.length * batch) / batches), Math.floor((given.length * (batch + 1)) / batches));
  for (let batch = 0; batch < batches; batch++) {
    const left = new Places();
    const right = new Places();
    const hard: [number, number][] = [];
    for (const at of slice(order, batch)) {
      const [one, other] = matches[at]!;
      const ownPlace = left.add(one);
      const otherPlace = right.add(other);
      const leftList = anchors.left.placeOf[one]! * mined.count;
      const rightList = anchors.right.placeOf[other]! * mined.count;
      for (let i = 0; i < mined.count; i++) {
        if (mined.left[leftList + i] !== NOBODY) hard.push([ownPlace, right.add(mined.left[leftList + i]!)]);
        if (mined.right[rightList + i] !== NOBODY) hard.push([left.add(mined.right[rightList + i]!), otherPlace]);
      }
    }
    for (const at of slice(otherOrder, batch)) hard.push([left.add(others[at]![0]), right.add(others[at]![1])]);
    yield { left: left.list(), right: right.list(), kinds: kindsOf(part, left.list(), right.list(), hard, isHeld) };
  }
}

function kindsOf(
  part: Part,
  left: Uint32Array,
  right: Uint32Array,
  hard: readonly (readonly [number, number])[],
  isHeld: BatchSource['isHeld'],
): Uint8Array {
  const kinds = new Uint8Array(left.length * right.length).fill(APART);
  for (const [row, column] of hard) kinds[row * right.length + column] = HARD;
  left.forEach((one, row) => {
    const entity = part.left.entityOf[one]!;
    right.forEach((other, column) => {
      const cell = row * right.length + column;
      if (part.isOneTable && one === other) kinds[cell] = NONE;
      else if (entity >= 0 && part.right.entityOf[other] === entity) kinds[cell] = isHeld(entity) ? NONE : MATCH;
    });
  });
  return kinds;
}

/** Records in the order in which they first came. */
class Places {
  readonly #places = new Map<number, number>();
  add(record: number): number {
    const known = this.#places.get(record);
    if (known !== undefined) return known;
    this.#places.set(record, this.#places.size);
    return this.#places.size - 1;
  }
  list(): Uint32Array {
    return Uint32Array.from(this.#places.keys());
  }
}
