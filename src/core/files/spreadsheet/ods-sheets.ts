import { AppError } from '../../model/errors';
import type { SheetSummary } from '../../model/types';
import type { TableBuilder } from '../table-builder';
import type { Area } from './merged-areas';
import { MOST_CELLS, MOST_COLUMNS, MOST_ROWS } from './sheet-limits';
import { type Attributes, anyPrefix, type XmlHandlers } from './xml-part';

/** Areas open at once that are filled. */
const MOST_AREAS = 10_000;

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
  fillMerged = false,
): {
  readonly handlers: XmlHandlers;
  sheets(): readonly SheetSummary[];
  chosen(): string | null;
  mergedCount(): number;
  row(): number;
} {
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
  /** Of the sheet that is passed, read or not. */
  let rowsWithText = 0;
  let hasText = false;
  let mergedCount = 0;
  let span = { rows: 1, columns: 1 };
  /** Merged areas that reach the row or rows below. */
  let areas: (Area & { readonly text: string })[] = [];

  const times = (attributes: Attributes, name: string): number => {
    const count = Number(anyPrefix(attributes, name) ?? 1);
    return Number.isInteger(count) && count > 0 ? count : 1;
  };
  const tooLarge = (): AppError => new AppError('file/too-large-inside', { file });
  const add = (text: string): void => {
    paragraphs[paragraphs.length - 1] += text;
  };

  const textAt = (at: number): string =>
    areas.find(({ firstColumn, lastColumn, lastRow }) => at >= firstColumn && at <= lastColumn && lastRow >= row)?.text ?? '';

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
    if (span.rows > 1 || span.columns > 1) {
      mergedCount++;
      const area = { firstRow: row, lastRow: row + span.rows - 1, firstColumn: column, lastColumn: column + span.columns - 1 };
      if (fillMerged && text !== '' && areas.length < MOST_AREAS) areas.push({ ...area, text });
    }
    const isFilled = fillMerged && text === '' && areas.length > 0 && column + cellTimes <= MOST_COLUMNS;
    if (text !== '' || isFilled) {
      if (column + cellTimes > MOST_COLUMNS) throw tooLarge();
      for (let i = 0; i < cellTimes; i++) {
        const shown = text === '' ? textAt(column + i) : text;
        if (shown === '') continue;
        while (cells.length < column + i) cells.push('');
        cells.push(shown);
      }
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
    areas = areas.filter(({ lastRow }) => lastRow > row);
  }

  const handlers: XmlHandlers = {
    onOpen(name, attributes) {
      if (name === 'style') style = anyPrefix(attributes, 'name') ?? '';
      else if (name === 'table-properties') {
        if (anyPrefix(attributes, 'display') === 'false') hiddenStyles.add(style);
      } else if (name === 'table' && cellDepth === 0) {
        openTable(attributes);
        rowsWithText = 0;
      } else if (name === 'p') hasText = true;
      if (!isReading) {
        if (name === 'table-row') {
          rowTimes = times(attributes, 'number-rows-repeated');
          hasText = false;
        }
        return;
      }
      if (name === 'table-row' && cellDepth === 0) {
        row++;
        rowTimes = times(attributes, 'number-rows-repeated');
        cells = [];
        column = 0;
        hasText = false;
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        if (cellDepth++ > 0) return;
        cellTimes = times(attributes, 'number-columns-repeated');
        span = { rows: times(attributes, 'number-rows-spanned'), columns: times(attributes, 'number-columns-spanned') };
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
      if (name === 'table-row' && cellDepth === 0 && hasText) rowsWithText += rowTimes;
      if (name === 'table' && cellDepth === 0 && sheets.length > 0) {
        sheets[sheets.length - 1] = { ...sheets.at(-1)!, rowCount: rowsWithText };
      }
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
  return { handlers, sheets: () => sheets, chosen: () => chosen, mergedCount: () => mergedCount, row: () => row + 1 };
}

/** Whole numbers that the sheet shows rounded, `1.23E+17`, keep the digits that are stored. */
function shownText(shown: string, value: string): string {
  return /^-?\d+$/u.test(value) && /^-?\d[.,\d]*E\+\d+$/u.test(shown) ? value : shown;
}
