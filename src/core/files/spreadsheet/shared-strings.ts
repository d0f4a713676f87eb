import { decodeEscapes } from './text-escapes';
import type { XmlHandlers } from './xml-part';

/** Collects the text of string items: plain or of rich runs, without phonetic readings. One string for each `si` (or `is`). */
export function createTextCollector(): XmlHandlers & { readonly strings: readonly string[] } {
  const strings: string[] = [];
  let text = '';
  let isInText = false;
  let phoneticDepth = 0;
  return {
    strings,
    onOpen(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phoneticDepth++;
      else if (name === 't') isInText = true;
    },
    onClose(name) {
      if (name === 't') isInText = false;
      else if (name === 'rPh') phoneticDepth--;
      else if (name === 'si') strings.push(decodeEscapes(text));
    },
    onText(piece) {
      if (isInText && phoneticDepth === 0) text += piece;
    },
  };
}
