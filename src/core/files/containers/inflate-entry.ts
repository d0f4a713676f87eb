import { AppError, throwIfCancelled } from '../../model/errors';
import type { Job, SourceFile } from '../../model/types';
import { readBytes } from '../file-bytes';
import { createInflateLimit, MOST_INFLATED } from './inflate-limit';
import { inflatePieces } from './inflate-pieces';
import type { ZipEntry } from './zip-directory';

/** Compressed bytes taken at a time; XML of a sheet grows some ten times. */
const PIECE_BYTES = 1 << 18;
/** Shared by all parts of one workbook: what was inflated so far, and who is told. */
export interface InflateBudget {
  inflated: number;
  /** How much more than compressed a part may be; see `createInflateLimit`. */
  readonly mostRatio?: number | undefined;
  /** Compressed bytes done. */
  onRead(bytes: number): void;
}

/**
 * The bytes of one zip entry, in pieces. Sizes are counted as they come: an archive that declares less is not believed, one that declares
 * too much is.
 * @throws AppError `file/too-large-inside` past the limits (a zip bomb), `file/workbook-broken` for damaged data,
 *   `file/unsupported` for a compression other than stored and deflate.
 */
export async function* inflateEntry(
  source: SourceFile,
  entry: ZipEntry,
  sheet: string,
  budget: InflateBudget,
  job: Job,
): AsyncGenerator<Uint8Array> {
  const file = source.name;
  const broken = (cause?: unknown) => new AppError('file/workbook-broken', { file, sheet }, { cause });
  if (entry.method !== 0 && entry.method !== 8) throw new AppError('file/unsupported', { file, format: 'zip' });
  if (entry.inflatedSize > MOST_INFLATED) throw new AppError('file/too-large-inside', { file });
  const header = await readBytes(source, entry.headerOffset, entry.headerOffset + 30);
  if (header.length < 30 || header[0] !== 0x50 || header[1] !== 0x4b) throw broken();
  const start = entry.headerOffset + 30 + header[26]! + header[27]! * 256 + header[28]! + header[29]! * 256;
  const end = start + entry.compressedSize;
  if (end > source.blob.size) throw new AppError('file/truncated-workbook', { file });

  async function* compressed(): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; at += PIECE_BYTES) {
      throwIfCancelled(job.signal);
      const piece = await readBytes(source, at, Math.min(at + PIECE_BYTES, end));
      budget.onRead(piece.length);
      yield piece;
    }
  }
  if (entry.method === 0) {
    for await (const piece of compressed()) {
      budget.inflated += piece.length;
      yield piece;
    }
    return;
  }
  const limit = createInflateLimit(file, () => entry.compressedSize, budget);
  const inflated = inflatePieces(compressed());
  try {
    for (;;) {
      const next = await inflated.next().catch((thrown: unknown) => {
        throw thrown instanceof AppError ? thrown : broken(thrown);
      });
      if (next.done) return;
      limit.count(next.value.length);
      budget.inflated += next.value.length;
      yield next.value;
    }
  } finally {
    await inflated.return(undefined);
  }
}
