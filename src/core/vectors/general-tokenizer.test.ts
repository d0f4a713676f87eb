import { readFileSync } from 'node:fs';
import * as library from '@huggingface/tokenizers';
import { expect, it } from 'vitest';
import { createGeneralTokenizer } from './general-tokenizer';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../e2e/fixtures/models/${path}`, import.meta.url), 'utf8'));

it.each(['tiny-bert', 'tiny-e5'])('%s: the ids of Hugging Face tokenizers, without start and end', (name) => {
  const { texts, ids } = read(`${name}/expected.json`) as { texts: string[]; ids: number[][] };
  const tokenizer = createGeneralTokenizer(library, read(`${name}/tokenizer.json`));
  expect(texts.map((text) => tokenizer.encode(text))).toEqual(ids.map((list) => list.slice(1, -1)));
});

it.each(['byte-fallback', 'byte-level'])('%s: the ids of Hugging Face tokenizers, without start and end', (name) => {
  const {
    texts,
    ids,
    tokenizer: file,
  } = read(`tokenizers/${name}.json`) as { texts: string[]; ids: number[][]; tokenizer: object };
  const tokenizer = createGeneralTokenizer(library, file);
  expect(texts.map((text) => tokenizer.encode(text))).toEqual(ids.map((list) => list.slice(1, -1)));
});

it('what it answers may be changed', () => {
  const tokenizer = createGeneralTokenizer(library, read('tiny-bert/tokenizer.json'));
  const first = tokenizer.encode('acme holdings');
  const copy = [...first];
  first.push(1);
  expect(tokenizer.encode('acme holdings')).toEqual(copy);
});

it('rare pieces of a unigram model tell more; of others every token the same', () => {
  const unigram = createGeneralTokenizer(library, read('tiny-e5/tokenizer.json'));
  const { vocab } = read('tiny-e5/tokenizer.json').model as { vocab: [string, number][] };
  const rarest = vocab.reduce((least, [, score], at) => (score < vocab[least]![1] ? at : least), 5);
  expect(unigram.informationOf(rarest)).toBeCloseTo(-vocab[rarest]![1]);
  expect(unigram.informationOf(rarest)).toBeGreaterThanOrEqual(unigram.informationOf(10));
  const pieces = createGeneralTokenizer(library, read('tiny-bert/tokenizer.json'));
  expect(pieces.informationOf(7)).toBe(pieces.informationOf(300));
});
