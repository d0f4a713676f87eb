import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ExportTable } from './export-table';
import { noteReplaced, type Tally } from './tally';

const ROWS_PER_GROUP = 20_000;

/**
 * The table as Parquet: string columns without missing values, Snappy, groups of 20,000 rows. Lone surrogates, which UTF-8 cannot hold,
 * become replacement characters and are counted.
 */
export function* parquetParts(table: ExportTable, tally: Tally): Generator<Uint8Array<ArrayBuffer>> {
  const { columns, rows } = table;
  const writer = new ByteWriter();
  const taken = (): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(writer.getBuffer());
    writer.index = 0;
    return bytes;
  };
  for (const name of columns) noteReplaced(name, tally);
  const file = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map((name) => ({
        name,
        type: 'BYTE_ARRAY' as const,
        repetition_type: 'REQUIRED' as const,
        converted_type: 'UTF8' as const,
      })),
    ],
    createdBy: 'rowlink',
  });
  let cells: string[][] = columns.map(() => []);
  const writeGroup = (): void => {
    file.write({ columnData: columns.map((name, at) => ({ name, data: cells[at]! })), rowGroupSize: ROWS_PER_GROUP });
    cells = columns.map(() => []);
  };
  for (const row of rows) {
    for (let at = 0; at < columns.length; at++) {
      noteReplaced(row[at]!, tally);
      cells[at]!.push(row[at]!);
    }
    if (++tally.rows % ROWS_PER_GROUP !== 0) continue;
    writeGroup();
    yield taken();
  }
  if (tally.rows % ROWS_PER_GROUP !== 0) writeGroup();
  file.finish();
  yield taken();
}
