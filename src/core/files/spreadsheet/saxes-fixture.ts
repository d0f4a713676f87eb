import { SaxesParser } from 'saxes';
import { AppError } from '../../model/errors';
import type { TableBuilder } from '../table-builder';
import { type AreaFiller, areaOf } from './merged-areas';
import { MOST_CELLS, MOST_COLUMNS, MOST_ROWS } from './sheet-limits';
import { decodeEscapes } from './text-escapes';
import type { Attributes, XmlHandlers } from './xml-part';

/**
 * The parts of a workbook by the rules of `sheet-rows.ts` and `shared-strings.ts`, written the plain way: strings, and a parser of XML that
 * checks everything. For tests only.
 */
export function parseWithSaxes(pieces: readonly Uint8Array[], handlers: XmlHandlers): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const broken = (cause?: unknown) => new AppError('file/workbook-broken', { file: 'f', sheet: 's' }, { cause });
  parser.on('error', (cause) => {
    throw broken(cause);
  });
  parser.on('doctype', () => {
    throw broken();
  });
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.on('opentag', ({ name, attributes }) =>
    handlers.onOpen?.(local(name), { get: (key) => attributes[key], names: () => Object.keys(attributes) }),
  );
  parser.on('closetag', ({ name }) => handlers.onClose?.(local(name)));
  parser.on('text', (text) => handlers.onText?.(text));
  parser.on('cdata', (text) => handlers.onText?.(text));
  let decoder: TextDecoder | null = null;
  for (const piece of pieces) {
    if (piece.length === 0) continue;
    decoder ??= new TextDecoder(
      piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : piece[0] === 0xfe && piece[1] === 0xff ? 'utf-16be' : 'utf-8',
    );
    parser.write(decoder.decode(piece, { stream: true }));
  }
  if (!decoder) throw broken();
  parser.write(decoder.decode()).close();
}

/** Collects the text of string items: plain or of rich runs, without phonetic readings. One string for each `si` (or `is`). */
export function createTextCollector(): XmlHandlers & { readonly strings: readonly string[] } {
  const strings: string[] = [];
  let text = '';
  let isInText = false;
  let phoneticDepth = 0;
  return {
    strings,
    onOpen(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phoneticDepth++;
      else if (name === 't') isInText = true;
    },
    onClose(name) {
      if (name === 't') isInText = false;
      else if (name === 'rPh') phoneticDepth--;
      else if (name === 'si') strings.push(decodeEscapes(text));
    },
    onText(piece) {
      if (isInText && phoneticDepth === 0) text += piece;
    },
  };
}

export interface SheetContext {
  readonly file: string;
  readonly sharedStrings: readonly string[];
  /** Text of a stored number under cell style `style`. */
  numberText(raw: string, style: number): string;
}

/**
 * Reads the cells of a worksheet into `builder`. Rows and cells without a reference follow the one before; rows without any text
 * are left out but counted. Of merged cells only the first holds the text, as in the file, unless
 * `filler` repeats it. Merged areas are counted.
 */
export function createSheetReader(
  context: SheetContext,
  builder: TableBuilder,
  filler: AreaFiller | null = null,
): XmlHandlers & { mergedCount(): number } {
  let mergedCount = 0;
  let row = -1;
  let column = -1;
  let cells: string[] = [];
  let rowCount = 0;
  let widest = 0;
  let type = 'n';
  let style = 0;
  let text = '';
  let collecting = false;
  let hasFormula = false;
  let phoneticDepth = 0;

  function tooLarge(): AppError {
    return new AppError('file/too-large-inside', { file: context.file });
  }

  function openCell(attributes: Attributes): void {
    const reference = attributes.get('r');
    column = reference === undefined ? column + 1 : columnOf(reference, column + 1);
    if (column >= MOST_COLUMNS) throw tooLarge();
    type = attributes.get('t') ?? 'n';
    style = Number(attributes.get('s') ?? 0);
    text = '';
    hasFormula = false;
  }

  function closeCell(): void {
    if (hasFormula && text === '' && type !== 'str') {
      builder.addProblem({ code: 'cell/formula-without-value', fileRow: row + 1, column: null });
    }
    const shown = cellText();
    if (shown === '') return;
    while (cells.length < column) cells.push('');
    cells[column] = shown;
  }

  function cellText(): string {
    switch (type) {
      case 's':
        return context.sharedStrings[Number(text)] ?? '';
      case 'str':
      case 'inlineStr':
        return decodeEscapes(text);
      case 'b':
        return text === '' ? '' : text === '1' || text === 'true' ? 'TRUE' : 'FALSE';
      case 'n':
        return text === '' ? '' : context.numberText(text.trim(), style);
      default:
        // Errors (`e`) and ISO dates (`d`) are stored as they are shown.
        return text;
    }
  }

  function closeRow(): void {
    filler?.fill(row, cells);
    if (cells.length === 0) return;
    widest = Math.max(widest, cells.length);
    rowCount++;
    if (rowCount * widest > MOST_CELLS) throw tooLarge();
    builder.addRow(cells, row);
  }

  return {
    mergedCount: () => mergedCount,
    onOpen(name, attributes) {
      if (name === 'mergeCell' && areaOf(attributes.get('ref') ?? '')) mergedCount++;
      if (name === 'c') openCell(attributes);
      else if (name === 'v' || name === 't') collecting = true;
      else if (name === 'f') hasFormula = true;
      else if (name === 'rPh') phoneticDepth++;
      else if (name === 'row') {
        const number = Number(attributes.get('r'));
        row = Number.isInteger(number) && number > 0 ? number - 1 : row + 1;
        if (row >= MOST_ROWS) throw tooLarge();
        column = -1;
        cells = [];
      }
    },
    onClose(name) {
      if (name === 'c') closeCell();
      else if (name === 'v' || name === 't') collecting = false;
      else if (name === 'rPh') phoneticDepth--;
      else if (name === 'row') closeRow();
    },
    onText(piece) {
      if (collecting && phoneticDepth === 0) text += piece;
    },
  };
}

/** `AB12` → 27; `otherwise` for what has no letters in front. */
function columnOf(reference: string, otherwise: number): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i) | 0x20;
    if (code < 0x61 || code > 0x7a) break;
    column = column * 26 + code - 0x60;
  }
  return column === 0 ? otherwise : column - 1;
}
