import { AppError } from '../../model/errors';
import { type InflateBudget, inflateEntry } from '../containers/inflate-entry';
import { readZipDirectory, type ZipEntry } from '../containers/zip-directory';
import type { FileReader } from '../file-content';
import { createTableBuilder } from '../table-builder';
import { createNumberFormatter } from './cell-text';
import { createTextCollector } from './shared-strings';
import { createSheetReader } from './sheet-rows';
import { createRelationshipReader, createStyleReader, createWorkbookReader, type Relationship } from './workbook-parts';
import { parseXml, type XmlHandlers } from './xml-part';

/**
 * One sheet of an XLSX workbook, every cell as the text it shows: numbers and dates by their formats, formulas by their stored
 * values. Without a choice the first visible sheet is read. Only the parts needed are inflated, as a stream; memory holds the
 * shared strings and the cells.
 *
 * @throws AppError `file/sheet-not-found` {file, sheet}, and what
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
  if (!entries.has(chosen.path)) throw new AppError('file/workbook-broken', { file, sheet: chosen.name });

  const needed = [pathOf('sharedStrings'), pathOf('styles'), chosen.path];
  total = done + needed.reduce((sum, path) => sum + (entries.get(path)?.compressedSize ?? 0), 0);
  const { strings } = await read(pathOf('sharedStrings'), createTextCollector());
  const patterns = (await read(pathOf('styles'), createStyleReader())).patterns();
  const is1904 = book.is1904();
  const formatters = new Map<number, (raw: string) => string>();
  function numberText(raw: string, style: number): string {
    let formatter = formatters.get(style);
    if (!formatter) {
      formatter = createNumberFormatter(patterns[style] ?? 'General', is1904);
      formatters.set(style, formatter);
    }
    return formatter(raw);
  }
  const builder = createTableBuilder();
  await read(chosen.path, createSheetReader({ file, sharedStrings: strings, numberText }, builder), chosen.name);
  return {
    table: builder.finish(),
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    sheets: worksheets.map(({ name, isHidden }) => ({ name, isHidden })),
    sheet: chosen.name,
    hasOwnHeaders: false,
  };
};

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
