import { describe, expect, it } from 'vitest';
import { areForeign, scriptsOf } from './scripts';

const foreign = (left: string, right: string): boolean => areForeign(scriptsOf(left), scriptsOf(right));

describe('scriptsOf', () => {
  it.each(['', '2024', '12-34 %', '\u0301'])('finds no script in %j', (text) => expect(scriptsOf(text)).toBe(0));

  it('gives scripts that no family names a bit of their own', () => {
    expect(scriptsOf('ਪੰਜਾਬ')).toBe(scriptsOf('தமிழ்'));
    expect(scriptsOf('தமிழ்')).not.toBe(0);
    expect(scriptsOf('abc') & scriptsOf('தமிழ்')).toBe(0);
  });

  it('adds up the scripts of a mixed text', () => {
    expect(scriptsOf('Toyota トヨタ')).toBe(scriptsOf('a') | scriptsOf('日'));
  });
});

describe('areForeign', () => {
  it.each([
    ['Moscow', 'Москва'],
    ['Athens', 'Αθήνα'],
    ['Seoul', '서울'],
    ['Tokyo', '東京'],
    ['Tbilisi', 'თბილისი'],
    ['Москва', 'மாஸ்கோ'],
  ])('%s and %s share no letter', (left, right) => {
    expect(foreign(left, right)).toBe(true);
    expect(foreign(right, left)).toBe(true);
  });

  it.each([
    ['Zürich', 'Łódź'],
    ['東京', 'とうきょう'],
    ['トヨタ Toyota', 'Toyota Motor'],
    ['2024', 'Москва'],
    ['', 'a'],
  ])('%s and %s may be compared by letters', (left, right) => expect(foreign(left, right)).toBe(false));
});
