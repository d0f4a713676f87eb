import { ngramsOf } from '../candidates/lexical/ngrams';
import { allocateFloats } from '../model/allocate';
import { throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { Job, VectorSet } from '../model/types';

/** Buckets in which n-grams are counted, and parts of a vector. */
const BUCKETS = 1 << 18;
const PARTS = 256;

/**
 * Vectors by letters: n-grams of 2 to 4 letters, weighted (1 + ln count) · ln(texts / texts with it), each added with its sign to two parts out of 256
 * that its hash names (Weinberger and others, Feature Hashing, 2009), normalised. Products come near the cosines of the n-grams themselves.
 * Deterministic. O(letters).
 *
 * @param texts in the form of `lexicalTexts` @throws AppError `job/cancelled`, `device/out-of-memory`
 */
export async function letterVectors(texts: readonly string[], job: Pick<Job, 'signal'>): Promise<VectorSet> {
  const pace = createPacer();
  const frequency = new Uint32Array(BUCKETS);
  for (const text of texts) {
    for (const bucket of new Set(ngramsOf(text).map(bucketOf))) frequency[bucket]!++;
    const pause = pace();
    if (pause) await pause.then(() => throwIfCancelled(job.signal));
  }
  const data = allocateFloats(texts.length * PARTS);
  for (const [at, text] of texts.entries()) {
    const counts = new Map<number, number>();
    for (const gram of ngramsOf(text)) counts.set(bucketOf(gram), (counts.get(bucketOf(gram)) ?? 0) + 1);
    const own = data.subarray(at * PARTS, (at + 1) * PARTS);
    for (const [bucket, count] of counts) {
      const weight = (1 + Math.log(count)) * Math.log(1 + texts.length / frequency[bucket]!);
      const mixed = Math.imul(bucket + 1, 0x9e3779b1) >>> 0;
      own[mixed >>> 24]! += mixed & 1 ? weight : -weight;
      own[(mixed >>> 12) & 255]! += mixed & 2 ? weight : -weight;
    }
    const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let i = 0; i < PARTS; i++) own[i]! /= length;
    const pause = pace();
    if (pause) await pause.then(() => throwIfCancelled(job.signal));
  }
  return { model: '', dimensions: PARTS, data };
}

/** FNV-1a over code units. */
function bucketOf(gram: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < gram.length; at++) hash = Math.imul(hash ^ gram.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}
