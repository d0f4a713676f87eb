import { Zip, ZipDeflate } from 'fflate';
import type { BlobSink } from './blob-sink';

/** The files of a workbook on their way into a zip, one after the other. */
export interface WorkbookZip {
  /** Ends the file before. */
  begin(name: string): void;
  add(bytes: Uint8Array, from?: number, to?: number): void;
  addByte(byte: number): void;
  addText(text: string): void;
  /** Bytes of the file begun last, before they are compressed. */
  fileBytes(): number;
  finish(): void;
}

const BUFFER_BYTES = 1 << 16;
/** XML of cells repeats itself: higher levels take twice the time for a tenth less. */
const LEVEL = 4;
/** The same tables make the same bytes: the zip says no time. */
const ZIP_TIME = '1980-01-01T00:00:00';

export function createWorkbookZip(sink: BlobSink): WorkbookZip {
  const encoder = new TextEncoder();
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    sink.addBytes(chunk);
  });
  const buffer = new Uint8Array(BUFFER_BYTES);
  let at = 0;
  let pushed = 0;
  let file: ZipDeflate | null = null;
  const flush = (isLast: boolean): void => {
    file?.push(buffer.slice(0, at), isLast);
    pushed += at;
    at = 0;
  };
  const add = (bytes: Uint8Array, from = 0, to = bytes.length): void => {
    if (to - from > BUFFER_BYTES - at) {
      flush(false);
      if (to - from > BUFFER_BYTES) {
        file?.push(bytes.slice(from, to), false);
        pushed += to - from;
        return;
      }
    }
    for (let i = from; i < to; i++) buffer[at++] = bytes[i]!;
  };
  return {
    begin(name) {
      flush(true);
      pushed = 0;
      file = new ZipDeflate(name, { level: LEVEL });
      file.mtime = ZIP_TIME;
      zip.add(file);
    },
    add,
    addByte(byte) {
      if (at === BUFFER_BYTES) flush(false);
      buffer[at++] = byte;
    },
    addText: (text) => add(encoder.encode(text)),
    fileBytes: () => pushed + at,
    finish() {
      flush(true);
      zip.end();
    },
  };
}
