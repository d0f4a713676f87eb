import type { FileMetaData, ParquetParsers, SchemaElement } from 'hyparquet';
import { AppError, throwIfCancelled } from '../../model/errors';
import { ColumnWriter } from '../../table/column-writer';
import { readBytes } from '../file-bytes';
import type { FileReader } from '../file-content';
import { bigIntOf, dateText, decimalText, parquetText, timeText } from './parquet-text';

const MOST_CELLS = 100_000_000;

/**
 * A Parquet file, every value as text: whole numbers and decimals with all digits, dates and times in ISO form, lists and structures as
 * JSON. Row group by row group; the decoder and its decompressors are fetched only here.
 *
 * @throws AppError `file/parquet-broken`, `file/too-large-inside`
 */
export const readParquet: FileReader = async (source, _head, _settings, job) => {
  const file = source.name;
  const [{ parquetMetadataAsync, parquetRead, parquetSchema }, { compressors }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ]);
  const bytes = {
    byteLength: source.blob.size,
    slice: async (start: number, end?: number) => (await readBytes(source, start, end ?? source.blob.size)).buffer as ArrayBuffer,
  };
  try {
    const given = await parquetMetadataAsync(bytes);
    const decimals = new Map<string, number>();
    const top = parquetSchema(given).children;
    const plain = new Set(top.filter(({ children }) => children.length === 0).map(({ element }) => element));
    const metadata = withRawDecimals(given, plain, decimals);
    const columns = top.map(({ element }) => element);
    const rowCount = Number(metadata.num_rows);
    if (rowCount * columns.length > MOST_CELLS) throw new AppError('file/too-large-inside', { file });
    const writers = columns.map(({ name }) => {
      const writer = new ColumnWriter();
      writer.addCell(name);
      return writer;
    });
    const groupRows = metadata.row_groups.reduce((sum, { num_rows: rows }) => sum + Number(rows), 0);
    if (groupRows !== rowCount) throw new AppError('file/parquet-broken', { file });
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      throwIfCancelled(job.signal);
      const rowEnd = rowStart + Number(group.num_rows);
      const parts = new Map<string, { readonly start: number; readonly data: ArrayLike<unknown> }[]>();
      // One column after the other: of several that fail at once only one would be heard.
      for (const name of new Set(columns.map((column) => column.name))) {
        await parquetRead({
          file: bytes,
          metadata,
          compressors,
          parsers: PARSERS,
          utf8: false,
          columns: [name],
          rowStart,
          rowEnd,
          onChunk: ({ columnName, columnData, rowStart: start }) => {
            const known = parts.get(columnName) ?? [];
            known.push({ start, data: columnData as ArrayLike<unknown> });
            parts.set(columnName, known);
          },
        });
      }
      columns.forEach((column, at) => {
        const toText = textOf(column, decimals.get(column.name));
        const writer = writers[at]!;
        for (const { start, data } of (parts.get(column.name) ?? []).sort((a, b) => a.start - b.start)) {
          for (let row = Math.max(0, writer.count - 1 - start); row < data.length && start + row < rowEnd; row++) {
            writer.addCell(toText(data[row]));
          }
        }
        writer.padTo(rowEnd + 1);
      });
      rowStart = rowEnd;
      job.progress(Math.round((rowEnd / Math.max(1, rowCount)) * source.blob.size), source.blob.size, 'bytes');
    }
    const table = {
      columns: writers.map((writer) => writer.finish()),
      widths: new Uint32Array(rowCount + 1).fill(writers.length),
      fileRows: Uint32Array.from({ length: rowCount + 1 }, (_, row) => row),
      problems: [],
      problemCount: 0,
    };
    return { table, format: 'parquet', encoding: null, delimiter: null, sheets: [], sheet: null, hasOwnHeaders: true };
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('file/parquet-broken', { file }, { cause: thrown });
  }
};

/** Decimals without their type, so that they come as whole numbers; their scales go into `decimals` by column. Not those inside lists. */
function withRawDecimals(metadata: FileMetaData, plain: ReadonlySet<SchemaElement>, decimals: Map<string, number>): FileMetaData {
  const schema = metadata.schema.map((element): SchemaElement => {
    const isDecimal = element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';
    if (!isDecimal || !plain.has(element)) return element;
    decimals.set(element.name, element.scale ?? 0);
    const { converted_type: _converted, logical_type: _logical, ...raw } = element;
    return raw;
  });
  return { ...metadata, schema };
}

function textOf(column: SchemaElement, scale: number | undefined): (value: unknown) => string {
  if (scale === undefined) return (value) => parquetText(value, column.type === 'FLOAT');
  return (value) => {
    if (value instanceof Uint8Array) return decimalText(bigIntOf(value), scale);
    if (typeof value === 'number' || typeof value === 'bigint') return decimalText(BigInt(value), scale);
    return parquetText(value, false);
  };
}

/** A mark at the beginning of a cell is part of its text. */
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (time) => timeText(BigInt(time), 1000n),
  timestampFromMicroseconds: (time) => timeText(BigInt(time), 1_000_000n),
  timestampFromNanoseconds: (time) => timeText(BigInt(time), 1_000_000_000n),
  dateFromDays: (days) => dateText(days),
  stringFromBytes: (bytes) => bytes && UTF8.decode(bytes),
  jsonFromBytes: (bytes) => bytes && new TextDecoder().decode(bytes),
};
