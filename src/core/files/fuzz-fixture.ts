import { utils, write } from '@e965/xlsx';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { createRandom } from '../numerics/random';
import { makeWorkbook } from './spreadsheet/workbook-fixture';

type Bytes = Uint8Array<ArrayBuffer>;
export interface FuzzFile {
  readonly name: string;
  readonly bytes: Bytes;
}

const HEADERS = ['id', 'name', 'städte', '__proto__'];
const ROWS = [
  ['00123', 'Acme "Works", Ltd', 'Köln', '1E5'],
  ['00124', 'Beta & Söhne\nfiliale', 'München', ''],
  ['123456789012345678', 'Γάμμα', 'Αθήνα', 'TRUE'],
  ['4', '=1+1', 'x', '2024-03-01'],
];
const TABLE = [HEADERS, ...ROWS];

const csv = (delimiter: string): string =>
  TABLE.map((cells) =>
    cells.map((cell) => (/["\n,;\t]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter),
  ).join('\r\n');

function utf16(text: string, isLittle: boolean): Bytes {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), isLittle);
  return new Uint8Array(view.buffer);
}
const copy = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
const latin = (text: string): Bytes => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);

function sheetJs(bookType: 'xls' | 'xlsb' | 'ods' | 'xlsx'): Bytes {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(TABLE), 'Data');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['a'], ['1']]), 'Hidden');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return copy(write(book, { type: 'array', bookType, compression: true }));
}

/** Good files of every format, small, so that many mutations of them can be read. */
export function seedFiles(): readonly FuzzFile[] {
  const records = ROWS.map((cells) => Object.fromEntries(HEADERS.map((name, at) => [name, cells[at]!])));
  const text = strToU8(csv(','));
  const cell = (at: string, body: string, type = 'inlineStr') => `<c r="${at}" t="${type}">${body}</c>`;
  const book = makeWorkbook({
    sheets: [
      {
        name: 'S1',
        rows: `<row r="1">${cell('A1', '<is><t>id</t></is>')}${cell('B1', '<v>0</v>', 's')}</row><row r="2"><c r="A2" s="1"><v>44000.5</v></c>${cell('B2', '<f>1+1</f><v>2</v>', 'str')}</row>`,
      },
      { name: 'S2', rows: '<row r="5"><c r="C5"><v>1</v></c></row>', state: 'hidden' },
    ],
    sharedStrings: '<si><r><t>na</t></r><r><t>me &amp; co</t></r><rPh><t>x</t></rPh></si>',
    formats: ['yyyy-mm-dd', 9],
  });
  const parquet = copy(
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          ...HEADERS.map((name, at) => ({ name, data: ROWS.map((cells) => cells[at]!), type: 'STRING' as const })),
          { name: 'n', data: [1, 2, 3, 4], type: 'INT32' as const },
        ],
      }),
    ),
  );
  const lines = strToU8(records.map((record) => JSON.stringify(record)).join('\n'));
  return [
    { name: 'utf-8.csv', bytes: copy(text) },
    { name: 'semicolon.csv', bytes: copy(strToU8(`\ufeff${csv(';')}`)) },
    { name: 'latin-1.tsv', bytes: latin(csv('\t')) },
    { name: 'utf-16le.csv', bytes: utf16(`\ufeff${csv(';')}`, true) },
    { name: 'utf-16be.csv', bytes: utf16(csv(','), false) },
    { name: 'hand.xlsx', bytes: copy(book) },
    { name: 'made.xlsx', bytes: sheetJs('xlsx') },
    { name: 'made.ods', bytes: sheetJs('ods') },
    { name: 'made.xls', bytes: sheetJs('xls') },
    { name: 'made.xlsb', bytes: sheetJs('xlsb') },
    { name: 'made.parquet', bytes: parquet },
    { name: 'records.json', bytes: copy(strToU8(JSON.stringify({ data: records }))) },
    { name: 'records.jsonl', bytes: copy(lines) },
    { name: 'two.zip', bytes: copy(zipSync({ 'a.csv': text, 'deep/b.jsonl': lines })) },
    { name: 'text.csv.gz', bytes: copy(gzipSync(text)) },
    { name: 'book.zip', bytes: copy(zipSync({ 'hand.xlsx': book }, { level: 0 })) },
  ];
}

/** A small repeatable source of whole numbers below `most`. */
export function createChooser(seed: number): (most: number) => number {
  const { uniform } = createRandom(seed);
  return (most) => Math.floor(uniform() * most);
}

type Mutation = (bytes: Bytes, choose: (most: number) => number) => Bytes;

const joined = (...parts: readonly Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
const insert = (bytes: Bytes, at: number, added: Uint8Array): Bytes => joined(bytes.subarray(0, at), added, bytes.subarray(at));

const HOSTILE_TEXTS = [
  '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>&b;',
  '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
  '&#0;&#xD800;&undefined;',
  '\ufeff"',
  '"\n"\n"',
  '\\ud800',
  '{"__proto__":{"a":[',
  ']]>',
  `${'['.repeat(3000)}`,
];

/** Ways in which files break, by name. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'flipped bits': (bytes, choose) => {
    for (let times = 1 + choose(8); times > 0; times--) bytes[choose(bytes.length)]! ^= 1 << choose(8);
    return bytes;
  },
  'other bytes': (bytes, choose) => {
    for (let times = 1 + choose(8); times > 0; times--) bytes[choose(bytes.length)] = choose(256);
    return bytes;
  },
  'cut short': (bytes, choose) => bytes.slice(0, choose(bytes.length)),
  'cut in front': (bytes, choose) => bytes.slice(choose(bytes.length)),
  'a piece missing': (bytes, choose) => {
    const at = choose(bytes.length);
    return joined(bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + choose(64))));
  },
  'a piece twice': (bytes, choose) => {
    const at = choose(bytes.length);
    return insert(bytes, at, bytes.slice(at, at + 1 + choose(256)));
  },
  'zero bytes inside': (bytes, choose) => insert(bytes, choose(bytes.length), new Uint8Array(1 + choose(40))),
  'pieces swapped': (bytes, choose) => {
    const [a = 0, b = 0, c = 0] = [choose(bytes.length), choose(bytes.length), choose(bytes.length)].sort((x, y) => x - y);
    return joined(bytes.subarray(0, a), bytes.subarray(b, c), bytes.subarray(a, b), bytes.subarray(c));
  },
  'hostile text': (bytes, choose) => insert(bytes, choose(bytes.length), strToU8(HOSTILE_TEXTS[choose(HOSTILE_TEXTS.length)]!)),
  'a large number': (bytes, choose) => {
    // Sizes, counts and offsets of zip, gzip and Parquet are little-endian numbers.
    const at = choose(Math.max(1, bytes.length - 4));
    new DataView(bytes.buffer).setUint32(at, [0xffffffff, 0x7fffffff, 0x80000000, 0, choose(1 << 30)][choose(5)]!, true);
    return bytes;
  },
  'a zip field': (bytes, choose) => {
    // Fields of the central directory and of its end, found by their signatures.
    const places: number[] = [];
    for (let at = 0; at + 46 < bytes.length; at++) {
      if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2]! < 7) places.push(at);
    }
    const at = (places[choose(places.length)] ?? 0) + 4 + choose(36);
    bytes[Math.min(at, bytes.length - 1)] = choose(256);
    return bytes;
  },
};

/**
 * `count` broken files: every seed in turn, under every kind of mutation, one to three times over, one in eight under the name of another
 * format. The same for the same `seed`.
 */
export function* mutatedFiles(count: number, seed: number): Generator<FuzzFile & { readonly story: string }> {
  const seeds = seedFiles();
  const kinds = Object.keys(MUTATIONS);
  const choose = createChooser(seed);
  for (let made = 0; made < count; made++) {
    const { name, bytes } = seeds[made % seeds.length]!;
    let mutated: Bytes = bytes.slice();
    const story: string[] = [];
    for (let times = 1 + choose(3); times > 0 && mutated.length > 0; times--) {
      const kind = kinds[(Math.floor(made / seeds.length) + times) % kinds.length]!;
      mutated = MUTATIONS[kind]!(mutated, choose);
      story.push(kind);
    }
    const shown = choose(8) === 0 ? `${name}${['.csv', '.xlsx', '.json', '.parquet', '.ods'][choose(5)]}` : name;
    yield { name: shown, bytes: mutated, story: `${made} ${name}: ${story.join(', ')}` };
  }
}
