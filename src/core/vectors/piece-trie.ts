/** Pieces of text by their letters. */
export interface PieceTrie {
  /** The node below `node` (0 is the root) by a UTF-16 unit, or -1. */
  child(node: number, unit: number): number;
  /** The token that ends at a node, or -1. */
  tokenAt(node: number): number;
}

/** Children that are looked through one after the other; of more, the half that cannot be it is left out first. */
const FEW = 8;
const UNITS = 65_536;

/**
 * A trie by levels: children of a node are neighbours, in the order of their units, so that ten bytes a node are all there is and most of what a
 * word meets lies in one line of the cache. Children of the root have a table by unit. A piece's place in the list is its token; tokens in
 * `left` are left out. O(units) to build, but for sorting the children of each node.
 */
export function buildTrie(pieces: readonly string[], left: ReadonlySet<number>): PieceTrie {
  const { parents, units, tokens: builtTokens, count } = insertPieces(pieces, left);
  const { starts, children } = groupChildren(parents, units, count);
  const firstChild = new Int32Array(count + 1);
  const labels = new Uint16Array(count);
  const tokens = new Int32Array(count);
  const built = new Int32Array(count);
  let next = 1;
  for (let node = 0; node < count; node++) {
    const from = built[node]!;
    firstChild[node] = next;
    labels[node] = units[from]!;
    tokens[node] = builtTokens[from]!;
    for (let at = starts[from]!; at < starts[from + 1]!; at++) built[next++] = children[at]!;
  }
  firstChild[count] = next;
  const top = new Int32Array(UNITS).fill(-1);
  for (let node = 1; node < firstChild[1]!; node++) top[labels[node]!] = node;
  return {
    child(node, unit) {
      if (node === 0) return top[unit]!;
      let low = firstChild[node]!;
      let high = firstChild[node + 1]!;
      while (high - low > FEW) {
        const middle = (low + high) >> 1;
        if (labels[middle]! > unit) high = middle;
        else low = middle;
      }
      for (; low < high; low++) if (labels[low] === unit) return low;
      return -1;
    },
    tokenAt: (node) => tokens[node]!,
  };
}

/** Nodes as they come: the parent of each, the unit that leads to it and the token that ends there, or -1. */
interface BuiltNodes {
  readonly parents: Int32Array;
  readonly units: Uint16Array;
  readonly tokens: Int32Array;
  readonly count: number;
}

/** Finds nodes by parent and unit in a hash table with open addressing, at most half full. */
function insertPieces(pieces: readonly string[], left: ReadonlySet<number>): BuiltNodes {
  let most = 1;
  for (const piece of pieces) most += piece.length;
  const size = 2 ** Math.ceil(Math.log2(most * 2));
  const slots = new Int32Array(size);
  const parents = new Int32Array(most);
  const units = new Uint16Array(most);
  const tokens = new Int32Array(most).fill(-1);
  let count = 1;
  pieces.forEach((piece, id) => {
    if (left.has(id)) return;
    let node = 0;
    for (let at = 0; at < piece.length; at++) {
      const unit = piece.charCodeAt(at);
      const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
      let slot = (mixed ^ (mixed >>> 15)) & (size - 1);
      let found = slots[slot]!;
      while (found !== 0 && (parents[found] !== node || units[found] !== unit)) {
        slot = (slot + 1) & (size - 1);
        found = slots[slot]!;
      }
      if (found === 0) {
        found = count++;
        slots[slot] = found;
        parents[found] = node;
        units[found] = unit;
      }
      node = found;
    }
    tokens[node] = id;
  });
  return { parents, units, tokens, count };
}

/** The children of node n are `children[starts[n]] … children[starts[n + 1] - 1]`, by unit. */
function groupChildren(
  parents: Int32Array,
  units: Uint16Array,
  count: number,
): { readonly starts: Uint32Array; readonly children: Uint32Array } {
  const starts = new Uint32Array(count + 1);
  for (let node = 1; node < count; node++) starts[parents[node]! + 1]!++;
  for (let node = 0; node < count; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice();
  const children = new Uint32Array(count - 1);
  for (let node = 1; node < count; node++) children[next[parents[node]!]!++] = node;
  for (let node = 0; node < count; node++) {
    const [from, to] = [starts[node]!, starts[node + 1]!];
    if (to - from > 1) children.subarray(from, to).sort((a, b) => units[a]! - units[b]!);
  }
  return { starts, children };
}
