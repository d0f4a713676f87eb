import { AppError } from '../../model/errors';
import type { SourceFile } from '../../model/types';
import { readBytes } from '../file-bytes';

/** One file of a zip archive, as its central directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly compressedSize: number;
  readonly inflatedSize: number;
  /** CRC-32 of what it inflates to. */
  readonly crc32: number;
  readonly headerOffset: number;
}

/** A workbook has a few parts a sheet; more is an attack or no workbook. */
const MOST_ENTRIES = 20_000;
const LARGEST_DIRECTORY = 16 * 2 ** 20;
const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;
const ZIP64_LOCATOR_SIZE = 20;
const ENTRY_SIGNATURE = 0x02014b50;

/**
 * The entries of a zip by name, read from the directory at its end: the rest of the file is not touched. Knows zip64.
 * @throws AppError `file/truncated-workbook` where the directory is missing or cut (an interrupted download),
 *   `file/too-large-inside` for absurdly many entries, `file/workbook-encrypted` for entries with a zip password.
 */
export async function readZipDirectory(source: SourceFile): Promise<ReadonlyMap<string, ZipEntry>> {
  const file = source.name;
  const size = source.blob.size;
  const tailStart = Math.max(0, size - END_SIZE - LONGEST_COMMENT - ZIP64_LOCATOR_SIZE);
  const tail = viewOf(await readBytes(source, tailStart, size));
  const end = findEnd(tail);
  if (end === -1) throw new AppError('file/truncated-workbook', { file });
  let count = tail.getUint16(end + 10, true);
  let length = tail.getUint32(end + 12, true);
  let offset = tail.getUint32(end + 16, true);
  if (count === 0xffff || length === 0xffffffff || offset === 0xffffffff) {
    const zip64 = await readZip64End(source, tail, end);
    if (!zip64) throw new AppError('file/truncated-workbook', { file });
    [count, length, offset] = zip64;
  }
  if (count > MOST_ENTRIES || length > LARGEST_DIRECTORY) throw new AppError('file/too-large-inside', { file });
  if (offset + length > size) throw new AppError('file/truncated-workbook', { file });
  return readEntries(viewOf(await readBytes(source, offset, offset + length)), count, file);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function findEnd(tail: DataView): number {
  for (let at = tail.byteLength - END_SIZE; at >= 0; at--) if (tail.getUint32(at, true) === END_SIGNATURE) return at;
  return -1;
}

async function readZip64End(source: SourceFile, tail: DataView, end: number): Promise<[number, number, number] | null> {
  const locator = end - ZIP64_LOCATOR_SIZE;
  if (locator < 0 || tail.getUint32(locator, true) !== 0x07064b50) return null;
  const at = Number(tail.getBigUint64(locator + 8, true));
  const record = viewOf(await readBytes(source, at, at + 56));
  if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) return null;
  return [Number(record.getBigUint64(32, true)), Number(record.getBigUint64(40, true)), Number(record.getBigUint64(48, true))];
}

function readEntries(directory: DataView, count: number, file: string): ReadonlyMap<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  const decoder = new TextDecoder();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw new AppError('file/truncated-workbook', { file });
    }
    if (directory.getUint16(at + 8, true) & 1) throw new AppError('file/workbook-encrypted', { file });
    const nameLength = directory.getUint16(at + 28, true);
    const extraLength = directory.getUint16(at + 30, true);
    const commentLength = directory.getUint16(at + 32, true);
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > directory.byteLength) throw new AppError('file/truncated-workbook', { file });
    const name = decoder
      .decode(new Uint8Array(directory.buffer, directory.byteOffset + at + 46, nameLength))
      .replaceAll('\\', '/');
    const sizes = [directory.getUint32(at + 24, true), directory.getUint32(at + 20, true), directory.getUint32(at + 42, true)];
    const [inflatedSize, compressedSize, headerOffset] = widen(sizes, directory, at + 46 + nameLength, extraLength);
    entries.set(name, {
      name,
      method: directory.getUint16(at + 10, true),
      compressedSize: compressedSize!,
      inflatedSize: inflatedSize!,
      crc32: directory.getUint32(at + 16, true),
      headerOffset: headerOffset!,
    });
    at = next;
  }
  return entries;
}

/** Zip64: fields of 0xFFFFFFFF stand as 64-bit numbers, in this order, in the extra field 1. */
function widen(fields: readonly number[], directory: DataView, extra: number, extraLength: number): readonly number[] {
  if (!fields.includes(0xffffffff)) return fields;
  const last = extra + extraLength;
  for (let at = extra; at + 4 <= last; at += 4 + directory.getUint16(at + 2, true)) {
    if (directory.getUint16(at, true) !== 1) continue;
    let value = at + 4;
    return fields.map((field) => {
      if (field !== 0xffffffff || value + 8 > last) return field;
      value += 8;
      return Number(directory.getBigUint64(value - 8, true));
    });
  }
  return fields;
}
