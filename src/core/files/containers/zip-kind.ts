import { AppError } from '../../model/errors';
import type { ZipEntry } from './zip-directory';

/**
 * What a zip is by the parts it holds: a workbook of some kind, or an archive of files.
 * @throws AppError `file/unsupported` for a document that is no table
 */
export function zipKind(entries: ReadonlyMap<string, ZipEntry>, file: string): 'xlsx' | 'xlsb' | 'ods' | 'archive' {
  if (entries.has('xl/workbook.bin')) return 'xlsb';
  const names = [...entries.keys()];
  if (
    entries.has('xl/workbook.xml') ||
    (entries.has('[Content_Types].xml') && names.some((name) => /workbook\d*\.xml$/u.test(name)))
  ) {
    return 'xlsx';
  }
  if (entries.has('word/document.xml')) throw new AppError('file/unsupported', { file, format: 'docx' });
  if (entries.has('ppt/presentation.xml')) throw new AppError('file/unsupported', { file, format: 'pptx' });
  if (entries.has('Index/Document.iwa') || entries.has('index.xml'))
    throw new AppError('file/unsupported', { file, format: 'numbers' });
  if (entries.has('content.xml') && entries.has('mimetype')) return 'ods';
  return 'archive';
}
