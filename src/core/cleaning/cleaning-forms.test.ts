import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, toIsoDate } from './date-form';
import { removeLegalForms } from './legal-forms';
import { changeCase, keepOnly, removeAccents, tidySpaces } from './letters';
import { removeTitles } from './person-titles';
import { toPhoneForm } from './phone-form';
import { createReplacer } from './replace-text';

const SEED = { seed: 20260501, numRuns: 400 };
/** Texts as they stand in tables, and any others. */
const cells = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        'Dr.',
        'Prof.',
        'GmbH',
        '& Co.',
        'KG',
        'S.A.',
        'z o.o.',
        'Müller',
        'ß',
        ',',
        '12.03.2024',
        '+49',
        '(0)30',
        '株式会社',
        'and',
        'PhD',
        'x12',
        '00',
        'Sp.',
      ),
      { maxLength: 6 },
    )
    .map((words) => words.join(' ')),
);

describe('every form', () => {
  const forms: readonly (readonly [string, (text: string) => string])[] = [
    ['spaces', tidySpaces],
    ['lower', (text) => changeCase(text, 'lower')],
    ['upper', (text) => changeCase(text, 'upper')],
    ['title', (text) => changeCase(text, 'title')],
    ['accents', removeAccents],
    ['legal forms', removeLegalForms],
    ['titles', removeTitles],
    ['phone', (text) => toPhoneForm(text, '')],
    ['phone of a country', (text) => toPhoneForm(text, '49')],
    ['date', (text) => toIsoDate(text, null)],
    ['date, day first', (text) => toIsoDate(text, 'day-first')],
    ['digits', (text) => keepOnly(text, 'digits')],
    ['letters', (text) => keepOnly(text, 'letters')],
    ['letters and digits', (text) => keepOnly(text, 'letters-and-digits')],
  ];
  it.each(forms)('%s: twice is as good as once', (_, form) => {
    fc.assert(
      fc.property(cells, (cell) => {
        const once = form(cell);
        expect(form(once)).toBe(once);
      }),
      SEED,
    );
  });
});

describe('removeLegalForms', () => {
  it.each([
    ['Müller & Söhne GmbH & Co. KG', 'Müller & Söhne'],
    ['Foo Trading Co., Ltd.', 'Foo Trading'],
    ['Société Générale S.A.', 'Société Générale'],
    ['Pekao Sp. z o.o.', 'Pekao'],
    ['Škoda Auto a.s.', 'Škoda Auto'],
    ['Tiffany & Co.', 'Tiffany'],
    ['Enel società per azioni', 'Enel'],
    ['Acme Private Limited', 'Acme'],
    ['ООО «Ромашка»', '«Ромашка»'],
    ['PT Telkom Indonesia Tbk', 'Telkom Indonesia'],
    ['株式会社トヨタ', 'トヨタ'],
    ['삼성전자 주식회사', '삼성전자'],
    ['Sàfilo  Group', 'Sàfilo  Group'],
    ['Limited', 'Limited'],
    ['GmbH & Co. KG', 'GmbH & Co. KG'],
    ['Asahi KASEI', 'Asahi KASEI'],
  ])('%s → %s', (before, after) => expect(removeLegalForms(before)).toBe(after));
});

describe('removeTitles', () => {
  it.each([
    ['Prof. Dr. med. Anna Weiß', 'Anna Weiß'],
    ['Dr.-Ing. Hans Müller', 'Hans Müller'],
    ['Dipl.-Ing. (FH) Karl Groß', '(FH) Karl Groß'],
    ['Müller, Dipl.-Ing. Hans', 'Müller, Hans'],
    ['Univ.-Prof. Mag. DDr. Ida', 'DDr. Ida'],
    ['Mme Marie Curie', 'Marie Curie'],
    ['Sr. Juan Pérez', 'Sr. Juan Pérez'],
    ['Señora Ana Gil', 'Ana Gil'],
    ['Dott.ssa Giulia Rossi', 'Giulia Rossi'],
    ['Mr John Smith, PhD, MBA', 'John Smith'],
    ['dr hab. Jan Nowak', 'Jan Nowak'],
    ['M. Night', 'M. Night'],
    ['Dr.', 'Dr.'],
    ['Drake', 'Drake'],
  ])('%s → %s', (before, after) => expect(removeTitles(before)).toBe(after));
});

describe('toPhoneForm', () => {
  it.each([
    ['+49 (0)30 / 123-45', '', '+493012345'],
    ['0049 30 12345', '', '+493012345'],
    ['030 12345', '49', '+493012345'],
    ['030 12345', '', '03012345'],
    ['Tel.: (030) 123 45', '49', '+493012345'],
    ['(415) 555-0132', '1', '+14155550132'],
    ['1-415-555-0132', '1', '+14155550132'],
    ['06 1234 5678', '39', '+390612345678'],
    ['8 (495) 123-45-67', '7', '+74951234567'],
    ['+1 415 555 0132 ext. 12', '1', '+14155550132;ext=12'],
    ['０３０ １２３４５', '49', '+493012345'],
    ['n/a', '49', 'n/a'],
    ['12', '49', '12'],
    ['12345 Main Street', '1', '12345 Main Street'],
  ])('%s, code %s → %s', (before, code, after) => expect(toPhoneForm(before, code)).toBe(after));
});

describe('toIsoDate', () => {
  it.each([
    ['2024-3-1', null, '2024-03-01'],
    ['2024/03/01 14:05', null, '2024-03-01T14:05'],
    ['20240301', null, '2024-03-01'],
    ['31.12.1999', null, '1999-12-31'],
    ['12/31/99', null, '1999-12-31'],
    ['5/5/2024', null, '2024-05-05'],
    ['3/4/2024', null, '3/4/2024'],
    ['3/4/2024', 'day-first', '2024-04-03'],
    ['3/4/2024', 'month-first', '2024-03-04'],
    ['1. März 2024', null, '2024-03-01'],
    ['March 1st, 2024', null, '2024-03-01'],
    ['Fri, 1 Mar 2024', null, '2024-03-01'],
    ['1er janvier 2024', null, '2024-01-01'],
    ['1 de marzo de 2024', null, '2024-03-01'],
    ['2024年3月1日', null, '2024-03-01'],
    ['31.02.2024', null, '31.02.2024'],
    ['2024', null, '2024'],
    ['10.5.3', null, '10.5.3'],
  ] as const)('%s (%s) → %s', (before, order, after) => expect(toIsoDate(before, order)).toBe(after));

  it('tells dates that could be either way round', () => {
    expect(readDate('3/4/2024', null)).toEqual({ form: 'ambiguous', iso: null });
    expect(readDate('13/4/2024', null)).toEqual({ form: 'day-first', iso: '2024-04-13' });
  });

  it('knows every day of two years however it is written', () => {
    for (let at = Date.UTC(2023, 0, 1); at < Date.UTC(2025, 0, 1); at += 86_400_000) {
      const iso = new Date(at).toISOString().slice(0, 10);
      const [year, month, day] = iso.split('-') as [string, string, string];
      expect(toIsoDate(`${Number(day)}.${Number(month)}.${year}`, 'day-first')).toBe(iso);
      expect(toIsoDate(`${month}/${day}/${year.slice(2)}`, 'month-first')).toBe(iso);
      expect(toIsoDate(`${year}${month}${day}`, null)).toBe(iso);
    }
  });
});

it('takes accents off Latin and Greek letters and leaves other scripts', () => {
  expect(removeAccents('Ægir Øst ŁÓDŹ Čapek ά')).toBe('Aegir Ost LODZ Capek α');
  expect(removeAccents('й が กำ हिन्दी 한국')).toBe('й が กำ हिन्दी 한국');
});

it('writes words with a large letter', () => {
  expect(changeCase("o'NEILL-smith ÉCOLE", 'title')).toBe("O'neill-Smith École");
});

describe('createReplacer', () => {
  const step = { find: 'a.b', by: '$1', isRegex: false, ignoreCase: false };
  it('takes plain text literally', () => {
    expect(createReplacer(step)('a.b axb A.B')).toBe('$1 axb A.B');
    expect(createReplacer({ ...step, ignoreCase: true })('a.b axb A.B')).toBe('$1 axb $1');
  });
  it('knows groups', () => {
    const swap = createReplacer({ find: '^(\\w+), (\\w+)$', by: '$2 $1', isRegex: true, ignoreCase: false });
    expect(swap('Curie, Marie')).toBe('Marie Curie');
  });
  it('explains a pattern that cannot be read', () => {
    expect(() => createReplacer({ find: '(a', by: '', isRegex: true, ignoreCase: false })).toThrowError(
      expect.objectContaining({ code: 'cleaning/bad-pattern', params: expect.objectContaining({ pattern: '(a' }) }),
    );
  });
});
