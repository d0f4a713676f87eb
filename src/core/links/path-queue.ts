/** A binary heap over growing typed arrays: smallest key first, ties by insertion. `pop` must not be called when it is empty. */
export interface PathQueue {
  readonly size: () => number;
  push(key: number, node: number): void;
  pop(): number;
  clear(): void;
}

export function createPathQueue(): PathQueue {
  let keys = new Float64Array(256);
  let orders = new Float64Array(256);
  let nodes = new Int32Array(256);
  let size = 0;
  let order = 0;
  const grow = (): void => {
    const [oldKeys, oldOrders, oldNodes] = [keys, orders, nodes];
    keys = new Float64Array(size * 2);
    orders = new Float64Array(size * 2);
    nodes = new Int32Array(size * 2);
    keys.set(oldKeys);
    orders.set(oldOrders);
    nodes.set(oldNodes);
  };
  return {
    size: () => size,
    clear() {
      size = 0;
      order = 0;
    },
    push(key, node) {
      if (size === keys.length) grow();
      const mine = order++;
      let at = size++;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (keys[parent]! <= key) break;
        keys[at] = keys[parent]!;
        orders[at] = orders[parent]!;
        nodes[at] = nodes[parent]!;
        at = parent;
      }
      keys[at] = key;
      orders[at] = mine;
      nodes[at] = node;
    },
    pop() {
      const first = nodes[0]!;
      size--;
      const [key, mine, node] = [keys[size]!, orders[size]!, nodes[size]!];
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) break;
        const next = child + 1;
        if (next < size && (keys[next]! < keys[child]! || (keys[next] === keys[child] && orders[next]! < orders[child]!)))
          child = next;
        if (keys[child]! > key || (keys[child] === key && orders[child]! > mine)) break;
        keys[at] = keys[child]!;
        orders[at] = orders[child]!;
        nodes[at] = nodes[child]!;
        at = child;
      }
      keys[at] = key;
      orders[at] = mine;
      nodes[at] = node;
      return first;
    },
  };
}
