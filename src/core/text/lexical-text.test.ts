import { describe, expect, it } from 'vitest';
import { lexicalTexts } from './lexical-text';

const pairOf = (left: string, right: string): [string, string] => {
  const forms = lexicalTexts({ left: [left], right: [right] });
  return [forms.left[0]!, forms.right[0]!];
};

describe('lexicalTexts', () => {
  it.each([
    ['MÜLLER & Söhne GmbH', 'Muller and Sohne G.m.b.H.'],
    ['12 Saint John Street', '12 St. John St'],
    ['Acme Incorporated', 'ACME Inc.'],
    ['Rocky III', 'Rocky 3'],
  ])('%s and %s are the same', (one, other) => {
    const [left, right] = pairOf(one, other);
    expect(left).toBe(right);
  });

  it('gives a script that the other side lacks in Latin letters, with sounds', () => {
    expect(pairOf('화천', 'Hwacheon')).toEqual(['hwacheon FSN', 'hwacheon FSN']);
    expect(pairOf('Белослав', 'Beloslav')).toEqual(['beloslav PLSLF', 'beloslav PLSLF']);
  });

  it('keeps a script that both sides use, without sounds', () => {
    expect(pairOf('北京大学', '北京')).toEqual(['北京大学', '北京']);
    expect(pairOf('Москва', 'москва')).toEqual(['москва', 'москва']);
  });

  it('gives both where only one side mixes scripts', () => {
    const forms = lexicalTexts({ left: ['Berlin', '北京'], right: ['Peking', 'Berlin'] });
    expect(forms.left).toEqual(['berlin PLN', 'beijing PSN']);
    expect(forms.right).toEqual(['peking PKN', 'berlin PLN']);
  });

  it('keeps order and number, and empty texts empty', () => {
    expect(lexicalTexts({ left: ['b', '', 'a'], right: [] })).toEqual({ left: ['b', '', 'a'], right: [] });
  });
});
