import { throwIfCancelled } from '../model/errors';
import { createContentHash } from '../model/fingerprint';
import { createPacer } from '../model/turns';
import type { Job } from '../model/types';
import type { Tally } from './tally';

const BLOB_BYTES = 1 << 22;

/**
 * Puts the parts of a file together, in blobs of 4 MiB that the browser may keep on disk; yields to others between parts, and tells
 * how far it is in rows.
 *
 * @returns the file and its SHA-256, lower-case hex
 * @throws AppError `job/cancelled`
 */
export async function gatherParts(
  parts: Iterable<string | Uint8Array<ArrayBuffer>>,
  options: { readonly type: string; readonly tally: Tally; readonly rows: number; readonly job: Job },
): Promise<{ readonly blob: Blob; readonly sha256: string }> {
  const { type, tally, rows, job } = options;
  const encoder = new TextEncoder();
  const hash = createContentHash();
  const pace = createPacer(60);
  const blobs: Blob[] = [];
  let held: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const flush = (): void => {
    blobs.push(new Blob(held));
    held = [];
    size = 0;
  };
  for (const part of parts) {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part;
    hash.updateBytes(bytes);
    held.push(bytes);
    size += bytes.length;
    if (size >= BLOB_BYTES) flush();
    const turn = pace();
    if (!turn) continue;
    job.progress(tally.rows, rows, 'rows');
    await turn;
    throwIfCancelled(job.signal);
  }
  flush();
  return { blob: new Blob(blobs, { type }), sha256: hash.digest() };
}
