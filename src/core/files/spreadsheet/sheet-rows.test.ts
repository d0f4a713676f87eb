import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AppError } from '../../model/errors';
import { cellsOf } from '../../table/cells';
import { createTableBuilder, type RawTable } from '../table-builder';
import { createNumberFormatter } from './cell-text';
import { type Area, createAreaFiller } from './merged-areas';
import * as plain from './saxes-fixture';
import { createSharedStringReader } from './shared-strings';
import { createSheetReader } from './sheet-rows';
import { errorsOf, type XmlReader } from './xml-part';
import { createXmlScanner } from './xml-scanner';

const PATTERNS = ['General', '0', '@', '0.00', 'yyyy-mm-dd', '0%', '#,##0.0', '00000'];
const WHERE = { file: 'book.xlsx', sheet: 'One' };
const encoder = new TextEncoder();

function cut(text: string, length: number): Uint8Array[] {
  const bytes = encoder.encode(text);
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, at) => bytes.subarray(at * length, (at + 1) * length));
}
const told = (table: RawTable, mergedCount: number) => ({
  columns: table.columns.map(cellsOf),
  widths: [...table.widths],
  fileRows: [...table.fileRows],
  problems: table.problems,
  problemCount: table.problemCount,
  mergedCount,
});
function ending<T>(read: () => T): T | string {
  try {
    return read();
  } catch (thrown) {
    return (thrown as AppError).code;
  }
}
interface Workbook {
  readonly strings: string;
  readonly sheet: string;
  readonly areas: readonly Area[] | null;
}

function scanned({ strings, sheet, areas }: Workbook, pieceLength: number) {
  return ending(() => {
    const errors = errorsOf(WHERE);
    const scan = <R extends XmlReader>(text: string, reader: R): R => {
      const scanner = createXmlScanner(reader.names, reader.events, errors);
      for (const piece of cut(text, pieceLength)) scanner.add(piece);
      scanner.end();
      return reader;
    };
    const sharedStrings = scan(strings, createSharedStringReader(0, errors)).strings();
    const formatters = new Map<number, ReturnType<typeof createNumberFormatter>>();
    const formatterOf = (style: number) => {
      const formatter = formatters.get(style) ?? createNumberFormatter(PATTERNS[style] ?? 'General', false);
      formatters.set(style, formatter);
      return formatter;
    };
    const builder = createTableBuilder();
    const reader = createSheetReader({ sharedStrings, formatterOf, errors }, builder, areas && createAreaFiller(areas));
    scan(sheet, reader);
    return told(builder.finish(), reader.mergedCount());
  });
}

function parsed({ strings, sheet, areas }: Workbook, pieceLength: number) {
  return ending(() => {
    const collector = plain.createTextCollector();
    plain.parseWithSaxes(cut(strings, pieceLength), collector);
    const numberText = (raw: string, style: number) => createNumberFormatter(PATTERNS[style] ?? 'General', false).show(raw);
    const builder = createTableBuilder();
    const context = { file: WHERE.file, sharedStrings: collector.strings, numberText };
    const reader = plain.createSheetReader(context, builder, areas && createAreaFiller(areas));
    plain.parseWithSaxes(cut(sheet, pieceLength), reader);
    return told(builder.finish(), reader.mergedCount());
  });
}

const letters = fc
  .array(
    fc.constantFrom(
      'a',
      'Z',
      '7',
      ' ',
      '\n',
      '\r\n',
      '\r',
      'é',
      '株',
      '😀',
      '&amp;',
      '&#65;',
      '_x000D_',
      '_x005F_',
      '_xD83D__xDE00_',
      '_x',
      '<![CDATA[<a>&]]>',
      '<!-- no -->',
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const space = fc.constantFrom('', ' xml:space="preserve"');
const run = fc.tuple(space, letters).map(([attribute, text]) => `<t${attribute}>${text}</t>`);
const rich = fc
  .tuple(
    fc.array(
      fc.oneof(
        run,
        run.map((text) => `<r><rPr><b/></rPr>${text}</r>`),
      ),
      { maxLength: 3 },
    ),
    fc.constantFrom('', '<rPh sb="0" eb="1"><t>ヨミ</t></rPh>'),
  )
  .map(([runs, reading]) => runs.join('') + reading);
const number = fc.oneof(
  fc.constantFrom(
    '0',
    '007',
    '-12',
    '1.5',
    '0.10',
    '12.340',
    '1E5',
    '-1.5E-7',
    '123456789012345678',
    '44000.25',
    ' 7 ',
    'x',
    '.',
    '-',
    '1.2.3',
    '',
  ),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const column = fc.constantFrom('A', 'B', 'C', 'AA', 'b', 'ZZZ', '', '&#65;', '$A');
const quoted = (value: string, quote: string): string => `${quote}${value}${quote}`;
const cell = fc
  .record({
    reference: fc.option(
      fc.tuple(column, fc.integer({ min: 0, max: 20 })).map((parts) => parts.join('')),
      { freq: 1 },
    ),
    style: fc.option(fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '99', '1.0', 'x', ''), { freq: 1 }),
    type: fc.option(fc.constantFrom('s', 'str', 'inlineStr', 'b', 'n', 'e', 'd', '', 'q', '&#115;'), { freq: 3 }),
    // A shared string without a number is empty, which the plain reader takes for the first one.
    content: fc.oneof(
      { weight: 3, arbitrary: number.map((value) => `<v>${value}</v>`) },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          '<v>0</v>',
          '<v>1</v>',
          '<v> 2 </v>',
          '<v>9</v>',
          '<v>1.0</v>',
          '<v>-1</v>',
          '<v>true</v>',
          '<v>#N/A</v>',
        ),
      },
      { weight: 1, arbitrary: letters.map((text) => `<v>${text}</v>`) },
      { weight: 1, arbitrary: rich.map((text) => `<is>${text}</is>`) },
      { weight: 1, arbitrary: fc.constantFrom('<f>A1+1</f>', '<f t="shared" si="0"/><v>3</v>', '', '<v/>') },
    ),
    quote: fc.constantFrom('"', '"', "'"),
    blank: fc.constantFrom(' ', ' ', '\n '),
    isEmptyTag: fc.boolean(),
    more: fc.constantFrom('', '', ' cm="1"', ' vm="2" ph="1"'),
  })
  .map(({ reference, style, type, content, quote, blank, isEmptyTag, more }) => {
    const attributes = [
      ...(reference === null ? [] : [`${blank}r=${quoted(reference, quote)}`]),
      ...(style === null ? [] : [`${blank}s=${quoted(style, quote)}`]),
      ...(type === null ? [] : [`${blank}t=${quoted(type, quote)}`]),
    ].join('');
    const isShared = type === 's' || type === '&#115;';
    const shown =
      isShared && /^(<v>\s*<\/v>|<v\/>|)$/u.test(content.replace(/<f.*?(<\/f>|\/>)|<!--.*?-->|<is>.*|\r/gu, ''))
        ? '<v>0</v>'
        : content;
    return shown === '' && isEmptyTag ? `<c${attributes}${more}/>` : `<c${attributes}${more}>${shown}</c>`;
  });
const row = fc
  .tuple(
    fc.option(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(0, 1_048_576, 2_000_000, 'x')), { freq: 2 }),
    fc.array(cell, { maxLength: 5 }),
    fc.constantFrom('', '\n'),
  )
  .map(([at, cells, blank]) => `<row${at === null ? '' : ` r="${at}" spans="1:3"`}>${cells.join(blank)}</row>`);
const area = fc.tuple(fc.nat(6), fc.nat(2), fc.nat(3), fc.nat(2)).map(([firstRow, rows, firstColumn, columns]) => ({
  firstRow,
  lastRow: firstRow + rows,
  firstColumn,
  lastColumn: firstColumn + columns,
}));
const merges = fc.constantFrom(
  '',
  '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1"/><mergeCell ref="$A$3:$A$9"/></mergeCells>',
);
const workbook = fc
  .record({
    items: fc.array(rich, { minLength: 1, maxLength: 4 }),
    rows: fc.array(row, { maxLength: 6 }),
    merges,
    areas: fc.option(fc.array(area, { maxLength: 3 }), { freq: 2 }),
    prefix: fc.constantFrom('', '', 'x:'),
  })
  .map(({ items, rows, merges: below, areas, prefix }): Workbook => {
    const named = (xml: string): string => (prefix === '' ? xml : xml.replace(/<(\/?)([a-z])/giu, `<$1${prefix}$2`));
    return {
      strings: named(`<sst>${items.map((text) => `<si>${text}</si>`).join('\n')}</sst>`),
      sheet: named(`<worksheet><sheetData>${rows.join('\n')}</sheetData>${below}</worksheet>`),
      areas,
    };
  });

it('reads any sheet as the plain reader does that parses all of its XML', () => {
  let tables = 0;
  fc.assert(
    fc.property(workbook, fc.integer({ min: 1, max: 200 }), (book, pieceLength) => {
      const found = scanned(book, pieceLength);
      if (typeof found === 'object' && found.columns.length > 0) tables++;
      expect(found).toEqual(parsed(book, pieceLength));
    }),
    { seed: 11, numRuns: 3000 },
  );
  expect(tables).toBeGreaterThan(1000);
});

it('refuses a damaged sheet where that one does', () => {
  const endings = new Map<boolean, number>();
  const bite = fc.tuple(
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.constantFrom('', '<', '>', '"', '&', '/', 'x', ' ', '=', '</v>', '</c>', '\u0001', '5', ' s="1"'),
  );
  fc.assert(
    fc.property(
      workbook,
      fc.array(bite, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 200 }),
      (book, bites, pieceLength) => {
        let { sheet } = book;
        for (const [at, gone, added] of bites) {
          const place = at % sheet.length;
          sheet = sheet.slice(0, place) + added + sheet.slice(place + gone);
        }
        fc.pre(!(sheet.includes('<!--') && sheet.includes('\u0001')) && !/ t=['"]s['"]/u.test(sheet));
        const found = scanned({ ...book, sheet }, pieceLength);
        endings.set(typeof found === 'string', (endings.get(typeof found === 'string') ?? 0) + 1);
        expect(found).toEqual(parsed({ ...book, sheet }, pieceLength));
      },
    ),
    { seed: 13, numRuns: 3000 },
  );
  for (const isError of [true, false]) expect(endings.get(isError)).toBeGreaterThan(100);
});

it('takes a shared string without a number for an empty cell', () => {
  const strings = '<sst><si><t>first</t></si></sst>';
  const sheet = '<worksheet><sheetData><row><c t="s"/><c t="s"><v></v></c><c t="s"><v>0</v></c></row></sheetData></worksheet>';
  expect(scanned({ strings, sheet, areas: null }, 100)).toMatchObject({ columns: [[''], [''], ['first']] });
});

it('shows a number as it is stored only where its format would', () => {
  const digits = fc.string({ unit: fc.constantFrom('0', '1', '5', '.', '-', 'E'), minLength: 1, maxLength: 13 });
  fc.assert(
    fc.property(fc.constantFrom(...PATTERNS), digits, (pattern, raw) => {
      const formatter = createNumberFormatter(pattern, false);
      const bytes = encoder.encode(raw);
      if (formatter.isShownAsStored(bytes, 0, bytes.length)) expect(formatter.show(raw)).toBe(raw);
    }),
    { seed: 3, numRuns: 4000 },
  );
});
