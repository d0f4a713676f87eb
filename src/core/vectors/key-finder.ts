import { KEY_WORDS } from '../model/text-key';

export interface KeyFinder {
  /** Which of `keys` are wanted and were not taken before: their rows, and the wanted texts that they belong to. */
  take(keys: Uint32Array): { readonly rows: Uint32Array; readonly texts: Uint32Array };
}

/** Finds distinct wanted keys in lists of others. A hash table of the wanted ones; each list costs its own length only. */
export function createKeyFinder(wanted: Uint32Array): KeyFinder {
  const count = wanted.length / KEY_WORDS;
  const size = 2 ** Math.ceil(Math.log2(count * 2 + 2));
  const slots = new Int32Array(size).fill(-1);
  const taken = new Uint8Array(count);
  for (let text = 0; text < count; text++) {
    let slot = wanted[text * KEY_WORDS]! & (size - 1);
    while (slots[slot] !== -1) slot = (slot + 1) & (size - 1);
    slots[slot] = text;
  }
  const find = (keys: Uint32Array, row: number): number => {
    const at = row * KEY_WORDS;
    for (let slot = keys[at]! & (size - 1); slots[slot] !== -1; slot = (slot + 1) & (size - 1)) {
      const text = slots[slot]!;
      const of = text * KEY_WORDS;
      let word = 0;
      while (word < KEY_WORDS && wanted[of + word] === keys[at + word]) word++;
      if (word === KEY_WORDS) return text;
    }
    return -1;
  };
  return {
    take(keys) {
      const rows: number[] = [];
      const texts: number[] = [];
      for (let row = 0; row < keys.length / KEY_WORDS; row++) {
        const text = find(keys, row);
        if (text < 0 || taken[text]) continue;
        taken[text] = 1;
        rows.push(row);
        texts.push(text);
      }
      return { rows: Uint32Array.from(rows), texts: Uint32Array.from(texts) };
    },
  };
}
