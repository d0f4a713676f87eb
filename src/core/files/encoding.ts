import { analyse } from 'chardet';
import { AppError } from '../model/errors';
import type { Job, SourceFile } from '../model/types';
import { readPieces } from './file-bytes';
import { guessByLetters } from './legacy-letters';
import { utf16ByZeros } from './sniff';
import { createTextDecoder } from './text-decoder';
import { createUtf8Test } from './utf8-pieces';

/** Bytes of lines with other than ASCII characters that the guess is made from. */
const SAMPLE_BYTES = 65_536;
/** Below this, chardet's guess (0…100) is no better than the most common legacy encoding. */
const LEAST_CONFIDENCE = 20;
const FALLBACK = 'windows-1252';
/** Encodings of more than one byte a letter are told well by chardet, the others by the letters that they make. */
const MULTI_BYTE = /^(?:Shift_JIS|Big5|EUC|GB|ISO-2022)/u;
const LETTERS_SAMPLE = 8192;
const LEAST_SCORE = 0.4;

/**
 * The WHATWG label of a text file's encoding: what the user chose, else by byte order mark, by the zero bytes of UTF-16, by a
 * strict UTF-8 check of the **whole** file, else chardet's guess on the lines that are not plain ASCII. A file that is UTF-8 but
 * for a few broken bytes counts as UTF-8 (the rows are reported later).
 *
 * Reads the file once unless chosen or marked. Guesses between single-byte encodings are unsure for short files.
 * @throws AppError `file/encoding-unknown` for a label that `createTextDecoder` does not know.
 */
export async function detectEncoding(
  source: SourceFile,
  head: Uint8Array,
  chosen: string | undefined,
  job: Job,
): Promise<string> {
  const known = knownEncoding(head, chosen, source.name);
  if (known) return known;
  const isUtf8 = createUtf8Test();
  for await (const { bytes } of readPieces(source, job)) if (!isUtf8(bytes)) return guessLegacy(bytes, source.name);
  return holdsShift(head) ? guessLegacy(head, source.name) : 'utf-8';
}

/** The encoding that was chosen, or that the first bytes tell; null where the whole file has to be looked at. */
export function knownEncoding(head: Uint8Array, chosen: string | undefined, file: string): string | null {
  if (chosen !== undefined && chosen !== 'auto') return knownLabel(chosen, file);
  return byMark(head) ?? utf16ByZeros(head);
}

function byMark(head: Uint8Array): string | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

function knownLabel(label: string, file: string): string {
  try {
    return createTextDecoder(label).encoding;
  } catch (cause) {
    throw new AppError('file/encoding-unknown', { file, encoding: label }, { cause });
  }
}

/** The encoding of bytes that are no UTF-8: `utf-8` all the same where only few of them are broken. */
export function guessLegacy(bytes: Uint8Array, file: string): string {
  const sample = linesBeyondAscii(bytes);
  if (isMostlyUtf8(sample)) return 'utf-8';
  const guesses = analyse(sample).filter(({ name }) => !name.startsWith('UTF') && name !== 'ASCII');
  const best = guesses[0];
  if (best && MULTI_BYTE.test(best.name) && best.confidence >= LEAST_CONFIDENCE) return knownLabel(best.name, file);
  const read = guessByLetters(sample.subarray(0, LETTERS_SAMPLE));
  if (read && read.score >= LEAST_SCORE) return read.encoding;
  if (!best || best.confidence < LEAST_CONFIDENCE) return FALLBACK;
  return knownLabel(preferWindows(best.name, sample), file);
}

/** Spreadsheets on Windows write code pages; ISO 8859 differs by printable characters where ISO has controls (0x80–0x9F). */
function preferWindows(name: string, sample: Uint8Array): string {
  const hasC1 = sample.some((byte) => byte >= 0x80 && byte <= 0x9f);
  switch (name) {
    case 'ISO-8859-1':
      return 'windows-1252';
    case 'ISO-8859-9':
      return 'windows-1254';
    case 'ISO-8859-8':
      return 'windows-1255';
    case 'ISO-8859-2':
      return hasC1 ? 'windows-1250' : name;
    case 'ISO-8859-7':
      return hasC1 ? 'windows-1253' : name;
    default:
      return name;
  }
}

function isMostlyUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(sample);
  let broken = 0;
  let whole = 0;
  for (const letter of text) {
    if (letter === '\ufffd') broken++;
    else if (letter > '\u007f') whole++;
  }
  return broken > 0 && whole >= 10 * broken;
}

function linesBeyondAscii(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(Math.min(bytes.length, SAMPLE_BYTES));
  let length = 0;
  let lineStart = 0;
  let isPlain = true;
  for (let i = 0; i <= bytes.length && length < sample.length; i++) {
    const byte = bytes[i];
    if (byte !== undefined && byte !== 0x0a && byte !== 0x0d) {
      if (byte > 0x7e || byte === 0x1b) isPlain = false;
      continue;
    }
    if (!isPlain) {
      const line = bytes.subarray(lineStart, Math.min(i + 1, lineStart + sample.length - length));
      sample.set(line, length);
      length += line.length;
    }
    lineStart = i + 1;
    isPlain = true;
  }
  return sample.subarray(0, length);
}

/** ISO-2022-JP switches character sets with ESC $ and is otherwise ASCII. */
export function holdsShift(head: Uint8Array): boolean {
  return head.some((byte, i) => byte === 0x1b && (head[i + 1] === 0x24 || head[i + 1] === 0x28));
}
