import type { Sides } from '../../model/types';

/**
 * Shares of three-letter runs that two texts have in common, spaces left out and runs unweighted, so that "data base" meets
 * "database" and typing errors cost little. Runs are hashed to 32 bits; of long texts the first 240 characters count.
 *
 * @returns Dice's coefficient of a pair of records, 0…1; 0 where a side is empty
 * Cost O(characters) to create, O(shorter texts) a call.
 */
export function createGramShare(texts: Sides<readonly string[]>): (left: number, right: number) => number {
  const left = collect(texts.left);
  const right = texts.right === texts.left ? left : collect(texts.right);
  return (leftRow, rightRow) => {
    let a = left.offsets[leftRow]!;
    let b = right.offsets[rightRow]!;
    const aEnd = left.offsets[leftRow + 1]!;
    const bEnd = right.offsets[rightRow + 1]!;
    const total = aEnd - a + (bEnd - b);
    let shared = 0;
    while (a < aEnd && b < bEnd) {
      const one = left.grams[a]!;
      const other = right.grams[b]!;
      if (one === other) shared++;
      if (one <= other) a++;
      if (other <= one) b++;
    }
    return total === 0 ? 0 : (2 * shared) / total;
  };
}

const LONGEST = 240;
const SIZE = 3;

function collect(texts: readonly string[]): { offsets: Uint32Array; grams: Uint32Array } {
  const offsets = new Uint32Array(texts.length + 1);
  const squeezed = texts.map((text) => text.replace(/[ A-Z]+/gu, '').slice(0, LONGEST));
  squeezed.forEach((text, row) => {
    offsets[row + 1] = offsets[row]! + (text === '' ? 0 : Math.max(1, text.length - SIZE + 1));
  });
  const grams = new Uint32Array(offsets.at(-1)!);
  squeezed.forEach((text, row) => {
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) grams[at] = hashAt(text, at - offsets[row]!);
    grams.subarray(offsets[row]!, offsets[row + 1]!).sort();
  });
  return { offsets, grams };
}

function hashAt(text: string, start: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < Math.min(text.length, start + SIZE); at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
