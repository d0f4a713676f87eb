import { createCrc32 } from '../files/containers/crc32';
import { readPieces } from '../files/file-bytes';
import { AppError } from '../model/errors';
import type { Job } from '../model/types';
import type { SharedFile } from './sentence-modules';

/** Of a zip without its extensions for large files. */
const MOST_BYTES = 2 ** 32 - 1;

/**
 * Files as a zip, none of them compressed, below a folder: weights would not get smaller. Content stays where it is, so memory does not
 * grow with it; each file is read once for its check sum. The same files, the same bytes.
 *
 * @throws AppError `model/too-large` past 4 GiB, `file/unreadable`, `job/cancelled`
 */
export async function zipFolder(folder: string, files: readonly SharedFile[], job: Job): Promise<Blob> {
  const total = files.reduce((sum, { blob }) => sum + blob.size, 0);
  if (total + files.length * 1_000 > MOST_BYTES) throw new AppError('model/too-large', { file: folder });
  const parts: BlobPart[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  let done = 0;
  for (const { path, blob } of files) {
    const crc = createCrc32();
    for await (const { bytes } of readPieces({ name: path, blob }, job)) {
      crc.update(bytes);
      done += bytes.length;
      job.progress(done, Math.max(1, total), 'bytes');
    }
    const name = new TextEncoder().encode(`${folder}/${path}`);
    const entry = { name, crc: crc.digest(), size: blob.size };
    const header = headerOf(entry, null);
    parts.push(header, blob);
    directory.push(headerOf(entry, at));
    at += header.length + blob.size;
  }
  const length = directory.reduce((sum, header) => sum + header.length, 0);
  return new Blob([...parts, ...directory, endOf(files.length, length, at)], { type: 'application/zip' });
}

interface Entry {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly size: number;
}

const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x800;
/** 1 January 1980: the zip says no time. */
const DATE = 0x21;
/** A plain file that everybody may read. */
const RIGHTS = (0o100644 << 16) >>> 0;

/** The header before a file, or, with the place where that stands, the one in the directory (APPNOTE 4.3.7, 4.3.12). */
function headerOf({ name, crc, size }: Entry, at: number | null): Uint8Array<ArrayBuffer> {
  const isListed = at !== null;
  const bytes = new Uint8Array((isListed ? 46 : 30) + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, isListed ? 0x02014b50 : 0x04034b50, true);
  if (isListed) view.setUint16(4, (3 << 8) | VERSION, true);
  const from = isListed ? 6 : 4;
  view.setUint16(from, VERSION, true);
  view.setUint16(from + 2, FLAGS, true);
  view.setUint16(from + 8, DATE, true);
  view.setUint32(from + 10, crc, true);
  view.setUint32(from + 14, size, true);
  view.setUint32(from + 18, size, true);
  view.setUint16(from + 22, name.length, true);
  if (isListed) {
    view.setUint32(38, RIGHTS, true);
    view.setUint32(42, at, true);
  }
  bytes.set(name, bytes.length - name.length);
  return bytes;
}

/** The end of the directory (4.3.16). */
function endOf(count: number, length: number, at: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(22);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, length, true);
  view.setUint32(16, at, true);
  return bytes;
}
