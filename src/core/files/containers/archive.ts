import { AppError } from '../../model/errors';
import type { Job, SourceFile } from '../../model/types';
import { createBlobWriter } from './blob-writer';
import { type InflateBudget, inflateEntry } from './inflate-entry';
import type { ZipEntry } from './zip-directory';

const TABLE_NAMES = /\.(csv|tsv|tab|txt|json|jsonl|ndjson|xlsx|xlsm|xls|xlsb|ods|parquet|gz)$/iu;
/** What systems put into archives beside the files. */
const BY_THE_WAY = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/iu;

/** The files of a zip that may be tables, in their order in the archive; all files where no name tells. */
export function tablesOf(entries: ReadonlyMap<string, ZipEntry>): readonly ZipEntry[] {
  const files = [...entries.values()].filter(({ name }) => !name.endsWith('/') && !BY_THE_WAY.test(name));
  const named = files.filter(({ name }) => TABLE_NAMES.test(name));
  return named.length > 0 ? named : files;
}

/**
 * One file of a zip. Sizes are counted as they come.
 *
 * @param mostRatio how much more than compressed it may be
 * @throws AppError as `inflateEntry`; damage is `file/archive-broken`
 */
export async function unpackEntry(source: SourceFile, entry: ZipEntry, job: Job, mostRatio?: number): Promise<SourceFile> {
  const writer = createBlobWriter();
  const budget: InflateBudget = {
    inflated: 0,
    mostRatio,
    onRead: () => job.progress(Math.min(budget.inflated, entry.inflatedSize), Math.max(1, entry.inflatedSize), 'bytes'),
  };
  try {
    for await (const bytes of inflateEntry(source, entry, entry.name, budget, job)) writer.add(bytes);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'file/workbook-broken') {
      throw new AppError('file/archive-broken', { file: source.name }, { cause: thrown });
    }
    throw thrown;
  }
  return { name: entry.name.slice(entry.name.lastIndexOf('/') + 1), blob: writer.finish() };
}
