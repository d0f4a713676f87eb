import { readText } from '../../table/cell-bytes';
import type { TableBuilder } from '../table-builder';
import type { NumberFormatter } from './cell-text';
import { type Area, type AreaFiller, areaOf } from './merged-areas';
import type { SharedStrings } from './shared-strings';
import { MOST_CELLS, MOST_COLUMNS, MOST_ROWS } from './sheet-limits';
import type { XmlErrors, XmlReader } from './xml-part';
import { attributeOf, attributeText, type XmlTag } from './xml-scanner';
import { append, appendText, createGrowingBytes, unescapeFrom } from './xml-text';

export interface SheetContext {
  readonly sharedStrings: SharedStrings;
  /** How stored numbers are shown under cell style `style`. */
  formatterOf(style: number): NumberFormatter;
  readonly errors: XmlErrors;
}

const NAMES = ['c', 'v', 't', 'row', 'f', 'rPh', 'mergeCell'];
const [CELL, VALUE, TEXT, ROW, FORMULA, PHONETIC, MERGE] = [0, 1, 2, 3, 4, 5, 6];

/** Kinds of cells, as the attribute `t` tells them. Errors (`e`) and ISO dates (`d`) are stored as they are shown. */
type CellKind = 'number' | 'shared' | 'result' | 'inline' | 'truth' | 'asItIs';

/**
 * Reads the cells of a worksheet into `builder`, as bytes. Rows and cells without a reference follow the one before; rows without any
 * text are left out but counted. Of merged cells only the first holds the text, as in the file, unless
 * `filler` repeats it. Merged areas are counted. `row` is the one that is being read, from 1.
 */
export function createSheetReader(
  { sharedStrings, formatterOf, errors }: SheetContext,
  builder: TableBuilder,
  filler: AreaFiller | null = null,
): XmlReader & { mergedCount(): number; row(): number } {
  let mergedCount = 0;
  let row = -1;
  let column = -1;
  let rowCount = 0;
  let widest = 0;
  /** The cells of the row: cell `i` lies in `cells` from `spans[2 i]` to `spans[2 i + 1]`. */
  const cells = createGrowingBytes(1 << 16);
  let spans = new Uint32Array(128);
  let width = 0;
  let from = 0;
  let kind: CellKind = 'number';
  let style = 0;
  let isCollecting = false;
  let hasFormula = false;
  let phoneticDepth = 0;

  function openRow(tag: XmlTag): void {
    const at = attributeOf(tag, 'r');
    const number = at < 0 ? 0 : numberOf(tag, at);
    row = Number.isInteger(number) && number > 0 ? number - 1 : row + 1;
    if (row >= MOST_ROWS) throw errors.tooLarge();
    column = -1;
    width = 0;
    cells.length = 0;
  }

  function openCell(tag: XmlTag): void {
    const { attributes, attributeCount, bytes } = tag;
    column++;
    kind = 'number';
    style = 0;
    for (let at = 0; at < attributeCount; at++) {
      const name = attributes[4 * at]!;
      if (attributes[4 * at + 1] !== name + 1) continue;
      const letter = bytes[name];
      if (letter === 0x72) column = columnOf(tag, at, column);
      else if (letter === 0x73) style = numberOf(tag, at);
      else if (letter === 0x74) kind = kindOf(tag, at);
    }
    if (column >= MOST_COLUMNS) throw errors.tooLarge();
    from = cells.length;
    hasFormula = false;
  }

  function closeCell(): void {
    if (from > cells.length) return;
    if (cells.length > from) takeCell();
    else if (hasFormula && kind !== 'result') {
      builder.addProblem({ code: 'cell/formula-without-value', fileRow: row + 1, column: null });
    }
    from = CLOSED;
  }

  /** Makes what the cell shows of what it stores, which stands from `from` on. */
  function takeCell(): void {
    switch (kind) {
      case 'shared':
        takeShared();
        break;
      case 'result':
      case 'inline':
        unescapeFrom(cells, from);
        break;
      case 'truth':
        takeTruth();
        break;
      case 'number':
        takeNumber();
        break;
      case 'asItIs':
        break;
    }
    if (cells.length > from) endCell();
  }

  function endCell(): void {
    if (2 * column + 2 > spans.length) {
      const larger = new Uint32Array(Math.max(2 * column + 2, spans.length * 2));
      larger.set(spans);
      spans = larger;
    }
    if (column >= width) {
      spans.fill(0, 2 * width, 2 * column);
      width = column + 1;
    }
    spans[2 * column] = from;
    spans[2 * column + 1] = cells.length;
  }

  function takeShared(): void {
    let number = wholeNumber(cells.bytes, from, cells.length);
    if (number < 0) number = Number(readText(cells.bytes, from, cells.length));
    cells.length = from;
    addShared(number);
  }

  function addShared(number: number): void {
    const { bytes, ends, count } = sharedStrings;
    if (number >= 0 && number < count && Number.isInteger(number)) {
      append(cells, bytes, number === 0 ? 0 : ends[number - 1]!, ends[number]!);
    }
  }

  function takeTruth(): void {
    const text = readText(cells.bytes, from, cells.length);
    cells.length = from;
    appendText(cells, text === '1' || text === 'true' ? 'TRUE' : 'FALSE');
  }

  function takeNumber(): void {
    const formatter = formatterOf(style);
    if (formatter.isShownAsStored(cells.bytes, from, cells.length)) return;
    const raw = readText(cells.bytes, from, cells.length).trim();
    cells.length = from;
    appendText(cells, formatter.show(raw));
  }

  /** `<c r="AB12" s="3" t="s"><v>4711</v></c>` and the like, without any blank or reference. */
  function readUsualCell(bytes: Uint8Array, at: number, end: number): number {
    if (bytes[at + 1] !== 0x63 || bytes[at + 2] !== 0x20 || phoneticDepth > 0 || isCollecting) return 0;
    let place = column + 1;
    let cellStyle = 0;
    let cellKind: CellKind = 'number';
    let seen = 0;
    let i = at + 3;
    for (;;) {
      const name = bytes[i];
      if (bytes[i + 1] !== 0x3d || bytes[i + 2] !== 0x22) return 0;
      // An attribute that stands twice is left to the scanner, which refuses it.
      const flag = name === 0x72 ? 1 : name === 0x73 ? 2 : 4;
      if ((seen & flag) !== 0) return 0;
      seen |= flag;
      i += 3;
      const valueFrom = i;
      if (name === 0x72) {
        let letters = 0;
        for (let letter = bytes[i]!; letter >= 0x41 && letter <= 0x5a; letter = bytes[++i]!)
          letters = letters * 26 + letter - 0x40;
        if (i === valueFrom) return 0;
        place = letters - 1;
        while (isDigit(bytes[i]!)) i++;
      } else if (name === 0x73) {
        while (isDigit(bytes[i]!)) i++;
        cellStyle = wholeNumber(bytes, valueFrom, i);
        if (cellStyle < 0) return 0;
      } else if (name === 0x74 && bytes[i + 1] === 0x22) {
        cellKind = kindOfLetter(bytes[i]!);
        i++;
      } else return 0;
      if (bytes[i] !== 0x22) return 0;
      i++;
      if (bytes[i] !== 0x20) break;
      i++;
    }
    const isEmpty = bytes[i] === 0x2f;
    if (!isEmpty && (bytes[i] !== 0x3e || bytes[i + 1] !== 0x3c || bytes[i + 2] !== 0x76 || bytes[i + 3] !== 0x3e)) return 0;
    const valueFrom = i + 4;
    if (!isEmpty) for (i = valueFrom; isOfNumber(bytes[i]!); ) i++;
    const ending = isEmpty ? EMPTY_ENDING : ENDING;
    if (i + ending.length > end) return 0;
    for (let letter = 0; letter < ending.length; letter++) if (bytes[i + letter] !== ending[letter]) return 0;
    if (place >= MOST_COLUMNS) throw errors.tooLarge();
    column = place;
    if (i > valueFrom && !isEmpty) takeUsual(bytes, valueFrom, i, cellKind, cellStyle);
    return i + ending.length;
  }

  function takeUsual(bytes: Uint8Array, valueFrom: number, valueTo: number, cellKind: CellKind, cellStyle: number): void {
    from = cells.length;
    const number = cellKind === 'shared' ? wholeNumber(bytes, valueFrom, valueTo) : -1;
    if (number >= 0) {
      addShared(number);
      if (cells.length > from) endCell();
    } else {
      kind = cellKind;
      style = cellStyle;
      append(cells, bytes, valueFrom, valueTo);
      takeCell();
    }
    from = CLOSED;
  }

  function closeRow(): void {
    if (filler) closeFilled(filler);
    else if (width > 0) {
      countRow(width);
      builder.addSpans(cells.bytes, spans, width, row);
    }
  }

  function closeFilled(areas: AreaFiller): void {
    const texts = Array.from({ length: width }, (_, at) => readText(cells.bytes, spans[2 * at]!, spans[2 * at + 1]!));
    areas.fill(row, texts);
    if (texts.length === 0) return;
    countRow(texts.length);
    builder.addRow(texts, row);
  }

  function countRow(length: number): void {
    widest = Math.max(widest, length);
    rowCount++;
    if (rowCount * widest > MOST_CELLS) throw errors.tooLarge();
  }

  return {
    mergedCount: () => mergedCount,
    row: () => row + 1,
    names: NAMES,
    events: {
      shortcut: readUsualCell,
      onOpen(name, tag) {
        if (name === CELL) openCell(tag);
        else if (name === VALUE || name === TEXT) isCollecting = true;
        else if (name === ROW) openRow(tag);
        else if (name === FORMULA) hasFormula = true;
        else if (name === PHONETIC) phoneticDepth++;
        else if (name === MERGE && mergedArea(tag)) mergedCount++;
      },
      onClose(name) {
        if (name === CELL) closeCell();
        else if (name === VALUE || name === TEXT) isCollecting = false;
        else if (name === ROW) closeRow();
        else if (name === PHONETIC) phoneticDepth--;
      },
      onText(bytes, start, end) {
        if (isCollecting && phoneticDepth === 0) append(cells, bytes, start, end);
      },
    },
  };
}

const kindOfLetter = (letter: number): CellKind =>
  letter === 0x73 ? 'shared' : letter === 0x6e ? 'number' : letter === 0x62 ? 'truth' : 'asItIs';
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
/** Digits, signs, points and letters, as in `-1.5E-7` and `TRUE`. */
const isOfNumber = (byte: number): boolean => isDigit(byte) || byte === 0x2d || byte === 0x2e || (byte >= 0x41 && byte <= 0x5a);
const ENDING = Uint8Array.from('</v></c>', (letter) => letter.charCodeAt(0));
const EMPTY_ENDING = Uint8Array.from('/>', (letter) => letter.charCodeAt(0));
/** Where the text of a cell begins that is closed already. */
const CLOSED = 2 ** 32;

function kindOf(tag: XmlTag, at: number): CellKind {
  const { bytes, attributes } = tag;
  const from = attributes[4 * at + 2]!;
  const length = attributes[4 * at + 3]! - from;
  if (length === 1) return kindOfLetter(bytes[from]!);
  return KINDS.get(attributeText(tag, at)) ?? 'asItIs';
}

const KINDS: ReadonlyMap<string, CellKind> = new Map([
  ['str', 'result'],
  ['inlineStr', 'inline'],
  // As they may be written with a reference.
  ['s', 'shared'],
  ['n', 'number'],
  ['b', 'truth'],
]);

function numberOf(tag: XmlTag, at: number): number {
  const { attributes } = tag;
  const number = wholeNumber(tag.bytes, attributes[4 * at + 2]!, attributes[4 * at + 3]!);
  return number >= 0 ? number : Number(attributeText(tag, at));
}

/** A number of up to nine digits; −1 for anything else. */
function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to === from || to - from > 9) return -1;
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** `AB12` → 27; `otherwise` for what has no letters in front. */
function columnOf(tag: XmlTag, at: number, otherwise: number): number {
  const { bytes, attributes } = tag;
  const from = attributes[4 * at + 2]!;
  const to = attributes[4 * at + 3]!;
  let column = 0;
  for (let i = from; i < to; i++) {
    const letter = bytes[i]! | 0x20;
    if (bytes[i]! >= 0x80 || letter < 0x61 || letter > 0x7a) {
      return bytes[i] === 0x26 ? columnOfText(attributeText(tag, at), otherwise) : column === 0 ? otherwise : column - 1;
    }
    column = column * 26 + letter - 0x60;
  }
  return column === 0 ? otherwise : column - 1;
}

function columnOfText(reference: string, otherwise: number): number {
  let column = 0;
  for (const letter of /^[a-z]*/iu.exec(reference)![0].toLowerCase()) column = column * 26 + letter.charCodeAt(0) - 0x60;
  return column === 0 ? otherwise : column - 1;
}

function mergedArea(tag: XmlTag): Area | null {
  const at = attributeOf(tag, 'ref');
  return at < 0 ? null : areaOf(attributeText(tag, at));
}

/** Collects the merged areas of a worksheet, which stand below its cells. */
export function createAreaCollector(): XmlReader & { readonly areas: readonly Area[] } {
  const areas: Area[] = [];
  return {
    areas,
    names: ['mergeCell'],
    events: {
      onOpen(name, tag) {
        const area = name === 0 ? mergedArea(tag) : null;
        if (area) areas.push(area);
      },
      onClose() {},
      onText() {},
    },
  };
}
