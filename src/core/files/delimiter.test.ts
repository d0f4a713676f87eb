import { describe, expect, it } from 'vitest';
import { guessDelimiter } from './delimiter';

describe('guessDelimiter', () => {
  it.each([
    ['a,b\n1,2\n3,4\n', ','],
    ['a;b\n1,5;2\n3,25;4\n', ';'],
    ['a\tb\nx, y\tz\n', '\t'],
    ['name\nAcme\nBeta\n', ','],
    ['a|b', '|'],
    ['sep=;\na,b;c\n', ';'],
    ['', ','],
  ])('%j', (text, expected) => {
    expect(guessDelimiter(text)).toBe(expected);
  });
});
