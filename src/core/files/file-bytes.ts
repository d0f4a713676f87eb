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
  const size = source.blob.size;
  for (let at = start; at < size; at += PIECE_BYTES) {
    throwIfCancelled(job.signal);
    const end = Math.min(at + PIECE_BYTES, size);
    yield { bytes: await readBytes(source, at, end), end };
  }
}
