import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import golden from './fixtures/token-ids.json';
import { canonicalText, createUnigramTokenizer, type UnigramFile } from './tokenizer';

const folder = new URL('../../../public/models/rowlink-small/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const file = read('tokenizer.json') as UnigramFile;
const tokenizer = createUnigramTokenizer(file);
const reference = new Tokenizer(file, read('tokenizer_config.json'));

/** Ids of the tokenizer that transformers.js uses, without those for start and end. */
const referenceIds = (text: string): number[] => reference.encode(text).ids.slice(1, -1);

describe('createUnigramTokenizer', () => {
  it.each(golden.texts.map((text, at) => [text, golden.ids['rowlink-small'][at]!] as const))(
    'cuts %j as the original does',
    (text, ids) => {
      expect(tokenizer.encode(text)).toEqual(ids);
    },
  );

  it('agrees with transformers.js on any text', () => {
    const words = fc.constantFrom(
      'GmbH',
      'Straße',
      '東京都',
      'Москва',
      'ﬁ',
      'Ⅳ',
      '～',
      '\u200b',
      'é',
      'zzzqx',
      '⨁',
      '  ',
      '😀',
      '한국',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 8 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const trimmed = canonicalText(text);
        fc.pre(trimmed !== '' && !/<\/?(s|pad|unk|mask)>/u.test(trimmed));
        expect(tokenizer.encode(text)).toEqual(referenceIds(trimmed));
      }),
      { seed: 12, numRuns: 400 },
    );
  });

  it('makes letters small after all else where the file says so', () => {
    const small = { ...file, normalizer: { normalizers: [{ type: 'Precompiled' }, { type: 'Lowercase' }] } };
    expect(createUnigramTokenizer(small).encode('ACME ℡ 𝔘')).toEqual(tokenizer.encode('acme tel u'));
  });

  it('does not care about white space around or between words', () => {
    expect(tokenizer.encode(' \tAcme   Ltd\u00a0\n')).toEqual(tokenizer.encode('Acme Ltd'));
    expect(canonicalText(' \tAcme   Ltd\u00a0\n')).toBe('Acme Ltd');
  });

  it('takes names of special tokens for text', () => {
    expect(tokenizer.encode('<mask> </s>')).not.toContain(2);
    expect(tokenizer.encode('<mask>').length).toBeGreaterThan(1);
  });

  it('knows rare pieces from frequent ones', () => {
    const [rare, frequent] = [tokenizer.encode('Przemyśl')[0]!, tokenizer.encode('de')[0]!];
    expect(tokenizer.informationOf(rare)).toBeGreaterThan(tokenizer.informationOf(frequent));
    expect(tokenizer.informationOf(3)).toBeGreaterThan(20);
  });
});

const dataFolder = process.env.ROWLINK_DATA;

describe.skipIf(!dataFolder)('on the tables of ROWLINK_DATA (skipped: the variable is not set)', () => {
  it('agrees with transformers.js on every distinct cell', { timeout: 600_000 }, () => {
    const cells = new Set<string>();
    for (const task of readdirSync(dataFolder!, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
      for (const name of ['left.csv', 'right.csv', 'records.csv']) {
        const path = join(dataFolder!, task.name, name);
        const rows = readdirSync(join(dataFolder!, task.name)).includes(name)
          ? Papa.parse<string[]>(readFileSync(path, 'utf8')).data
          : [];
        for (const cell of rows.flat()) if (cell.trim() !== '') cells.add(canonicalText(cell));
      }
    }
    const different = [...cells].filter((cell) => tokenizer.encode(cell).join() !== referenceIds(cell).join());
    expect(cells.size).toBeGreaterThan(0);
    expect(different).toEqual([]);
  });
});
