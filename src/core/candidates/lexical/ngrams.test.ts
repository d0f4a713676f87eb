import { expect, test } from 'vitest';
import { ngramsOf } from './ngrams';

test('cuts padded words into grams of two to four', () => {
  expect(ngramsOf('ab')).toEqual([' a', 'ab', 'b ', ' ab', 'ab ', ' ab ']);
});

test('yields a padded word once where it is no longer than a gram', () => {
  expect(ngramsOf('a')).toEqual([' a', 'a ', ' a ']);
});

test('has no gram across words, and keeps repeats', () => {
  expect(ngramsOf('a b')).toEqual([...ngramsOf('a'), ...ngramsOf('b')]);
  expect(ngramsOf('ab ab')).toEqual([...ngramsOf('ab'), ...ngramsOf('ab')]);
});

test('has none for the empty text', () => expect(ngramsOf('')).toEqual([]));
