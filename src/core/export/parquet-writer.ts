import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { BlobSink } from './blob-sink';
import { createCursor, hasLoneSurrogate } from './cell-cursor';
import type { PlannedTable } from './planned-table';
import type { Tally } from './tally';

export const PARQUET_TYPE = 'application/vnd.apache.parquet';
/** Cells decoded at once: more only take memory, fewer make the file larger. */
const CELLS_PER_GROUP = 1 << 17;
const MOST_ROWS_PER_GROUP = 100_000;

/**
 * The table as Parquet, step by step: string columns without missing values, an empty cell being the empty string; Snappy, dictionaries
 * where texts repeat. Lone surrogates, which UTF-8 cannot hold, become replacement characters and are counted. Memory: one row group.
 */
export function* writeParquet({ columns, rowCount }: PlannedTable, sink: BlobSink, tally: Tally): Generator<void> {
  const writer = new ByteWriter();
  const flush = (): void => {
    sink.addBytes(writer.getBytes());
    writer.index = 0;
  };
  for (const { name } of columns) if (!name.isWellFormed()) tally.replaced++;
  const file = new ParquetWriter({
    writer,
    createdBy: 'rowlink',
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name }) => ({
        name,
        type: 'BYTE_ARRAY' as const,
        repetition_type: 'REQUIRED' as const,
        converted_type: 'UTF8' as const,
      })),
    ],
  });
  const cursors = columns.map(createCursor);
  const step = Math.max(1, Math.min(MOST_ROWS_PER_GROUP, Math.floor(CELLS_PER_GROUP / Math.max(1, columns.length))));
  for (let from = 0; from < rowCount; from += step) {
    const to = Math.min(rowCount, from + step);
    const columnData = columns.map(({ name }, column) => {
      const cursor = cursors[column]!;
      const data = new Array<string>(to - from);
      for (let row = from; row < to; row++) {
        cursor.move(row);
        if (hasLoneSurrogate(cursor)) tally.replaced++;
        data[row - from] = cursor.text();
      }
      return { name, data };
    });
    file.write({ columnData, rowGroupSize: step });
    flush();
    tally.rows = to;
    yield;
  }
  file.finish();
  flush();
}
