import { AppError, throwIfCancelled } from '../model/errors';
import type { Job, SourceFile } from '../model/types';

/** Bytes read at a time: large enough to be fast, small enough that a cancel is heard. */
export const PIECE_BYTES = 1 << 20;

/**
 * Bytes `start`…`end` of a file.
 * @throws AppError `file/unreadable` when the file has changed, gone, or may not be read.
 */
export async function readBytes(source: SourceFile, start: number, end: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await source.blob.slice(start, end).arrayBuffer());
  } catch (cause) {
    throw new AppError('file/unreadable', { file: source.name }, { cause });
  }
}

/** The file in pieces of `PIECE_BYTES`, from `start` on; checks for cancel before each. Reports nothing. */
export async function* readPieces(source: SourceFile, job: Job, start = 0): AsyncGenerator<{ bytes: Uint8Array; end: number }> {
  const { size } = source.blob;
  const read = (at: number): Promise<Uint8Array> => readBytes(source, at, Math.min(at + PIECE_BYTES, size));
  throwIfCancelled(job.signal);
  // While one piece is worked on the next one is on its way.
  let next = start < size ? read(start) : null;
  for (let at = start; next; at += PIECE_BYTES) {
    const bytes: Uint8Array = await next;
    throwIfCancelled(job.signal);
    const end = Math.min(at + PIECE_BYTES, size);
    next = end < size ? read(end) : null;
    // Whoever stops early, or fails, does not hear of it.
    next?.catch(() => {});
    yield { bytes, end };
  }
}
