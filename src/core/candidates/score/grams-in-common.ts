import type { Sides } from '../../model/types';
import { GramNumbers, resized } from '../lexical/gram-numbers';

/**
 * Shares of three-letter runs that two texts have in common, spaces left out and runs unweighted, so that "data base" meets
 * "database" and typing errors cost little. Runs are hashed to 32 bits; of long texts the first 240 characters count.
 *
 * @returns Dice's coefficient of a pair of records, 0…1; 0 where a side is empty
 * Cost O(characters) to create, O(right text) a call, and O(left text) where it is not that of the last call.
 */
export function createGramShare(texts: Sides<readonly string[]>): (left: number, right: number) => number {
  const reader = new RunReader();
  const left = reader.read(texts.left);
  const right = texts.right === texts.left ? left : reader.read(texts.right);
  /** The stamp of the open left text for each of its runs. */
  const stamps = new Uint32Array(reader.runCount);
  let stamp = 0;
  let open = -1;
  return (leftRow, rightRow) => {
    const from = left.offsets[leftRow]!;
    const to = left.offsets[leftRow + 1]!;
    if (leftRow !== open) {
      open = leftRow;
      stamp++;
      for (let at = from; at < to; at++) stamps[left.runs[at]!] = stamp;
    }
    const start = right.offsets[rightRow]!;
    const end = right.offsets[rightRow + 1]!;
    const total = to - from + (end - start);
    let shared = 0;
    for (let at = start; at < end; at++) if (stamps[right.runs[at]!] === stamp) shared++;
    return total === 0 ? 0 : (2 * shared) / total;
  };
}

const LONGEST = 240;
const SIZE = 3;
const SPACE = 32;
const CAPITAL_A = 65;
const CAPITAL_Z = 90;

/** Runs of texts by number, those of text `i` at `runs[offsets[i]..offsets[i + 1]]`, each once: a run that repeats gets further numbers. */
interface TextRuns {
  readonly offsets: Uint32Array;
  readonly runs: Uint32Array;
}

class RunReader {
  readonly #numbers = new GramNumbers();
  /** For each number that a run has where it comes first: the text that had it last, and how often. */
  #lastText = new Uint32Array(1024);
  #times = new Uint32Array(1024);
  #texts = 0;

  get runCount(): number {
    return this.#numbers.size;
  }

  read(texts: readonly string[]): TextRuns {
    const units = new Uint16Array(LONGEST);
    const offsets = new Uint32Array(texts.length + 1);
    let runs = new Uint32Array(texts.length * 16 + LONGEST);
    let size = 0;
    for (let row = 0; row < texts.length; row++) {
      const length = squeeze(texts[row]!, units);
      const count = length === 0 ? 0 : Math.max(1, length - SIZE + 1);
      if (size + count > runs.length) runs = resized(runs, runs.length * 2);
      this.#texts++;
      for (let start = 0; start < count; start++)
        runs[size++] = this.#numberOf(hashOf(units, start, Math.min(length, start + SIZE)));
      offsets[row + 1] = size;
    }
    return { offsets, runs: runs.slice(0, size) };
  }

  #numberOf(hash: number): number {
    // Two small halves: numbers beyond 31 bits are slow to handle.
    const low = hash & 0xffff;
    const high = hash >>> 16;
    const first = this.#numbers.numberOfKey(low, high);
    if (first >= this.#times.length) {
      this.#lastText = resized(this.#lastText, first * 2);
      this.#times = resized(this.#times, first * 2);
    }
    if (this.#lastText[first] !== this.#texts) {
      this.#lastText[first] = this.#texts;
      this.#times[first] = 0;
      return first;
    }
    return this.#numbers.numberOfKey(low, high | (++this.#times[first]! << 16));
  }
}

/** Writes the first units of a text but for spaces and capitals; returns how many. */
function squeeze(text: string, units: Uint16Array): number {
  let length = 0;
  for (let at = 0; at < text.length && length < LONGEST; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== SPACE && !(unit >= CAPITAL_A && unit <= CAPITAL_Z)) units[length++] = unit;
  }
  return length;
}

function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ units[at]!, 0x01000193);
  return hash;
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const GRAM_SHARE_DEFINITION = { LONGEST, SIZE } as const;
