import { describe, expect, it } from 'vitest';
import type { Dataset, Job, ReadSettings } from '../model/types';
import { columnCells } from '../table/cells';
import { encodeLegacy, TEXTS, tableOf } from './encoding-fixture';
import { ENCODINGS } from './encodings';
import { readDataset } from './read-dataset';
import { createTextDecoder } from './text-decoder';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const read = (bytes: Uint8Array<ArrayBuffer>, settings: ReadSettings = {}): Promise<Dataset> =>
  readDataset({ name: 'table.csv', blob: new Blob([bytes]) }, { headerRow: 0, delimiter: ';', ...settings }, job);

function utf16(text: string, isLittle: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), isLittle);
  return new Uint8Array(view.buffer);
}
const towns = (text: string): readonly string[] =>
  text
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(';')[2]!);
const cases = Object.entries(TEXTS).flatMap(([language, { words, encodings }]) =>
  encodings.map((encoding) => ({ language, words, encoding })),
);

describe('encodings', () => {
  it('can all be chosen, under the names that the platform gives them', () => {
    for (const encoding of ENCODINGS) expect(createTextDecoder(encoding).encoding).toBe(encoding);
    const tested = new Set(cases.map(({ encoding }) => new TextDecoder(encoding).encoding));
    const offered = new Set<string>(ENCODINGS);
    expect([...tested].filter((encoding) => !offered.has(encoding))).toEqual([]);
  });

  it.each(cases)('reads $language in $encoding where that is chosen', async ({ words, encoding }) => {
    const text = tableOf(words, 30, 1);
    const dataset = await read(encodeLegacy(text, encoding), { encoding });
    expect(columnCells(dataset, 2)).toEqual(towns(text));
  });

  it('reads Romanian in ISO 8859-16, which not every platform knows', async () => {
    const text = tableOf(['București', 'Țara Bârsei', 'Căși & Știință', 'Île „Œuvre”', 'Łódź €'], 30, 3);
    const letters = Array.from({ length: 256 }, (_, byte) => createTextDecoder('iso-8859-16').decode(Uint8Array.of(byte)));
    expect(new Set(letters).size).toBe(256);
    const bytes = Uint8Array.from(text, (letter) => letters.indexOf(letter));
    const dataset = await read(bytes, { encoding: 'ISO-8859-16' });
    expect([dataset.source.encoding, columnCells(dataset, 2)]).toEqual(['iso-8859-16', towns(text)]);
  });

  it.each(['', '\ufeff'])('tells UTF-8 and UTF-16 in any language, with the mark %j', async (mark) => {
    for (const { words } of Object.values(TEXTS)) {
      const text = tableOf(words, 5, 2);
      for (const bytes of [new TextEncoder().encode(mark + text), utf16(mark + text, true), utf16(mark + text, false)]) {
        expect(columnCells(await read(new Uint8Array(bytes)), 2)).toEqual(towns(text));
      }
    }
  });

  // Before letters were looked at: none of the Thai tables, few of the Hungarian, Czech, Ukrainian and Greek (windows-1253) ones.
  it.each([
    ['three rows', 3, 10, 0.97],
    ['twelve rows', 12, 10, 0.99],
    ['two hundred rows', 200, 2, 1],
  ])('guesses right from tables of %s', async (_, rows, times, least) => {
    const wrong: string[] = [];
    for (const { language, words, encoding } of cases) {
      for (let seed = 0; seed < times; seed++) {
        const text = tableOf(words, rows, seed);
        const dataset = await read(encodeLegacy(text, encoding));
        const isRight = columnCells(dataset, 2).join() === towns(text).join();
        if (!isRight) wrong.push(`${language} in ${encoding} as ${dataset.source.encoding}`);
      }
    }
    const share = 1 - wrong.length / (cases.length * times);
    console.info(`${rows} rows: ${(share * 100).toFixed(1)} % right; wrong: ${[...new Set(wrong)].join(', ') || 'none'}`);
    expect(share).toBeGreaterThanOrEqual(least);
  });
});
