import { AppError } from '../../model/errors';
import { type InflateBudget, inflateEntry } from '../containers/inflate-entry';
import { readZipDirectory, type ZipEntry } from '../containers/zip-directory';
import type { FileReader } from '../file-content';
import { createTableBuilder } from '../table-builder';
import { createNumberFormatter, type NumberFormatter } from './cell-text';
import { createAreaFiller } from './merged-areas';
import { createSharedStringReader } from './shared-strings';
import { createAreaCollector, createSheetReader } from './sheet-rows';
import { createRelationshipReader, createStyleReader, createWorkbookReader, type Relationship } from './workbook-parts';
import { errorsOf, namingRow, parseXml, readXml, type XmlHandlers, type XmlReader } from './xml-part';

/** Room that is made for shared strings before they are read, at most. */
const MOST_ROOM = 1 << 28;
/** Part of a sheet, 0…1, that the rest is taken to be like; how much more room than that is made, and of a sheet of which size at most. */
const LEAST_SHARE = 1 / 64;
const ROOM = 1.06;
const MOST_EXPECTED = 2 ** 30;
/** Sheets whose rows are told before they are chosen. */
const MOST_COUNTED = 200;

/**
 * One sheet of an XLSX workbook, every cell as the text it shows: numbers and dates by their formats, formulas by their stored
 * values. Without a choice the first visible sheet is read. Only the parts needed are inflated, as a stream; memory holds the
 * shared strings and the cells.
 *
 * @throws AppError `file/sheet-not-found` {file, sheet}, `file/sheet-broken` {file, sheet, row}, and what
 *   `readZipDirectory`, `inflateEntry` and `parseXml` throw.
 */
export const readWorkbook: FileReader = async (source, _head, settings, job) => {
  const file = source.name;
  const entries = await readZipDirectory(source);
  let done = 0;
  let total = source.blob.size;
  const budget: InflateBudget = {
    inflated: 0,
    onRead: (bytes) => {
      done += bytes;
      job.progress(Math.min(done, total), total, 'bytes');
    },
  };
  async function read<H extends XmlHandlers>(path: string, handlers: H, sheet = ''): Promise<H> {
    const entry = entries.get(path);
    if (entry) await parseXml(inflateEntry(source, entry, sheet, budget, job), { file, sheet }, handlers);
    return handlers;
  }

  async function readBytes<R extends XmlReader>(path: string, reader: R, sheet = '', passing = asTheyCome): Promise<R> {
    const entry = entries.get(path);
    if (entry) await readXml(passing(inflateEntry(source, entry, sheet, budget, job)), { file, sheet }, reader);
    return reader;
  }

  /** The last row that each sheet says it has, for those that say so at their start; a damaged one says nothing. */
  async function declaredRows(listed: readonly { readonly path: string }[]): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const { path } of listed.slice(0, MOST_COUNTED)) {
      const entry = entries.get(path);
      if (!entry) continue;
      try {
        const start = await inflateEntry(source, entry, '', { inflated: 0, onRead: () => {} }, job).next();
        const text = new TextDecoder().decode((start.value ?? new Uint8Array()).subarray(0, 16_384));
        const declared = /<(?:\w+:)?dimension\s[^>]*ref="(?:[A-Z]+\d+:)?[A-Z]+(\d+)"/u.exec(text)?.[1];
        if (declared) counts.set(path, Number(declared));
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'job/cancelled') throw thrown;
      }
    }
    return counts;
  }

  const bookPath = await findWorkbook(
    entries,
    file,
    async (path) => (await read(path, createRelationshipReader(''))).relationships,
  );
  const folder = bookPath.slice(0, bookPath.lastIndexOf('/') + 1);
  const { relationships } = await read(`${folder}_rels/${bookPath.slice(folder.length)}.rels`, createRelationshipReader(folder));
  const book = await read(bookPath, createWorkbookReader());
  const pathOf = (kind: string) => relationships.find((relationship) => relationship.kind === kind)?.path ?? '';

  const worksheets = book.sheets.flatMap((listed) => {
    const part = relationships.find(({ id, kind }) => id === listed.relationshipId && kind === 'worksheet');
    return part ? [{ name: listed.name, isHidden: listed.isHidden, path: part.path }] : [];
  });
  const wanted = settings.sheet ?? null;
  const chosen =
    wanted === null
      ? (worksheets.find((sheet) => !sheet.isHidden) ?? worksheets[0])
      : worksheets.find(({ name }) => name === wanted);
  if (!chosen) {
    throw wanted === null
      ? new AppError('file/workbook-broken', { file, sheet: '' })
      : new AppError('file/sheet-not-found', { file, sheet: wanted });
  }
  if (!entries.has(chosen.path)) throw new AppError('file/sheet-broken', { file, sheet: chosen.name, row: 1 });

  const needed = [pathOf('sharedStrings'), pathOf('styles'), chosen.path];
  total = done + needed.reduce((sum, path) => sum + (entries.get(path)?.compressedSize ?? 0), 0);
  const stringsPart = pathOf('sharedStrings');
  const room = Math.min(entries.get(stringsPart)?.inflatedSize ?? 0, MOST_ROOM);
  const sharedStrings = (await readBytes(stringsPart, createSharedStringReader(room, errorsOf({ file, sheet: '' })))).strings();
  const patterns = (await read(pathOf('styles'), createStyleReader())).patterns();
  const is1904 = book.is1904();
  const formatters = new Map<number, NumberFormatter>();
  function formatterOf(style: number): NumberFormatter {
    let formatter = formatters.get(style);
    if (!formatter) {
      formatter = createNumberFormatter(patterns[style] ?? 'General', is1904);
      formatters.set(style, formatter);
    }
    return formatter;
  }
  const builder = createTableBuilder();
  const filler = settings.fillMerged
    ? createAreaFiller(
        (await namingRow(readBytes(chosen.path, createAreaCollector(), chosen.name), { file, sheet: chosen.name }, () => 1))
          .areas,
      )
    : null;
  const context = { sharedStrings, formatterOf, errors: errorsOf({ file, sheet: chosen.name }) };
  const sheet = createSheetReader(context, builder, filler);
  const declared = entries.get(chosen.path)!.inflatedSize;
  async function* expecting(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let read = 0;
    let isExpected = declared > MOST_EXPECTED;
    for await (const piece of bytes) {
      yield piece;
      read += piece.length;
      if (isExpected || read < declared * LEAST_SHARE) continue;
      isExpected = true;
      if (read < declared) builder.expect((declared / read) * ROOM);
    }
  }
  await namingRow(readBytes(chosen.path, sheet, chosen.name, expecting), { file, sheet: chosen.name }, sheet.row);
  const mergedCount = sheet.mergedCount();
  const table = builder.finish();
  const counts = await declaredRows(worksheets.filter(({ name }) => name !== chosen.name));
  return {
    table,
    ...(mergedCount > 0 ? { mergedCount } : {}),
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    sheets: worksheets.map(({ name, isHidden, path }) => {
      if (name === chosen.name) return { name, isHidden, rowCount: table.fileRows.length };
      const rowCount = counts.get(path);
      return rowCount === undefined ? { name, isHidden } : { name, isHidden, rowCount, isDeclared: true };
    }),
    sheet: chosen.name,
    hasOwnHeaders: false,
  };
};

const asTheyCome = (bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> => bytes;

async function findWorkbook(
  entries: ReadonlyMap<string, ZipEntry>,
  file: string,
  readRelationships: (path: string) => Promise<readonly Relationship[]>,
): Promise<string> {
  const listed = entries.has('_rels/.rels') ? await readRelationships('_rels/.rels') : [];
  const path = listed.find(({ kind }) => kind === 'officeDocument')?.path ?? 'xl/workbook.xml';
  if (entries.has(path) && path.endsWith('.xml') && !path.startsWith('word/') && !path.startsWith('ppt/')) return path;
  throw new AppError('file/workbook-broken', { file, sheet: '' });
}
