import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import golden from './fixtures/word-piece-ids.json';
import { canonicalText } from './tokenizer';
import { createWordPieceTokenizer, isUncasedWordPiece, type WordPieceFile } from './word-piece';

const read = (model: string, name: string) =>
  JSON.parse(readFileSync(new URL(`../../../public/models/${model}/${name}`, import.meta.url), 'utf8'));
const file = read('minilm-l6-en', 'tokenizer.json') as WordPieceFile;
const tokenizer = createWordPieceTokenizer(file);
const reference = new Tokenizer(file, read('minilm-l6-en', 'tokenizer_config.json'));
const referenceIds = (text: string): number[] => reference.encode(text).ids.slice(1, -1);

/** The same as in `training/english/token_ids.py`. */
function textAt(at: number): string {
  const { fragments, joints } = golden;
  const count = 2 + (at % 3);
  const chosen = Array.from(
    { length: count },
    (_, place) => fragments[(at * (1 + 6 * place) + Math.floor((place * at) / 7)) % fragments.length],
  );
  return chosen.join(joints[Math.floor(at / fragments.length) % joints.length]);
}

describe('createWordPieceTokenizer', () => {
  it('cuts thousands of texts as the original does', () => {
    const different = golden.ids.flatMap((ids, at) => {
      const made = tokenizer.encode(textAt(at));
      return made.join() === ids.join() ? [] : [{ text: textAt(at), made, ids }];
    });
    expect(golden.ids.length).toBeGreaterThanOrEqual(2500);
    expect(different).toEqual([]);
  });

  it('agrees with transformers.js on any text', () => {
    const words = fc.constantFrom(
      'Straße',
      '東京都',
      'Москва',
      'ﬁ',
      'é',
      'zzzqx',
      '-',
      '…',
      '\u200b',
      '😀',
      'unaffordable',
      '  ',
    );
    const texts = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme-ascii', maxLength: 8 })), { maxLength: 8 });
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join(' ');
        fc.pre(!/\[(PAD|UNK|CLS|SEP|MASK)\]/u.test(text));
        expect(tokenizer.encode(text)).toEqual(referenceIds(text));
      }),
      { seed: 12, numRuns: 400 },
    );
  });

  it('does not care about case, accents and white space', () => {
    expect(tokenizer.encode(' \tCAFÉ   Ltd\u00a0\n')).toEqual(tokenizer.encode('cafe ltd'));
    expect(tokenizer.encode('   ')).toEqual([]);
  });

  it('takes names of special tokens for text, and a word that is too long for unknown', () => {
    expect(tokenizer.encode('[SEP]')).not.toContain(102);
    expect(tokenizer.encode('[SEP]')).toHaveLength(3);
    expect(tokenizer.encode('a'.repeat(100)).length).toBeGreaterThan(1);
    expect(tokenizer.encode('a'.repeat(101))).toEqual([100]);
  });

  it('knows rare pieces from frequent ones', () => {
    const [rare, frequent, letter] = ['aerodrome', 'the', 'x'].map((word) => tokenizer.informationOf(tokenizer.encode(word)[0]!));
    expect(rare).toBeGreaterThan(frequent!);
    expect(frequent).toBeGreaterThanOrEqual(letter!);
    expect(tokenizer.informationOf(100)).toBeGreaterThan(rare!);
  });
});

it('knows the files that it reads', () => {
  const changed = (change: Partial<WordPieceFile>): WordPieceFile => ({ ...file, ...change });
  expect(isUncasedWordPiece(file)).toBe(true);
  expect(isUncasedWordPiece(read('rowlink-small', 'tokenizer.json'))).toBe(false);
  expect(isUncasedWordPiece(changed({ normalizer: { ...file.normalizer!, lowercase: false } }))).toBe(false);
  expect(isUncasedWordPiece(changed({ pre_tokenizer: null }))).toBe(false);
});

const dataFolder = process.env.ROWLINK_DATA;

describe.skipIf(!dataFolder)('on the tables of ROWLINK_DATA (skipped: the variable is not set)', () => {
  it('agrees with transformers.js on every distinct cell', { timeout: 600_000 }, () => {
    const cells = new Set<string>();
    for (const task of readdirSync(dataFolder!, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
      const names = readdirSync(join(dataFolder!, task.name)).filter((name) => /^(left|right|records)\.csv$/u.test(name));
      for (const name of names) {
        const rows = Papa.parse<string[]>(readFileSync(join(dataFolder!, task.name, name), 'utf8')).data;
        for (const cell of rows.flat()) cells.add(canonicalText(cell));
      }
    }
    expect(cells.size).toBeGreaterThan(0);
    expect([...cells].filter((cell) => tokenizer.encode(cell).join() !== referenceIds(cell).join())).toEqual([]);
  });
});
