/**
 * Lists of numbers: list `i` is `members[offsets[i]..offsets[i + 1]]`, with a factor for each member where `factors` is not null.
 */
export interface Lists {
  readonly offsets: Uint32Array;
  readonly members: Uint32Array;
  readonly factors: Float64Array | null;
}

/** In a renaming: leave this member out. */
export const NO_MEMBER = 0xffffffff;

/**
 * For each of `memberCount` members the lists that hold it, ascending, as often as they hold it. Factors are left behind. Cost
 * O(members).
 *
 * @param names new numbers of the members, below `memberCount` or `NO_MEMBER`
 */
export function transpose({ offsets, members }: Lists, memberCount: number, names?: Uint32Array): Lists {
  const starts = new Uint32Array(memberCount + 1);
  for (let at = 0; at < members.length; at++) {
    const name = names ? names[members[at]!]! : members[at]!;
    if (name !== NO_MEMBER) starts[name + 1]!++;
  }
  for (let member = 0; member < memberCount; member++) starts[member + 1]! += starts[member]!;
  const next = starts.slice(0, memberCount);
  const lists = new Uint32Array(starts[memberCount]!);
  for (let list = 0; list + 1 < offsets.length; list++) {
    const end = offsets[list + 1]!;
    for (let at = offsets[list]!; at < end; at++) {
      const name = names ? names[members[at]!]! : members[at]!;
      if (name !== NO_MEMBER) lists[next[name]!++] = list;
    }
  }
  return { offsets: starts, members: lists, factors: null };
}

/** Length of the longest list. */
export function longestList({ offsets }: Lists): number {
  let longest = 0;
  for (let list = 0; list + 1 < offsets.length; list++) longest = Math.max(longest, offsets[list + 1]! - offsets[list]!);
  return longest;
}

/** Writes lists one after the other. */
export class ListsWriter {
  #offsets = new Uint32Array(1024);
  #members = new Uint32Array(1024);
  #factors: Float64Array<ArrayBuffer> | null;
  #count = 0;
  #size = 0;

  constructor(hasFactors = false) {
    this.#factors = hasFactors ? new Float64Array(1024) : null;
  }

  /** Adds a member to the list that is open. */
  add(member: number, factor = 1): void {
    if (this.#size === this.#members.length) {
      this.#members = grown(this.#members, new Uint32Array(this.#size * 2));
      if (this.#factors) this.#factors = grown(this.#factors, new Float64Array(this.#size * 2));
    }
    if (this.#factors) this.#factors[this.#size] = factor;
    this.#members[this.#size++] = member;
  }

  /** Closes the open list and opens the next. */
  end(): void {
    if (++this.#count === this.#offsets.length) this.#offsets = grown(this.#offsets, new Uint32Array(this.#count * 2));
    this.#offsets[this.#count] = this.#size;
  }

  /** The closed lists so far; more may be written. */
  finish(): Lists {
    return {
      offsets: this.#offsets.slice(0, this.#count + 1),
      members: this.#members.slice(0, this.#size),
      factors: this.#factors?.slice(0, this.#size) ?? null,
    };
  }
}

function grown<T extends Uint32Array | Float64Array>(array: T, larger: T): T {
  larger.set(array);
  return larger;
}
