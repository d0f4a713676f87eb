/** Pieces of text by their letters. */
export interface PieceTrie {
  /** The node below `node` (0 is the root) by a UTF-16 unit, or -1. */
  child(node: number, unit: number): number;
  /** The token that ends at a node, or -1. */
  tokenAt(node: number): number;
}

/**
 * A trie as one hash table of edges (parent, unit) → child, open addressing, at most half full. A piece's place in the list is its
 * token; tokens in `left` are left out.
 */
export function buildTrie(pieces: readonly string[], left: ReadonlySet<number>): PieceTrie {
  let units = 0;
  for (const piece of pieces) units += piece.length;
  const size = 2 ** Math.ceil(Math.log2(units * 2 + 2));
  const parents = new Int32Array(size).fill(-1);
  const labels = new Uint16Array(size);
  const children = new Int32Array(size);
  const tokens = new Int32Array(units + 1).fill(-1);
  let count = 1;
  const slotOf = (node: number, unit: number): number => {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (size - 1);
    while (parents[slot] !== -1 && (parents[slot] !== node || labels[slot] !== unit)) slot = (slot + 1) & (size - 1);
    return slot;
  };
  pieces.forEach((piece, id) => {
    if (left.has(id)) return;
    let node = 0;
    for (let at = 0; at < piece.length; at++) {
      const unit = piece.charCodeAt(at);
      const slot = slotOf(node, unit);
      if (parents[slot] === -1) {
        parents[slot] = node;
        labels[slot] = unit;
        children[slot] = count++;
      }
      node = children[slot]!;
    }
    tokens[node] = id;
  });
  return {
    child(node, unit) {
      const slot = slotOf(node, unit);
      return parents[slot] === -1 ? -1 : children[slot]!;
    },
    tokenAt: (node) => tokens[node]!,
  };
}
