import { createTranscoder, type Transcoder } from '../utf8-pieces';
import { mendText, writeReference } from './xml-references';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const BANG = 0x21;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const DASH = 0x2d;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const BRACKET = 0x5d;

const FIRST_BYTES = 1 << 18;
/** The longest tag or text between two tags; parts of workbooks have cells of megabytes at most. */
const MOST_TOKEN = 1 << 27;
const MOST_DEPTH = 10_000;
/** More attributes of one tag than this are compared by a set. */
const FEW_ATTRIBUTES = 16;

/** What a byte may be in text: 0 an ordinary letter, 1 something to look at. */
const ODD_IN_TEXT = new Uint8Array(256);
/** Bytes of names; letters beyond ASCII all count. */
const IN_NAME = new Uint8Array(256);
for (let byte = 0; byte < 0x20; byte++) ODD_IN_TEXT[byte] = byte === TAB || byte === LF ? 0 : 1;
for (const byte of [LESS, AMPERSAND, GREATER]) ODD_IN_TEXT[byte] = 1;
/** The same for values of attributes. */
const ODD_IN_VALUE = new Uint8Array(256);
for (let byte = 0; byte < 0x20; byte++) ODD_IN_VALUE[byte] = byte === TAB || byte === LF || byte === CR ? 0 : 1;
for (const byte of [LESS, AMPERSAND, QUOTE, APOSTROPHE]) ODD_IN_VALUE[byte] = 1;
for (let byte = 0; byte < 256; byte++) {
  const isLetter =
    (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f || byte === 0x3a || byte >= 0x80;
  if (isLetter) IN_NAME[byte] = 2;
  else if ((byte >= 0x30 && byte <= 0x39) || byte === DASH || byte === 0x2e) IN_NAME[byte] = 1;
}

/** One opening tag; its places are in `bytes`, and hold until the handler returns. */
export interface XmlTag {
  bytes: Uint8Array;
  /** The name without its prefix. */
  nameFrom: number;
  nameTo: number;
  attributeCount: number;
  /** Four places an attribute: its name with prefix, and its value as it is written. */
  attributes: Int32Array;
}

/** What is found, in the order of the document. `name` is the place in the list of names that were asked for, −1 for others. */
export interface XmlEvents {
  onOpen(name: number, tag: XmlTag): void;
  onClose(name: number): void;
  /** A part of a text, of whole characters, in UTF-8, references resolved and line ends made LF. */
  onText(bytes: Uint8Array, from: number, to: number): void;
  /**
   * Reads a whole element in the form that nearly all of them have, quicker than event by event. Called with the place of a `<` inside
   * the document; what stands from `end` on is not text.
   *
   * @returns where the element ends; 0 to leave it to the scanner
   */
  shortcut?(bytes: Uint8Array, at: number, end: number): number;
}

export interface XmlScanner {
  add(piece: Uint8Array): void;
  /** Nothing follows. */
  end(): void;
}

/** What ends the reading: XML that is not well formed or has a DTD, or a part of it that is too long. */
export interface XmlErrors {
  broken(): Error;
  tooLarge(): Error;
}

/**
 * Scans XML that comes in pieces of bytes: UTF-8, or UTF-16 with a mark. No string is made of it. Names count without their namespace
 * prefix. A DTD is refused: no workbook needs one, and entities could be defined through it. Checked are nesting, attributes,
 * references and control characters, but not which letters beyond ASCII a name has, nor what an XML declaration says.
 *
 * Each byte is looked at about once: what waits for its end doubles before it is looked at again. Memory: a few hundred KiB and
 * the longest token.
 *
 * @param names of elements that are told apart
 */
export function createXmlScanner(names: readonly string[], events: XmlEvents, errors: XmlErrors): XmlScanner {
  const idOf = createNameTable(names);
  const { shortcut = () => 0 } = events;
  let transcoder: Transcoder | null = null;
  // One byte more than there is text: a `<` behind the last one ends every loop.
  let buffer = new Uint8Array(FIRST_BYTES);
  let start = 0;
  let end = 0;
  let lookAgainAt = 0;

  let depth = 0;
  let hasRoot = false;
  /** Names of the open elements with their prefixes, one after the other, where each ends, and their numbers. */
  let openNames = new Uint8Array(1024);
  const openEnds = new Int32Array(MOST_DEPTH + 1);
  const openIds = new Int32Array(MOST_DEPTH + 1);

  let spans = new Int32Array(64);
  const tag: XmlTag = { bytes: buffer, nameFrom: 0, nameTo: 0, attributeCount: 0, attributes: spans };

  function makeRoom(length: number): void {
    if (end + length < buffer.length) return;
    const waiting = end - start;
    if (waiting + length > MOST_TOKEN) throw errors.tooLarge();
    if (waiting + length < buffer.length) buffer.copyWithin(0, start, end);
    else {
      const larger = new Uint8Array(Math.max(buffer.length * 2, waiting + length + 1));
      larger.set(buffer.subarray(start, end));
      buffer = larger;
    }
    start = 0;
    end = waiting;
  }

  function scan(isLast: boolean): void {
    buffer[end] = LESS;
    const bytes = buffer;
    tag.bytes = bytes;
    let at = start;
    for (;;) {
      const from = at;
      let isOdd = false;
      for (;;) {
        while (ODD_IN_TEXT[bytes[at]!] === 0) at++;
        const byte = bytes[at]!;
        if (byte === LESS) break;
        if (byte === GREATER) {
          if (at - from >= 2 && bytes[at - 1] === BRACKET && bytes[at - 2] === BRACKET) throw errors.broken();
        } else if (byte === AMPERSAND || byte === CR) isOdd = true;
        else throw errors.broken();
        at++;
      }
      if (at === end && !isLast) {
        start = from;
        return;
      }
      if (at > from) {
        if (depth === 0) expectBlank(from, at);
        else if (isOdd) mendText(bytes, from, at, true, events.onText, errors.broken);
        else events.onText(bytes, from, at);
      }
      if (at === end) {
        start = at;
        return;
      }
      const next = (depth > 0 && shortcut(bytes, at, end)) || readMarkup(bytes, at);
      if (next < 0) {
        if (isLast) throw errors.broken();
        start = at;
        return;
      }
      at = next;
    }
  }

  function expectBlank(from: number, to: number): void {
    for (let at = from; at < to; at++) if (!isBlank(buffer[at]!)) throw errors.broken();
  }

  /** Where the markup ends that begins at `at`; `UNFINISHED` where it does not yet. */
  function readMarkup(bytes: Uint8Array, at: number): number {
    switch (bytes[at + 1]) {
      case SLASH:
        return readClose(bytes, at + 2);
      case BANG:
        return readDeclaration(bytes, at);
      case QUESTION: {
        if (at + 2 >= end) return UNFINISHED;
        if (IN_NAME[bytes[at + 2]!] !== 2) throw errors.broken();
        const close = find(bytes, at + 2, QUESTION, GREATER);
        return close < 0 ? UNFINISHED : close + 2;
      }
      default:
        return readOpen(bytes, at + 1);
    }
  }

  function readClose(bytes: Uint8Array, from: number): number {
    let at = from;
    while (IN_NAME[bytes[at]!] !== 0) at++;
    const to = at;
    while (isBlank(bytes[at]!)) at++;
    if (at >= end) return UNFINISHED;
    if (bytes[at] !== GREATER || depth === 0) throw errors.broken();
    const openFrom = openEnds[depth - 1]!;
    if (openEnds[depth]! - openFrom !== to - from) throw errors.broken();
    for (let i = from; i < to; i++) if (bytes[i] !== openNames[openFrom + i - from]) throw errors.broken();
    closeElement();
    return at + 1;
  }

  function closeElement(): void {
    const id = openIds[depth--]!;
    events.onClose(id);
  }

  function readOpen(bytes: Uint8Array, from: number): number {
    let at = from;
    let local = from;
    while (IN_NAME[bytes[at]!] !== 0) if (bytes[at++] === 0x3a && local === from) local = at;
    if (at >= end) return UNFINISHED;
    if (IN_NAME[bytes[from]!] !== 2) throw errors.broken();
    const nameTo = at;
    let count = 0;
    while (bytes[at] !== GREATER) {
      const blankFrom = at;
      while (isBlank(bytes[at]!)) at++;
      const attributeFrom = at;
      const first = bytes[at]!;
      if (first === GREATER || first === SLASH) break;
      if (at >= end) return UNFINISHED;
      if (at === blankFrom || IN_NAME[first] !== 2) throw errors.broken();
      while (IN_NAME[bytes[at]!] !== 0) at++;
      const attributeTo = at;
      while (isBlank(bytes[at]!)) at++;
      if (bytes[at] !== EQUALS) {
        if (at >= end) return UNFINISHED;
        throw errors.broken();
      }
      at++;
      while (isBlank(bytes[at]!)) at++;
      const quote = bytes[at]!;
      if (quote !== QUOTE && quote !== APOSTROPHE) {
        if (at >= end) return UNFINISHED;
        throw errors.broken();
      }
      const valueFrom = ++at;
      let hasReference = false;
      for (;;) {
        while (ODD_IN_VALUE[bytes[at]!] === 0) at++;
        const byte = bytes[at]!;
        if (byte === quote) break;
        if (byte === AMPERSAND) hasReference = true;
        else if (byte === LESS && at >= end) return UNFINISHED;
        else if (byte !== QUOTE && byte !== APOSTROPHE) throw errors.broken();
        at++;
      }
      if (hasReference) mendText(bytes, valueFrom, at, true, nothing, errors.broken);
      if (4 * count + 4 > spans.length) moreSpans();
      const places = spans;
      places[4 * count] = attributeFrom;
      places[4 * count + 1] = attributeTo;
      places[4 * count + 2] = valueFrom;
      places[4 * count + 3] = at;
      if (count > 0 && count < FEW_ATTRIBUTES) expectNew(bytes, count);
      count++;
      at++;
    }
    const isEmpty = bytes[at] === SLASH;
    if (isEmpty) {
      at++;
      if (at >= end) return UNFINISHED;
      if (bytes[at] !== GREATER) throw errors.broken();
    }
    if (count > FEW_ATTRIBUTES) expectAllDiffer(bytes, count);
    if ((depth === 0 && hasRoot) || depth === MOST_DEPTH) throw errors.broken();
    hasRoot = true;
    const id = idOf(bytes, local, nameTo);
    tag.nameFrom = local;
    tag.nameTo = nameTo;
    tag.attributeCount = count;
    tag.attributes = spans;
    pushName(bytes, from, nameTo, id);
    events.onOpen(id, tag);
    if (isEmpty) closeElement();
    return at + 1;
  }

  function pushName(bytes: Uint8Array, from: number, to: number, id: number): void {
    let at = openEnds[depth]!;
    if (at + to - from > openNames.length) {
      const larger = new Uint8Array((at + to - from) * 2);
      larger.set(openNames);
      openNames = larger;
    }
    for (let i = from; i < to; i++) openNames[at++] = bytes[i]!;
    depth++;
    openEnds[depth] = at;
    openIds[depth] = id;
  }

  /** No attribute may stand twice. */
  function expectNew(bytes: Uint8Array, last: number): void {
    const from = spans[4 * last]!;
    const length = spans[4 * last + 1]! - from;
    for (let other = 0; other < last; other++) {
      const otherFrom = spans[4 * other]!;
      if (spans[4 * other + 1]! - otherFrom !== length) continue;
      let i = 0;
      while (i < length && bytes[from + i] === bytes[otherFrom + i]) i++;
      if (i === length) throw errors.broken();
    }
  }
  function expectAllDiffer(bytes: Uint8Array, count: number): void {
    const found = new Set<string>();
    for (let i = 0; i < count; i++) found.add(latin(bytes, spans[4 * i]!, spans[4 * i + 1]!));
    if (found.size < count) throw errors.broken();
  }

  function readDeclaration(bytes: Uint8Array, at: number): number {
    if (at + 4 > end) return UNFINISHED;
    if (bytes[at + 2] === DASH && bytes[at + 3] === DASH) {
      const close = find(bytes, at + 4, DASH, DASH);
      if (close < 0 || close + 2 >= end) return UNFINISHED;
      if (bytes[close + 2] !== GREATER) throw errors.broken();
      return close + 3;
    }
    if (at + CDATA.length > end) return UNFINISHED;
    for (let i = 2; i < CDATA.length; i++) if (bytes[at + i] !== CDATA[i]) throw errors.broken();
    if (depth === 0) throw errors.broken();
    const from = at + CDATA.length;
    let close = find(bytes, from, BRACKET, BRACKET);
    while (close >= 0 && bytes[close + 2] !== GREATER) {
      if (close + 2 >= end) return UNFINISHED;
      close = find(bytes, close + 1, BRACKET, BRACKET);
    }
    if (close < 0) return UNFINISHED;
    let isOdd = false;
    for (let i = from; i < close; i++) {
      const byte = bytes[i]!;
      if (byte >= SPACE) continue;
      if (!isBlank(byte)) throw errors.broken();
      isOdd ||= byte === CR;
    }
    if (isOdd) mendText(bytes, from, close, false, events.onText, errors.broken);
    else if (close > from) events.onText(bytes, from, close);
    return close + 3;
  }

  /** Where two bytes stand side by side, −1 where they do not before the end. */
  function find(bytes: Uint8Array, from: number, first: number, second: number): number {
    for (let at = bytes.indexOf(first, from); at >= 0 && at + 1 < end; at = bytes.indexOf(first, at + 1)) {
      if (bytes[at + 1] === second) return at;
    }
    return -1;
  }

  function moreSpans(): void {
    const larger = new Int32Array(spans.length * 2);
    larger.set(spans);
    spans = larger;
  }

  function take(text: Uint8Array): void {
    makeRoom(text.length);
    buffer.set(text, end);
    end += text.length;
    if (end - start < lookAgainAt) return;
    scan(false);
    lookAgainAt = (end - start) * 2;
  }
  return {
    add(piece) {
      if (piece.length === 0) return;
      transcoder ??= createTranscoder(
        piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : piece[0] === 0xfe && piece[1] === 0xff ? 'utf-16be' : 'utf-8',
      );
      take(transcoder.add(piece));
    },
    end() {
      if (transcoder) take(transcoder.end());
      scan(true);
      if (!hasRoot || depth > 0) throw errors.broken();
    },
  };
}

const nothing = (): void => {};
const UNFINISHED = -1;
const CDATA = Uint8Array.from('<![CDATA[', (letter) => letter.charCodeAt(0));

const isBlank = (byte: number): boolean => byte <= SPACE && (byte === SPACE || byte === LF || byte === TAB || byte === CR);

/** Bytes as letters of the same numbers. */
export function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

/** Finds the number of a name among those that were asked for, by its length and first letter, then by all of its bytes. */
function createNameTable(names: readonly string[]): (bytes: Uint8Array, from: number, to: number) => number {
  const SLOTS = 128;
  const first = new Int16Array(SLOTS).fill(-1);
  const next = new Int16Array(names.length).fill(-1);
  const encoded = names.map((name) => new TextEncoder().encode(name));
  const slotOf = (length: number, letter: number): number => ((length << 5) ^ letter) & (SLOTS - 1);
  for (const [id, name] of encoded.entries()) {
    const slot = slotOf(name.length, name[0]!);
    next[id] = first[slot]!;
    first[slot] = id;
  }
  return (bytes, from, to) => {
    const length = to - from;
    for (let id = first[slotOf(length, bytes[from]!)]!; id >= 0; id = next[id]!) {
      const name = encoded[id]!;
      if (name.length !== length) continue;
      let i = 0;
      while (i < length && bytes[from + i] === name[i]) i++;
      if (i === length) return id;
    }
    return -1;
  };
}

/** The place of an attribute by its name with prefix, in ASCII; −1 where a tag has none. */
export function attributeOf(tag: XmlTag, name: string): number {
  const { bytes, attributes, attributeCount } = tag;
  for (let i = 0; i < attributeCount; i++) {
    const from = attributes[4 * i]!;
    if (attributes[4 * i + 1]! - from !== name.length) continue;
    let at = 0;
    while (at < name.length && bytes[from + at] === name.charCodeAt(at)) at++;
    if (at === name.length) return i;
  }
  return -1;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The value of an attribute as XML has it: references resolved, white space as blanks. */
export function attributeText(tag: XmlTag, attribute: number): string {
  const from = tag.attributes[4 * attribute + 2]!;
  const to = tag.attributes[4 * attribute + 3]!;
  const text = decoder.decode(tag.bytes.subarray(from, to)).replace(/\r\n?|[\t\n]/gu, ' ');
  return text.includes('&') ? text.replace(/&([^;]*);/gu, (_, name: string) => referenceText(name)) : text;
}

function referenceText(name: string): string {
  const letters = new Uint8Array(4);
  const bytes = new TextEncoder().encode(name);
  const length = writeReference(bytes, 0, bytes.length, letters);
  return decoder.decode(letters.subarray(0, Math.max(0, length)));
}

/** The name of a tag without its prefix. */
export const tagName = (tag: XmlTag): string => decoder.decode(tag.bytes.subarray(tag.nameFrom, tag.nameTo));
/** The name of an attribute with its prefix. */
export const attributeName = (tag: XmlTag, attribute: number): string =>
  decoder.decode(tag.bytes.subarray(tag.attributes[4 * attribute]!, tag.attributes[4 * attribute + 1]!));
