import { AppError } from '../../model/errors';
import type { SheetSummary } from '../../model/types';
import type { TableBuilder } from '../table-builder';
import { MOST_CELLS, MOST_COLUMNS, MOST_ROWS } from './sheet-limits';
import { type Attributes, anyPrefix, type XmlHandlers } from './xml-part';

/**
 * Reads `content.xml` of an OpenDocument spreadsheet: the cells of one sheet go into `builder`, the names of all are kept. Cells and rows
 * that say that they are repeated are, unless they are empty; of merged cells only the first holds the text. Notes are left out.
 *
 * @param wanted name of the sheet, null for the first visible one
 */
export function createOdsReader(
  file: string,
  wanted: string | null,
  builder: TableBuilder,
): { readonly handlers: XmlHandlers; sheets(): readonly SheetSummary[]; chosen(): string | null } {
  const sheets: SheetSummary[] = [];
  const hiddenStyles = new Set<string>();
  let chosen: string | null = null;
  let style = '';
  let isReading = false;
  let row = -1;
  let rowTimes = 1;
  let cells: string[] = [];
  let column = 0;
  let cellTimes = 1;
  let cellDepth = 0;
  let noteDepth = 0;
  let paragraphs: string[] = [];
  let inParagraph = false;
  let value = '';
  let rowCount = 0;
  let widest = 0;

  const times = (attributes: Attributes, name: string): number => {
    const count = Number(anyPrefix(attributes, name) ?? 1);
    return Number.isInteger(count) && count > 0 ? count : 1;
  };
  const tooLarge = (): AppError => new AppError('file/too-large-inside', { file });
  const add = (text: string): void => {
    paragraphs[paragraphs.length - 1] += text;
  };

  function openTable(attributes: Attributes): void {
    const name = anyPrefix(attributes, 'name') ?? '';
    const isHidden = hiddenStyles.has(anyPrefix(attributes, 'style-name') ?? '');
    sheets.push({ name, isHidden });
    isReading = chosen === null && (wanted === null ? !isHidden : name === wanted);
    if (isReading) chosen = name;
    row = -1;
  }

  function closeCell(): void {
    const text = shownText(paragraphs.join('\n'), value);
    if (text !== '') {
      if (column + cellTimes > MOST_COLUMNS) throw tooLarge();
      while (cells.length < column) cells.push('');
      for (let i = 0; i < cellTimes; i++) cells.push(text);
    }
    column += cellTimes;
  }

  function closeRow(): void {
    if (cells.length > 0) {
      widest = Math.max(widest, cells.length);
      rowCount += rowTimes;
      if (rowCount > MOST_ROWS || rowCount * widest > MOST_CELLS) throw tooLarge();
      for (let i = 0; i < rowTimes; i++) builder.addRow(cells, row + i);
    }
    row += rowTimes - 1;
  }

  const handlers: XmlHandlers = {
    onOpen(name, attributes) {
      if (name === 'style') style = anyPrefix(attributes, 'name') ?? '';
      else if (name === 'table-properties') {
        if (anyPrefix(attributes, 'display') === 'false') hiddenStyles.add(style);
      } else if (name === 'table' && cellDepth === 0) openTable(attributes);
      if (!isReading) return;
      if (name === 'table-row' && cellDepth === 0) {
        row++;
        rowTimes = times(attributes, 'number-rows-repeated');
        cells = [];
        column = 0;
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        if (cellDepth++ > 0) return;
        cellTimes = times(attributes, 'number-columns-repeated');
        paragraphs = [];
        value = name === 'table-cell' ? (anyPrefix(attributes, 'value') ?? '') : '';
      } else if (name === 'annotation') noteDepth++;
      else if (cellDepth !== 1 || noteDepth > 0) return;
      else if (name === 'p') {
        paragraphs.push('');
        inParagraph = true;
      } else if (!inParagraph) return;
      else if (name === 's') add(' '.repeat(Math.min(1000, times(attributes, 'c'))));
      else if (name === 'tab') add('\t');
      else if (name === 'line-break') add('\n');
    },
    onClose(name) {
      if (!isReading) return;
      if (name === 'p' && cellDepth === 1 && noteDepth === 0) inParagraph = false;
      else if (name === 'annotation') noteDepth--;
      else if (name === 'table-cell' || name === 'covered-table-cell') {
        if (--cellDepth === 0) closeCell();
      } else if (name === 'table-row' && cellDepth === 0) closeRow();
      else if (name === 'table' && cellDepth === 0) isReading = false;
    },
    onText(piece) {
      if (isReading && inParagraph && cellDepth === 1 && noteDepth === 0) add(piece);
    },
  };
  return { handlers, sheets: () => sheets, chosen: () => chosen };
}

/** Whole numbers that the sheet shows rounded, `1.23E+17`, keep the digits that are stored. */
function shownText(shown: string, value: string): string {
  return /^-?\d+$/u.test(value) && /^-?\d[.,\d]*E\+\d+$/u.test(shown) ? value : shown;
}
