import { removeLegalForms } from '../cleaning/legal-forms';
import type { VariantKind } from './kind';
import { pick, shuffled } from './signs';

/** Ways of writing one legal form. */
const FORMS: readonly (readonly string[])[] = [
  ['GmbH', 'Gesellschaft mit beschränkter Haftung', 'G.m.b.H.', 'Ges.m.b.H.'],
  ['AG', 'Aktiengesellschaft', 'A.G.'],
  ['KG', 'Kommanditgesellschaft'],
  ['OHG', 'offene Handelsgesellschaft'],
  ['e.V.', 'eingetragener Verein', 'eV'],
  ['eG', 'eingetragene Genossenschaft'],
  ['Ltd', 'Limited', 'Ltd.'],
  ['Inc', 'Incorporated', 'Inc.'],
  ['Corp', 'Corporation', 'Corp.'],
  ['Co', 'Company', 'Co.'],
  ['LLC', 'Limited Liability Company', 'L.L.C.'],
  ['PLC', 'Public Limited Company', 'p.l.c.'],
  ['LLP', 'Limited Liability Partnership', 'L.L.P.'],
  ['Pvt Ltd', 'Private Limited'],
  ['Pty Ltd', 'Proprietary Limited'],
  ['S.A.', 'Société Anonyme', 'SA'],
  ['SARL', 'Société à responsabilité limitée', 'S.à r.l.'],
  ['SAS', 'Société par actions simplifiée', 'S.A.S.'],
  ['S.A. de C.V.', 'Sociedad Anónima de Capital Variable'],
  ['S.L.', 'Sociedad Limitada', 'SL'],
  ['S.p.A.', 'Società per azioni', 'SpA'],
  ['S.r.l.', 'Società a responsabilità limitata', 'SRL'],
  ['Ltda', 'Limitada', 'Lda'],
  ['B.V.', 'Besloten Vennootschap', 'BV'],
  ['N.V.', 'Naamloze Vennootschap', 'NV'],
  ['Sp. z o.o.', 'Spółka z ograniczoną odpowiedzialnością'],
  ['AB', 'Aktiebolag'],
  ['A/S', 'Aktieselskab'],
  ['Oy', 'Osakeyhtiö'],
  ['ООО', 'Общество с ограниченной ответственностью'],
  ['ОАО', 'Открытое акционерное общество'],
  ['ЗАО', 'Закрытое акционерное общество'],
  ['АО', 'Акционерное общество'],
  ['株式会社', '(株)'],
  ['有限会社', '(有)'],
  ['有限公司', '有限责任公司'],
  ['주식회사', '(주)'],
];
const escapeLetters = (form: string): string => form.replace(/[.()/]/gu, '\\$&');
/** Each form in any spelling but with a border on either side where letters have one; the longest spelling first. */
const PATTERNS = FORMS.map((forms) => {
  const longest = [...forms]
    .sort((a, b) => b.length - a.length)
    .map(escapeLetters)
    .join('|');
  const isSpaced = !/[\p{Script=Han}\p{Script=Hangul}]/u.test(forms[0]!);
  return { forms, pattern: new RegExp(isSpaced ? `(?<![\\p{L}\\p{N}.])(?:${longest})(?![\\p{L}\\p{N}])` : longest, 'iu') };
});

/** How a form is told from another by its letters alone. */
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '');

export const legalFormRemoved: VariantKind = {
  id: 'legal-form-removed',
  isSame: true,
  appliesTo: ({ words, letters }, stock) => letters >= 4 && words >= 1 && stock.legalForms.length > 0,
  vary(text) {
    const name = removeLegalForms(text);
    return name === text || lettersOf(name).length < 2 ? null : name;
  },
};

/** Another row's legal form behind a name without one. */
export const legalFormAdded: VariantKind = {
  id: 'legal-form-added',
  isSame: true,
  appliesTo: ({ letters }, stock) => letters >= 3 && stock.legalForms.length > 0,
  vary(text, { random, stock }) {
    if (removeLegalForms(text) !== text) return null;
    const form = pick(random, stock.legalForms);
    return form === undefined ? null : `${text.trimEnd()} ${form}`;
  },
};

export const legalFormWrittenOut: VariantKind = {
  id: 'legal-form-written-out',
  isSame: true,
  appliesTo: ({ letters }, stock) => letters >= 4 && stock.legalForms.length > 0,
  vary(text, { random }) {
    for (const { forms, pattern } of shuffled(random, PATTERNS)) {
      const found = pattern.exec(text);
      if (!found) continue;
      const others = forms.filter((form) => lettersOf(form) !== lettersOf(found[0]));
      const by = pick(random, others);
      // A point behind an abbreviation goes with it.
      const end = found.index + found[0].length + (text[found.index + found[0].length] === '.' ? 1 : 0);
      if (by !== undefined) return text.slice(0, found.index) + by + text.slice(end);
    }
    return null;
  },
};
