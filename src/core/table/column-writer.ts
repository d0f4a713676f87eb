import { AppError } from '../model/errors';
import type { CellColumn } from '../model/types';
import { mostBytes, utf8Length, writeText } from './cell-bytes';

const FIRST_BYTES = 256;
/** Bytes are collected in blocks of this size, so that a column is never copied while it grows. */
const BLOCK_BYTES = 1 << 20;
const FIRST_CELLS = 64;
/** Shorter cells are copied quicker by a loop. */
const SHORT_CELL = 40;
const MOST_BYTES = 0xffff_ffff;
const TEXTS_AT_ONCE = 4096;
const encoder = new TextEncoder();

/**
 * Collects the cells of one column. A cell is what was added since the last `endCell`. Memory: the bytes of the cells, four bytes a
 * cell, and while `finish` runs the bytes once more.
 */
export class ColumnWriter {
  /** Cells ended so far. */
  count = 0;
  private full: Uint8Array[] = [];
  private fullBytes = 0;
  private block = new Uint8Array(FIRST_BYTES);
  private at = 0;
  private ends = new Uint32Array(FIRST_CELLS);

  /** Bytes of all cells so far. */
  get byteCount(): number {
    return this.fullBytes + this.at;
  }

  addBytes(source: Uint8Array, from: number, to: number): void {
    const length = to - from;
    if (this.at + length > this.block.length) this.makeRoom(length);
    const { block } = this;
    let at = this.at;
    if (length <= SHORT_CELL) for (let i = from; i < to; i++) block[at++] = source[i]!;
    else {
      block.set(source.subarray(from, to), at);
      at += length;
    }
    this.at = at;
  }

  /** Makes room for a column that is likely to have this many bytes and cells, so that it is not copied in the end. */
  expect(bytes: number, cells: number): void {
    if (this.full.length > 0 || bytes <= this.block.length || bytes > MOST_BYTES) return;
    let block: Uint8Array<ArrayBuffer>;
    try {
      block = new Uint8Array(bytes);
    } catch {
      // What was likely does not fit: blocks are added as they are needed.
      return;
    }
    block.set(this.block.subarray(0, this.at));
    this.block = block;
    if (cells > this.ends.length) this.moreEnds(cells);
  }

  addText(text: string): void {
    const most = mostBytes(text);
    if (this.at + most > this.block.length) this.makeRoom(most);
    this.at = writeText(text, this.block, this.at);
  }

  endCell(): void {
    if (this.count === this.ends.length) this.moreEnds(this.count * 2);
    this.ends[this.count++] = this.fullBytes + this.at;
  }

  /** A cell of its own. */
  addCell(text: string): void {
    this.addText(text);
    this.endCell();
  }

  /** A cell for each text. One call of the platform's encoder writes them all, which is quicker than one by one. */
  addCells(texts: readonly string[]): void {
    const all = texts.join('');
    // Halves of a pair in two cells that follow each other would become one.
    if (!all.isWellFormed() || texts.some(endsInHalf)) {
      for (const text of texts) this.addCell(text);
      return;
    }
    const most = mostBytes(all);
    if (this.at + most > this.block.length) this.makeRoom(most);
    const { written } = encoder.encodeInto(all, this.block.subarray(this.at));
    if (this.count + texts.length > this.ends.length) this.moreEnds(Math.max(this.count + texts.length, this.ends.length * 2));
    let end = this.fullBytes + this.at;
    const isAscii = written === all.length;
    for (const text of texts) {
      end += isAscii ? text.length : utf8Length(text);
      this.ends[this.count++] = end;
    }
    this.at += written;
  }

  /** Empty cells until there are `count`. */
  padTo(count: number): void {
    if (count > this.ends.length) this.moreEnds(Math.max(count, this.ends.length * 2));
    if (count > this.count) this.ends.fill(this.fullBytes + this.at, this.count, count);
    this.count = Math.max(this.count, count);
  }

  /** The column. Nothing can be added afterwards. */
  finish(): CellColumn {
    const ends = trimmed(this.ends, this.count);
    if (this.full.length === 0) return { bytes: trimmed(this.block, this.at), ends };
    const bytes = new Uint8Array(this.fullBytes + this.at);
    let at = 0;
    for (const block of this.full) {
      bytes.set(block, at);
      at += block.length;
    }
    bytes.set(this.block.subarray(0, this.at), at);
    this.full = [];
    this.block = new Uint8Array(0);
    return { bytes, ends };
  }

  private makeRoom(length: number): void {
    const { block, at } = this;
    if (this.fullBytes + at + length > MOST_BYTES) throw new AppError('device/out-of-memory');
    const needed = at + length;
    if (block.length < BLOCK_BYTES && needed <= BLOCK_BYTES) {
      this.block = new Uint8Array(Math.min(BLOCK_BYTES, Math.max(needed, block.length * 2)));
      this.block.set(block.subarray(0, at));
      return;
    }
    this.full.push(block.subarray(0, at));
    this.fullBytes += at;
    this.block = new Uint8Array(Math.max(BLOCK_BYTES, length));
    this.at = 0;
  }

  private moreEnds(capacity: number): void {
    const ends = new Uint32Array(capacity);
    ends.set(this.ends);
    this.ends = ends;
  }
}

const endsInHalf = (text: string): boolean => (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;

/** Memory that was never written to costs nothing: a little of it stays. */
function trimmed<T extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(array: T, length: number): T {
  return (length * 4 >= array.length * 3 ? array.subarray(0, length) : array.slice(0, length)) as T;
}

/** A column out of texts. O(characters). */
export function columnOfTexts(texts: readonly string[]): CellColumn {
  const writer = new ColumnWriter();
  for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) writer.addCells(texts.slice(from, from + TEXTS_AT_ONCE));
  return writer.finish();
}
