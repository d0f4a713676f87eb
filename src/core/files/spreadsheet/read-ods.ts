import { AppError } from '../../model/errors';
import type { SheetSummary } from '../../model/types';
import { type InflateBudget, inflateEntry } from '../containers/inflate-entry';
import { readZipDirectory } from '../containers/zip-directory';
import type { FileReader } from '../file-content';
import { createTableBuilder } from '../table-builder';
import { createOdsReader } from './ods-sheets';
import { parseXml } from './xml-part';

/**
 * One sheet of an OpenDocument spreadsheet, every cell as the text it shows. Without a choice the first visible sheet is read.
 * @throws AppError `file/sheet-not-found`, `file/workbook-encrypted`, and what `inflateEntry` and `parseXml` throw
 */
export const readOds: FileReader = async (source, head, settings, job) => {
  const file = source.name;
  const entries = await readZipDirectory(source);
  const content = entries.get('content.xml');
  if (!content) throw new AppError('file/workbook-broken', { file, sheet: '' });
  const budget: InflateBudget = {
    inflated: 0,
    onRead: () => job.progress(Math.min(budget.inflated, content.inflatedSize), Math.max(1, content.inflatedSize), 'bytes'),
  };
  const manifest = entries.get('META-INF/manifest.xml');
  if (manifest) {
    let isEncrypted = false;
    const onOpen = (name: string): void => {
      if (name === 'encryption-data') isEncrypted = true;
    };
    await parseXml(inflateEntry(source, manifest, '', budget, job), { file, sheet: '' }, { onOpen });
    if (isEncrypted) throw new AppError('file/workbook-encrypted', { file });
  }
  const wanted = settings.sheet ?? null;
  const builder = createTableBuilder();
  const reader = createOdsReader(file, wanted, builder, settings.fillMerged);
  const where = { file, sheet: wanted ?? '' };
  try {
    await parseXml(inflateEntry(source, content, where.sheet, budget, job), where, reader.handlers);
  } catch (thrown) {
    const sheet = reader.chosen();
    if (sheet === null || !(thrown instanceof AppError) || thrown.code !== 'file/workbook-broken') throw thrown;
    throw new AppError('file/sheet-broken', { file, sheet, row: Math.max(1, reader.row()) }, { cause: thrown });
  }
  const sheets: readonly SheetSummary[] = reader.sheets();
  const sheet = reader.chosen();
  if (sheet === null && wanted === null && sheets.length > 0) {
    // Every sheet is hidden: the first one is read after all.
    return readOds(source, head, { ...settings, sheet: sheets[0]!.name }, job);
  }
  if (sheet === null) {
    throw wanted === null
      ? new AppError('file/workbook-broken', { file, sheet: '' })
      : new AppError('file/sheet-not-found', { file, sheet: wanted });
  }
  const mergedCount = reader.mergedCount();
  const merged = mergedCount > 0 ? { mergedCount } : {};
  return {
    table: builder.finish(),
    ...merged,
    format: 'ods',
    encoding: null,
    delimiter: null,
    sheets,
    sheet,
    hasOwnHeaders: false,
  };
};
