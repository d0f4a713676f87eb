import { skipSpace } from '../table/cell-bytes';
import { columnOfTexts } from '../table/column-writer';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const FIRST_BYTES = 1 << 16;

/** One record: cell `i` lies in `bytes` from `spans[2 i]` to `spans[2 i + 1]`. Valid until the handler returns. */
export interface ByteRecord {
  bytes: Uint8Array;
  spans: Uint32Array;
  count: number;
  /** Tells an empty line from a record of one empty quoted cell. */
  isBlank: boolean;
  hasUnclosedQuote: boolean;
  /** Where the record stands in `bytes`, with what ends it. */
  start: number;
  end: number;
}

/**
 * Splits delimited text in UTF-8 (RFC 4180, read tolerantly), that comes in pieces of whole characters, into records. Line ends may be
 * LF, CRLF or CR, also mixed; quoted cells keep theirs. A quote only counts at the start of a cell; text after a closing quote is kept.
 * A quote that is never closed, or only lines below in the middle of a cell, is taken literally: it costs one record and not the
 * rest of the file.
 *
 * Each byte is looked at once per piece it waits in; the waiting bytes double before they are looked at again, so that one stray quote
 * does not make the cost quadratic. Memory: one piece and the longest record.
 *
 * @param delimiter one character
 */
export function createByteSplitter(
  delimiter: string,
  onRecord: (record: ByteRecord) => void,
): { add(piece: Uint8Array): void; end(): void } {
  const separator = columnOfTexts([delimiter]).bytes;
  const first = separator[0]!;
  const width = separator.length;
  const isNarrow = width === 1;
  const highest = Math.max(first, CR);

  // One byte more than there is text: what stands behind the last one ends every loop.
  let buffer = new Uint8Array(FIRST_BYTES);
  let start = 0;
  let end = 0;
  let lookAgainAt = 0;
  let spans = new Uint32Array(64);
  /** Cells of the record that are not one span yet: number of the cell, its quoted part, and the text after the closing quote. */
  let repairs: { readonly cell: number; readonly restFrom: number; readonly restTo: number }[] = [];
  /** The quoted cell that was read last has a line break. */
  let hasBreak = false;
  const record: ByteRecord = { bytes: buffer, spans, count: 0, isBlank: false, hasUnclosedQuote: false, start: 0, end: 0 };

  function makeRoom(length: number): void {
    if (end + length < buffer.length) return;
    const waiting = end - start;
    if (waiting + length < buffer.length) buffer.copyWithin(0, start, end);
    else {
      const larger = new Uint8Array(Math.max(buffer.length * 2, waiting + length + 1));
      larger.set(buffer.subarray(start, end));
      buffer = larger;
    }
    start = 0;
    end = waiting;
  }

  function split(isLast: boolean): void {
    buffer[end] = LF;
    record.bytes = buffer;
    while (start < end) {
      let next = readRecord(isLast, false);
      if (next < 0) {
        if (next === UNFINISHED && !isLast) break;
        next = readRecord(isLast, true);
        if (next < 0) break;
        record.hasUnclosedQuote = true;
      } else record.hasUnclosedQuote = false;
      record.start = start;
      record.end = next;
      record.spans = spans;
      if (repairs.length > 0) repair();
      onRecord(record);
      start = next;
    }
    lookAgainAt = (end - start) * 2;
  }

  /** Where the record that begins at `start` ends; `UNFINISHED` or `MALFORMED`. */
  function readRecord(isLast: boolean, isLiteral: boolean): number {
    const bytes = buffer;
    const stop = end;
    let places = spans;
    let count = 0;
    let at = start;
    if (repairs.length > 0) repairs = [];
    for (;;) {
      let byte = bytes[at]!;
      let from = at;
      let to = -1;
      if (byte === QUOTE && !isLiteral) {
        const close = closeQuote(bytes, at + 1, stop, count);
        if (close < 0 || (close === stop - 1 && !isLast)) return UNFINISHED;
        from = at + 1;
        to = close;
        at = close + 1;
        byte = bytes[at]!;
      }
      const restFrom = at;
      for (;;) {
        // Most letters are above all of the others.
        while (byte > highest || (byte !== first && byte !== LF && byte !== CR)) byte = bytes[++at]!;
        if (isNarrow || byte !== first || at >= stop || isSeparator(bytes, at)) break;
        byte = bytes[++at]!;
      }
      const wasQuoted = to >= 0;
      if (!wasQuoted) to = at;
      else if (at > restFrom && skipSpace(bytes, restFrom, at) < at) {
        if (hasBreak) return MALFORMED;
        // Blanks between the closing quote and the delimiter are layout, other text belongs to the cell.
        if (repairs.at(-1)?.cell === count) repairs.pop();
        repairs.push({ cell: count, restFrom, restTo: at });
      }
      if (count * 2 + 2 > places.length) places = moreSpans();
      places[2 * count] = from;
      places[2 * count + 1] = to;
      count++;
      if (byte === first && at < stop) {
        at += width;
        continue;
      }
      if (at >= stop) {
        if (!isLast) return UNFINISHED;
      } else if (byte === CR) {
        // A piece may end between CR and LF.
        if (at + 1 >= stop && !isLast) return UNFINISHED;
        if (at + 1 < stop && bytes[at + 1] === LF) at++;
      }
      record.count = count;
      record.isBlank = count === 1 && !wasQuoted && skipSpace(bytes, from, to) === to;
      return at >= stop ? stop : at + 1;
    }
  }

  /** Where the quote stands that closes cell number `cell`, or −1; says whether it holds line breaks, and notes doubled quotes. */
  function closeQuote(bytes: Uint8Array, from: number, stop: number, cell: number): number {
    let isDoubled = false;
    let isBroken = false;
    let at = from;
    for (;;) {
      let byte = bytes[at]!;
      while (byte > QUOTE) byte = bytes[++at]!;
      if (at >= stop) return -1;
      if (byte === QUOTE) {
        if (bytes[at + 1] !== QUOTE) break;
        isDoubled = true;
        at++;
      } else if (byte === LF || byte === CR) isBroken = true;
      at++;
    }
    hasBreak = isBroken;
    if (isDoubled) repairs.push({ cell, restFrom: 0, restTo: 0 });
    return at;
  }

  function isSeparator(bytes: Uint8Array, at: number): boolean {
    for (let i = 1; i < width; i++) if (bytes[at + i] !== separator[i]) return false;
    return true;
  }

  /** Moves the parts of a cell together, where they stand: the record is not looked at again. */
  function repair(): void {
    for (const { cell, restFrom, restTo } of repairs) {
      const from = spans[2 * cell]!;
      const close = spans[2 * cell + 1]!;
      let to = from;
      for (let at = from; at < close; at++) {
        buffer[to++] = buffer[at]!;
        if (buffer[at] === QUOTE) at++;
      }
      for (let at = restFrom; at < restTo; at++) buffer[to++] = buffer[at]!;
      spans[2 * cell + 1] = to;
    }
  }

  function moreSpans(): Uint32Array<ArrayBuffer> {
    const larger = new Uint32Array(spans.length * 2);
    larger.set(spans);
    spans = larger;
    return larger;
  }

  return {
    add(piece) {
      makeRoom(piece.length);
      buffer.set(piece, end);
      end += piece.length;
      if (end - start >= lookAgainAt) split(false);
    },
    end: () => split(true),
  };
}

const UNFINISHED = -1;
const MALFORMED = -2;
