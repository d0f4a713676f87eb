/** Sets of rows that only ever grow together (union by size, path halving): near-constant time a call. */
export interface DisjointSets {
  /** The row that stands for the set of `row`. */
  find(row: number): number;
  /** Puts the sets of both rows together; false where they were one already. */
  join(a: number, b: number): boolean;
}

export function createDisjointSets(count: number): DisjointSets {
  const parent = Uint32Array.from({ length: count }, (_, row) => row);
  const size = new Uint32Array(count).fill(1);
  const find = (row: number): number => {
    let at = row;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  return {
    find,
    join(a, b) {
      let larger = find(a);
      let smaller = find(b);
      if (larger === smaller) return false;
      if (size[larger]! < size[smaller]!) [larger, smaller] = [smaller, larger];
      parent[smaller] = larger;
      size[larger]! += size[smaller]!;
      return true;
    },
  };
}
