import { readDataset } from '../core/files/read-dataset';
import { AppError, toAppError } from '../core/model/errors';
import type { Job } from '../core/model/types';
import { buffersOf } from '../core/table/cells';
import { withSketch } from '../core/table/sketch';
import { stackTables, type TableToStack } from '../core/table/stack';
import type { StackFailure } from '../rpc/protocol';
import type { Handlers } from '../rpc/serve';

/** Reads files one after the other and stacks them. One that cannot be read is named and left out; none left is an error. */
export const stackFiles: NonNullable<Handlers['stack']> = async ({ parts, settings }, job) => {
  const tables: TableToStack[] = [];
  const failures: StackFailure[] = [];
  const total = parts.reduce((sum, { source }) => sum + source.blob.size, 0);
  let before = 0;
  for (const { source, settings: reading, label } of parts) {
    const partJob: Job = {
      signal: job.signal,
      progress: (done, size, unit) => job.progress(before + (done / Math.max(1, size)) * source.blob.size * 0.999, total, unit),
    };
    try {
      tables.push({ label, dataset: await readDataset(source, reading, partJob) });
    } catch (thrown) {
      const { code, params } = toAppError(thrown);
      if (code === 'job/cancelled') throw thrown;
      failures.push({ label, code, params });
    }
    before += source.blob.size;
  }
  if (tables.length === 0) {
    const [first] = failures;
    throw first ? new AppError(first.code, first.params) : new AppError('file/empty', { file: '' });
  }
  job.progress(total, total, 'bytes');
  const dataset = withSketch(await stackTables(tables, settings));
  return { answer: { dataset, failures }, transfer: buffersOf(dataset) };
};
