import { createContentHash } from '../model/fingerprint';

const BLOCK_BYTES = 1 << 22;

/**
 * Collects bytes into a Blob by parts of 4 MiB, which the browser may keep on disk: what is held in memory stays small however long the
 * file gets.
 */
export class BlobSink {
  /** Bytes so far. */
  length = 0;
  private readonly parts: Blob[] = [];
  private block = new Uint8Array(BLOCK_BYTES);
  private at = 0;
  private readonly hash = createContentHash();

  addByte(byte: number): void {
    if (this.at === BLOCK_BYTES) this.endBlock();
    this.block[this.at++] = byte;
    this.length++;
  }

  addBytes(source: Uint8Array, from = 0, to = source.length): void {
    const count = to - from;
    this.length += count;
    if (count <= SHORT && this.at + count <= BLOCK_BYTES) {
      const { block } = this;
      let { at } = this;
      for (let i = from; i < to; i++) block[at++] = source[i]!;
      this.at = at;
      return;
    }
    for (let start = from; start < to; ) {
      if (this.at === BLOCK_BYTES) this.endBlock();
      const end = Math.min(to, start + BLOCK_BYTES - this.at);
      this.block.set(source.subarray(start, end), this.at);
      this.at += end - start;
      start = end;
    }
  }

  /** The file and the SHA-256 of its bytes, lower-case hex. Nothing can be added afterwards. */
  finish(type: string): { readonly blob: Blob; readonly sha256: string } {
    this.endBlock();
    this.block = new Uint8Array(0);
    return { blob: new Blob(this.parts, { type }), sha256: this.hash.digest() };
  }

  private endBlock(): void {
    const bytes = this.block.subarray(0, this.at);
    this.hash.updateBytes(bytes);
    if (this.at > 0) this.parts.push(new Blob([bytes]));
    this.at = 0;
  }
}

/** Fewer bytes are copied quicker by a loop. */
const SHORT = 40;
