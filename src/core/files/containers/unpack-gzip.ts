import { Gunzip } from 'fflate';
import { AppError } from '../../model/errors';
import type { Job, SourceFile } from '../../model/types';
import { readBytes, readPieces } from '../file-bytes';
import { createBlobWriter } from './blob-writer';
import { createInflateLimit } from './inflate-limit';

/**
 * What a gzip file holds, as a file of its own: `a.csv.gz` becomes `a.csv`. Members that follow each other are joined, as gzip does.
 * @throws AppError `file/too-large-inside` past the limits, counted while inflating, `file/archive-broken`
 */
export async function unpackGzip(source: SourceFile, job: Job): Promise<SourceFile> {
  const file = source.name;
  const writer = createBlobWriter();
  let read = 0;
  const limit = createInflateLimit(file, () => read);
  let size = 0;
  let memberFrom = 0;
  const gunzip = new Gunzip((bytes) => {
    limit.count(bytes.length);
    size += bytes.length;
    writer.add(bytes);
  });
  gunzip.onmember = () => {
    memberFrom = size;
  };
  try {
    for await (const { bytes, end } of readPieces(source, job)) {
      read = end;
      gunzip.push(bytes, end >= source.blob.size);
      job.progress(end, source.blob.size, 'bytes');
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('file/archive-broken', { file }, { cause: thrown });
  }
  // A member ends with its size, modulo 2³²: what was cut short ends otherwise.
  const trailer = await readBytes(source, Math.max(0, source.blob.size - 4), source.blob.size);
  const declared = trailer.reduceRight((sum, byte) => sum * 256 + byte, 0);
  if (declared !== (size - memberFrom) % 2 ** 32) throw new AppError('file/archive-broken', { file });
  return { name: file.replace(/\.(gz|gzip)$/iu, ''), blob: writer.finish() };
}
