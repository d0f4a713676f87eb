import { AppError } from '../model/errors';
import { sniffJson } from './json/sniff-json';

/** How many bytes of the start of a file `sniffFormat` wants to see. */
export const SNIFF_BYTES = 65_536;

/** First bytes of formats that people drop by mistake, with the name to show. */
const SIGNATURES: readonly (readonly [format: string, bytes: readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];
const GZIP = [0x1f, 0x8b, 0x08];
const PARQUET = [0x50, 0x41, 0x52, 0x31];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Pages and documents, which programs also save under the name of a workbook. A cell may begin with a tag as well. */
const MARKUP: readonly (readonly [format: string, start: RegExp])[] = [
  ['HTML', /^\ufeff?\s*(?:<!--[\s\S]*?-->\s*)?(?:<!doctype\s+html|<(?:html|head|body|table)(?:\s+[\w:-]+=[^>]*)?>)/iu],
  ['XML', /^\ufeff?\s*<\?xml\s/u],
];

/** What the first bytes tell: a format, or a container whose content decides. */
export type SniffedKind = 'csv' | 'json' | 'jsonl' | 'parquet' | 'xls' | 'zip' | 'gzip';

/**
 * What a file is by its first bytes; its name is never asked.
 *
 * @param head the first `SNIFF_BYTES` bytes, or all of a shorter file.
 * @throws AppError `file/workbook-encrypted` for a workbook with a password (an OLE container with an `EncryptedPackage`
 *   stream), `file/unsupported` for a known other format, `file/binary` for unknown bytes.
 */
export function sniffFormat(head: Uint8Array, file: string): SniffedKind {
  if (startsWith(head, ZIP)) return 'zip';
  if (startsWith(head, EMPTY_ZIP)) throw new AppError('file/empty', { file });
  if (startsWith(head, GZIP)) return 'gzip';
  if (startsWith(head, PARQUET) && !isAllText(head, PARQUET.length)) return 'parquet';
  if (startsWith(head, OLE)) {
    if (holdsUtf16(head, 'EncryptedPackage')) throw new AppError('file/workbook-encrypted', { file });
    return 'xls';
  }
  const known = SIGNATURES.find(([, bytes]) => startsWith(head, bytes) && !isAllText(head, bytes.length));
  if (known) throw new AppError('file/unsupported', { file, format: known[0] });
  if (!hasUnicodeMark(head) && looksBinary(head)) throw new AppError('file/binary', { file });
  const text = new TextDecoder(utf16ByMark(head) ?? utf16ByZeros(head) ?? 'utf-8').decode(head);
  const markup = MARKUP.find(([, start]) => start.test(text));
  if (markup) throw new AppError('file/unsupported', { file, format: markup[0] });
  return sniffJson(text) ?? 'csv';
}

/** Which byte order UTF-16 text without a mark has, by where its zero bytes stand; null when it is not UTF-16. */
export function utf16ByZeros(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(head.length, 4096) >> 1;
  if (pairs < 2) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (head[2 * pair] === 0) evenZeros++;
    if (head[2 * pair + 1] === 0) oddZeros++;
  }
  // Text in any script holds delimiters, digits and line ends, whose high byte is zero; a zero low byte is rare.
  if (oddZeros > pairs * 0.15 && evenZeros <= oddZeros * 0.05) return 'utf-16le';
  if (evenZeros > pairs * 0.15 && oddZeros <= evenZeros * 0.05) return 'utf-16be';
  return null;
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, i) => head[i] === byte);
}

/** A table whose first header begins like a signature made of letters (`BZh…`, `PAR1…`) is still text. */
function isAllText(head: Uint8Array, signatureLength: number): boolean {
  if (head[0] === 0x25 || head[0] === 0x7b) return false;
  if (head.subarray(0, signatureLength).some((byte) => byte < 0x20 || byte > 0x7e)) return false;
  return !looksBinary(head) && !head.subarray(0, 512).some((byte) => byte > 0x7e);
}

function utf16ByMark(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  return startsWith(head, [0xfe, 0xff]) ? 'utf-16be' : null;
}

function hasUnicodeMark(head: Uint8Array): boolean {
  return startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]) || startsWith(head, [0xef, 0xbb, 0xbf]);
}

function looksBinary(head: Uint8Array): boolean {
  if (utf16ByZeros(head)) return false;
  let controls = 0;
  let zeros = 0;
  for (const byte of head) {
    if (byte === 0) zeros++;
    else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b) controls++;
  }
  // A stray NUL or control character occurs in real exports; a program or picture has them everywhere.
  return zeros > head.length * 0.002 + 1 || controls > head.length * 0.01 + 2;
}

function holdsUtf16(head: Uint8Array, name: string): boolean {
  const wanted = Array.from(name, (letter) => letter.charCodeAt(0));
  const last = head.length - wanted.length * 2;
  for (let start = 0; start <= last; start++) {
    if (wanted.every((code, i) => head[start + 2 * i] === code && head[start + 2 * i + 1] === 0)) return true;
  }
  return false;
}
