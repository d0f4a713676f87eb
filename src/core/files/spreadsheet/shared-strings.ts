import { MOST_CELLS } from './sheet-limits';
import type { XmlErrors, XmlReader } from './xml-part';
import { append, createGrowingBytes, unescapeFrom } from './xml-text';

/** Texts that cells refer to by number, one after the other in UTF-8; text `i` ends at `ends[i]`. */
export interface SharedStrings {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
  readonly count: number;
}

const NAMES = ['si', 't', 'rPh'];
const [SI, T, PHONETIC] = [0, 1, 2];

/**
 * Collects the text of string items: plain or of rich runs, without phonetic readings. One string for each `si`.
 *
 * @param likelyBytes room that is made at first; memory that is not used is not taken
 */
export function createSharedStringReader(likelyBytes: number, errors: XmlErrors): XmlReader & { strings(): SharedStrings } {
  const text = createGrowingBytes(Math.max(1024, likelyBytes));
  let ends = new Uint32Array(1024);
  let count = 0;
  let from = 0;
  let isInText = false;
  let phoneticDepth = 0;

  function endString(): void {
    unescapeFrom(text, from);
    if (count === MOST_CELLS) throw errors.tooLarge();
    if (count === ends.length) {
      const larger = new Uint32Array(ends.length * 2);
      larger.set(ends);
      ends = larger;
    }
    ends[count++] = text.length;
    from = text.length;
  }
  return {
    names: NAMES,
    strings: () => ({ bytes: text.bytes, ends, count }),
    events: {
      onOpen(name) {
        if (name === T) isInText = true;
        else if (name === SI) text.length = from;
        else if (name === PHONETIC) phoneticDepth++;
      },
      onClose(name) {
        if (name === T) isInText = false;
        else if (name === SI) endString();
        else if (name === PHONETIC) phoneticDepth--;
      },
      onText(bytes, start, end) {
        if (isInText && phoneticDepth === 0) append(text, bytes, start, end);
      },
    },
  };
}
