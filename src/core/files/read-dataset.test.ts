import { describe, expect, it } from 'vitest';
import { AppError } from '../model/errors';
import type { Dataset, Job, ReadSettings } from '../model/types';
import { allCells, columnCells } from '../table/cells';
import { readDataset } from './read-dataset';

const job: Job = { signal: new AbortController().signal, progress: () => {} };

function read(content: string | Uint8Array<ArrayBuffer>, settings: ReadSettings = {}): Promise<Dataset> {
  return readDataset({ name: 'table.csv', blob: new Blob([content]) }, settings, job);
}
function bytes(...values: number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(values);
}
function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array<ArrayBuffer> {
  const marked = mark ? `\ufeff${text}` : text;
  const view = new DataView(new ArrayBuffer(marked.length * 2));
  for (let i = 0; i < marked.length; i++) view.setUint16(2 * i, marked.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}
const names = (dataset: Dataset) => dataset.columns.map(({ name }) => name);
const problems = (dataset: Dataset) => dataset.problems.map(({ code, fileRow }) => `${code} ${fileRow}`);

describe('readDataset: delimited text', () => {
  it('reads cells as they stand, columns by columns', async () => {
    const dataset = await read('id,name,zip\n1, Ann ,00123\n2,"Bob ""B"", Jr",04567\n');
    expect(names(dataset)).toEqual(['id', 'name', 'zip']);
    expect(allCells(dataset)).toEqual([
      ['1', '2'],
      [' Ann ', 'Bob "B", Jr'],
      ['00123', '04567'],
    ]);
    expect(dataset.source).toMatchObject({ format: 'csv', encoding: 'utf-8', delimiter: ',', headerRow: 0, problemCount: 0 });
  });

  it.each([',', ';', '\t', '|'])('guesses the delimiter %j', async (delimiter) => {
    const rows = [
      'name|city'.replace('|', delimiter),
      ...Array.from({ length: 9 }, (_, i) => `n ${i}${delimiter}"c${delimiter} ${i}"`),
    ];
    const dataset = await read(rows.join('\n'));
    expect(dataset.source.delimiter).toBe(delimiter);
    expect(columnCells(dataset, 1)[8]).toBe(`c${delimiter} 8`);
  });

  it('prefers the delimiter that cuts all lines alike over a more frequent one', async () => {
    const dataset = await read('name;address\nAcme;"1, Main St, Rome"\nBeta;2, Side St\nGamma;3, Third St, Oslo, Norway\n');
    expect(dataset.source.delimiter).toBe(';');
    expect(columnCells(dataset, 1)).toEqual(['1, Main St, Rome', '2, Side St', '3, Third St, Oslo, Norway']);
  });

  it('obeys a sep= line and a chosen delimiter', async () => {
    expect(names(await read('sep=|\r\na,x|b\r\n1|2\r\n'))).toEqual(['a,x', 'b']);
    expect(names(await read('a,b;c\n1,2;3\n', { delimiter: ';' }))).toEqual(['a,b', 'c']);
    await expect(read('a,b\n1,2', { delimiter: '""' })).rejects.toMatchObject({ code: 'input/invalid-option' });
  });

  it.each(['\n', '\r\n', '\r'])('reads line ends %j and keeps those in quoted cells', async (end) => {
    const dataset = await read(`a,b${end}1,"x${end}y"${end}${end}2,z${end}`);
    expect(allCells(dataset)).toEqual([
      ['1', '2'],
      [`x${end}y`, 'z'],
    ]);
  });

  it('keeps what long rows hold, pads short ones and reports both with the row of the file', async () => {
    const dataset = await read('a,b\n1,2,three\n\n4\n5,6,\n');
    expect(names(dataset)).toEqual(['a', 'b', 'Column 3']);
    expect(allCells(dataset)).toEqual([
      ['1', '4', '5'],
      ['2', '', '6'],
      ['three', '', ''],
    ]);
    expect(problems(dataset)).toEqual(['row/too-long 2', 'row/too-short 4']);
  });

  it('takes a quote that is never closed literally and loses no row', async () => {
    const dataset = await read('name,size\nscreen,"5 inch\nlamp,2\n"desk, white",3\n');
    expect(allCells(dataset)).toEqual([
      ['screen', 'lamp', 'desk, white'],
      ['"5 inch', '2', '3'],
    ]);
    expect(problems(dataset)).toEqual(['row/unclosed-quote 2']);
  });

  it('lists 100 problems and counts all', async () => {
    const dataset = await read(`a,b\n${'x\n'.repeat(250)}`);
    expect(dataset.problems).toHaveLength(100);
    expect(dataset.source.problemCount).toBe(250);
  });

  it('keeps headers that are names of object members', async () => {
    const dataset = await read('__proto__,constructor,toString\n1,2,3\n');
    expect(names(dataset)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(allCells(dataset)).toEqual([['1'], ['2'], ['3']]);
  });

  it('lets the user choose the header row', async () => {
    const text = 'Export of today\n\na,b\n1,2\n';
    expect((await read(text)).source.headerRow).toBe(2);
    expect(names(await read(text, { headerRow: 2 }))).toEqual(['a', 'b']);
    const without = await read('a,b\n1,2\n', { headerRow: 'none' });
    expect(without.rowCount).toBe(2);
    expect(names(without)).toEqual(['Column 1', 'Column 2']);
    expect(allCells(await read('a,b\n1,2\n3,4\n', { headerRow: 1 }))).toEqual([['3'], ['4']]);
  });

  it('reads text of many pieces like text of one', async () => {
    const cell = 'ä"é\n中'.repeat(20);
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i},"${cell.replaceAll('"', '""')}"`);
    const seen: number[] = [];
    const blob = new Blob([`id,text\n${rows.join('\r\n')}`]);
    const dataset = await readDataset({ name: 'big.csv', blob }, {}, { ...job, progress: (done) => seen.push(done) });
    expect(dataset.rowCount).toBe(30_000);
    expect(columnCells(dataset, 1).every((value) => value === cell)).toBe(true);
    expect(columnCells(dataset, 0)[29_999]).toBe('29999');
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.at(-1)).toBe(blob.size);
  });

  it('has a fingerprint of content, not of layout', async () => {
    const one = await read('a,b\n1,23\n');
    expect((await read('a;b\r\n"1";23\r\n')).fingerprint).toBe(one.fingerprint);
    expect((await read('a,b\n12,3\n')).fingerprint).not.toBe(one.fingerprint);
    expect((await read('a,b\n1,23\n,\n')).fingerprint).not.toBe(one.fingerprint);
  });

  it('stops when cancelled', async () => {
    const controller = new AbortController();
    const cancelling: Job = { signal: controller.signal, progress: () => controller.abort() };
    const blob = new Blob(['a,b\n', '1,2\n'.repeat(1_000_000)]);
    await expect(readDataset({ name: 'x', blob }, {}, cancelling)).rejects.toMatchObject({ code: 'job/cancelled' });
  });
});

describe('readDataset: encodings', () => {
  const text = 'name,city\nMüller,Köln\nŁukasz,Łódź\n';

  it('reads UTF-8 with and without a mark', async () => {
    expect((await read(`\ufeff${text}`)).columns[0]!.name).toBe('name');
    expect(columnCells(await read(text), 1)).toEqual(['Köln', 'Łódź']);
  });

  it.each([
    [true, true],
    [false, true],
    [true, false],
    [false, false],
  ])('reads UTF-16, little endian %s, mark %s', async (littleEndian, mark) => {
    const dataset = await read(utf16(text, littleEndian, mark));
    expect(dataset.source.encoding).toBe(littleEndian ? 'utf-16le' : 'utf-16be');
    expect(columnCells(dataset, 0)).toEqual(['Müller', 'Łukasz']);
  });

  it('reads a western code page by its bytes', async () => {
    const line = [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x2c, 0x4b, 0xf6, 0x6c, 0x6e, 0x20, 0x80, 0x0a];
    const dataset = await read(bytes(...Buffer.from('name,city\n'), ...line, ...line));
    expect(dataset.source.encoding).toBe('windows-1252');
    expect(allCells(dataset)).toEqual([
      ['Müller', 'Müller'],
      ['Köln €', 'Köln €'],
    ]);
  });

  it('reads Cyrillic and Japanese code pages', async () => {
    const cyrillic = 'Открытое акционерное общество по добыче нефти и газа в Москве';
    const windows1251 = Array.from(cyrillic, (letter) => {
      const code = letter.charCodeAt(0);
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    });
    const russian = await read(bytes(...Buffer.from('id,name\n1,'), ...windows1251));
    expect(russian.source.encoding).toBe('windows-1251');
    expect(columnCells(russian, 1)).toEqual([cyrillic]);
    // "東京都の会社です。" in Shift_JIS, three times
    const shiftJis = [0x93, 0x8c, 0x8b, 0x9e, 0x93, 0x73, 0x82, 0xcc, 0x89, 0xef, 0x8e, 0xd0, 0x82, 0xc5, 0x82, 0xb7, 0x81, 0x42];
    const japanese = await read(bytes(...Buffer.from('id,name\n1,'), ...shiftJis, ...shiftJis, ...shiftJis, 0x0a));
    expect(japanese.source.encoding).toBe('shift_jis');
    expect(columnCells(japanese, 1)[0]).toContain('東京都の会社です');
  });

  it('obeys a chosen encoding and refuses an unknown one', async () => {
    const dataset = await read(bytes(...Buffer.from('a,b\n1,'), 0xe0), { encoding: 'windows-1251' });
    expect(columnCells(dataset, 1)).toEqual(['а']);
    await expect(read(text, { encoding: 'klingon-8' })).rejects.toMatchObject({
      code: 'file/encoding-unknown',
      params: { file: 'table.csv', encoding: 'klingon-8' },
    });
  });

  it('reads UTF-8 with a broken byte as UTF-8 and reports the row', async () => {
    const head = new TextEncoder().encode(`name,city\n${'Müller,Köln\n'.repeat(30)}Bro`);
    const dataset = await read(bytes(...head, 0xff, ...Buffer.from('ken,Bonn\n')));
    expect(dataset.source.encoding).toBe('utf-8');
    expect(problems(dataset)).toEqual(['row/replacement-characters 32']);
  });
});

describe('readDataset: files that are no tables', () => {
  const cases: readonly [string, Uint8Array<ArrayBuffer> | string, string, Record<string, string>][] = [
    ['no bytes', '', 'file/empty', {}],
    ['only blank lines', '\n \n\n', 'file/empty', {}],
    ['only headers', 'a,b\n', 'file/no-rows', {}],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'file/unsupported', { format: 'pdf' }],
    ['a broken gzip', bytes(0x1f, 0x8b, 8, 0, 1, 2, 3), 'file/archive-broken', {}],
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), 'file/unsupported', { format: 'png' }],
    ['a broken old workbook', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0), 'file/workbook-broken', {}],
    ['unknown bytes', Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 7) % 251), 'file/binary', {}],
  ];
  it.each(cases)('refuses %s', async (_what, content, code, params) => {
    await expect(read(content)).rejects.toMatchObject({ code, params: { file: 'table.csv', ...params } });
  });

  it('refuses a workbook with a password', async () => {
    const content = bytes(
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...new Uint8Array(600),
      ...utf16('EncryptedPackage', true, false),
    );
    await expect(read(content)).rejects.toMatchObject({ code: 'file/workbook-encrypted' });
  });

  it('says so when the file cannot be read', async () => {
    class LostBlob extends Blob {
      override slice(): Blob {
        throw new DOMException('gone', 'NotReadableError');
      }
    }
    const lost = readDataset({ name: 'lost.csv', blob: new LostBlob(['a,b\n1,2']) }, {}, job);
    await expect(lost).rejects.toBeInstanceOf(AppError);
    await expect(lost).rejects.toMatchObject({ code: 'file/unreadable' });
  });
});
