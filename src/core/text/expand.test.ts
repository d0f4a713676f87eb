import { describe, expect, it } from 'vitest';
import { canonicalWord, isLegalForm, openUp } from './expand';

describe('openUp', () => {
  it.each([
    ['Lehrer/in', 'Lehrer Lehrerin'],
    ['Lehrer/-in', 'Lehrer Lehrerin'],
    ['Lehrer*innen', 'Lehrer Lehrerinnen'],
    ['Lehrer:in', 'Lehrer Lehrerin'],
    ['Lehrer_innen', 'Lehrer Lehrerinnen'],
    ['Lehrer(innen)', 'Lehrer Lehrerinnen'],
    ['LehrerInnen', 'Lehrer Lehrerinnen'],
    ['Lyon S.A.', 'Lyon SA '],
    ['J.R.R. Tolkien', 'JRR  Tolkien'],
    ['D. Scott', 'D. Scott'],
    ['Marks & Spencer', 'Marks and Spencer'],
    ['AT&T', 'AT&T'],
    ["Yangp'yŏng", 'Yangpyŏng'],
    ["O'Brien", 'OBrien'],
    ["l'hôpital", 'l hôpital'],
    ['トヨタ株式会社', 'トヨタ kk '],
    ['上海贸易有限公司', '上海贸易 ltd '],
    ['삼성전자 주식회사', '삼성전자  ltd '],
    ['either/or within', 'either/or within'],
    ['InterCity', 'InterCity'],
  ])('%s → %s', (text, opened) => expect(openUp(text)).toBe(opened));
});

describe('canonicalWord', () => {
  it.each([
    ['street', 'st'],
    ['saint', 'st'],
    ['hauptstrasse', 'hauptstr'],
    ['strasse', 'str'],
    ['incorporated', 'inc'],
    ['iii', '3'],
    ['department', 'dept'],
    ['acme', 'acme'],
  ])('%s → %s', (word, canonical) => expect(canonicalWord(word)).toBe(canonical));

  it.each(['limited', 'saint', 'strasse', 'bahnhofstrasse', 'xx', 'und', 'centre', 'aktiengesellschaft'])(
    'leaves %s alone the second time',
    (word) => expect(canonicalWord(canonicalWord(word))).toBe(canonicalWord(word)),
  );

  it('knows legal forms by their short spelling', () => {
    expect(['limited', 'gmbh', 'aktiengesellschaft', 'ooo'].map(canonicalWord).every(isLegalForm)).toBe(true);
    expect(isLegalForm('street')).toBe(false);
  });
});
