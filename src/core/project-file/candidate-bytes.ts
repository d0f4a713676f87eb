import type { ProgramScores } from '../learning/learned-review';
import type { CandidateSet } from '../model/types';

/**
 * The arrays of a candidate set one after the other, little-endian: `offsets` (leftCount + 1 unsigned 32-bit numbers), `right` (one a
 * pair), `similarity`, `lexical` and `matchScore` (one 32-bit float a pair each).
 */
export function candidateBytes({ offsets, right, similarity, lexical, matchScore }: CandidateSet): Uint8Array<ArrayBuffer> {
  return bytesOf([offsets, right, similarity, lexical, matchScore]);
}

/** The program's scores of candidates that were scored anew: `from` (an unsigned 32-bit number a pair), then `matchScore`. */
export const programBytes = ({ from, matchScore }: ProgramScores): Uint8Array<ArrayBuffer> => bytesOf([from, matchScore]);

function bytesOf(arrays: readonly (Uint32Array | Float32Array)[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** The candidate set of such bytes; null where they are too few, too many, or name rows that are not there. */
export function candidatesOf(bytes: Uint8Array, leftCount: number, rightCount: number, pairs: number): CandidateSet | null {
  if (bytes.length !== 4 * (leftCount + 1 + 4 * pairs)) return null;
  const buffer = new Uint8Array(bytes).buffer;
  const offsets = new Uint32Array(buffer, 0, leftCount + 1);
  const from = 4 * (leftCount + 1);
  const right = new Uint32Array(buffer, from, pairs);
  const floats = (place: number) => new Float32Array(buffer, from + 4 * pairs * place, pairs);
  if (offsets[0] !== 0 || offsets[leftCount] !== pairs) return null;
  for (let left = 0; left < leftCount; left++) if (offsets[left + 1]! < offsets[left]!) return null;
  for (const row of right) if (row >= rightCount) return null;
  return { leftCount, rightCount, offsets, right, similarity: floats(1), lexical: floats(2), matchScore: floats(3) };
}

/** The program's scores of such bytes; null where they are too few, too many, or a place is there twice. */
export function programOf(bytes: Uint8Array, pairs: number): ProgramScores | null {
  if (bytes.length !== 8 * pairs) return null;
  const buffer = new Uint8Array(bytes).buffer;
  const from = new Uint32Array(buffer, 0, pairs);
  const isTaken = new Uint8Array(pairs);
  for (const place of from) {
    if (place >= pairs || isTaken[place]) return null;
    isTaken[place] = 1;
  }
  return { from, matchScore: new Float32Array(buffer, 4 * pairs, pairs) };
}
